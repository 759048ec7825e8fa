package io.aiops4j.jmh.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What an evaluation measured, under names that do not change. */
final class Figures {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();

    Figures with(String name, long value) {
        values.put(name, value);
        return this;
    }

    /** With one decimal: more would pretend. */
    Figures with(String name, double value) {
        values.put(name, Math.round(value * 10) / 10.0);
        return this;
    }

    /** In words. */
    Figures with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** With three decimals, for what is small. */
    Figures withThousandths(String name, double value) {
        values.put(name, Math.round(value * 1_000) / 1_000.0);
        return this;
    }

    /** A floor that must hold; the sentence says what it is. */
    Figures floor(boolean holds, String sentence) {
        if (!holds) {
            missed.add(sentence);
        }
        return this;
    }

    /** The floors that do not hold. */
    List<String> missed() {
        return missed;
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
