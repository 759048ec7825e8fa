package io.aiops4j.jmh.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What an evaluation measured, under names that do not change. */
final class Figures {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> values = new LinkedHashMap<>();

    Figures with(String name, long value) {
        values.put(name, value);
        return this;
    }

    /** With one decimal: more would pretend. */
    Figures with(String name, double value) {
        values.put(name, Math.round(value * 10) / 10.0);
        return this;
    }

    /** With three decimals, for what is small. */
    Figures withThousandths(String name, double value) {
        values.put(name, Math.round(value * 1_000) / 1_000.0);
        return this;
    }

    /** For people: a line per figure. */
    String table() {
        StringBuilder table = new StringBuilder();
        values.forEach((name, value) -> table.append(String.format("%-28s %12s%n", name, value)));
        return table.toString();
    }

    /** For programs: all in one line. */
    String json() {
        return JSON.writeValueAsString(values);
    }
}
