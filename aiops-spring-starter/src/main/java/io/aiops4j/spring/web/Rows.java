package io.aiops4j.spring.web;

import io.aiops4j.core.Fault;
import io.aiops4j.core.redact.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What bodies are made of. */
final class Rows {

    private Rows() {}

    /** Names and values in turn; what is null is left out. */
    static Map<String, Object> row(@Nullable Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                row.put(String.valueOf(pairs[i]), value);
            }
        }
        return row;
    }

    static List<Map<String, Object>> faults(List<Fault> faults, Redaction redaction) {
        return faults.stream()
                .map(fault -> row(
                        "path", redaction.text(fault.path()),
                        "problem", redaction.text(fault.problem()),
                        "hint", redaction.text(fault.hint())))
                .toList();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable String wordOrNull(@Nullable Enum<?> value) {
        return value == null ? null : word(value);
    }

    /** A key that sorts by time, then by id. */
    static String key(Instant time, String id) {
        String seconds = "000000000000" + Math.max(0, time.getEpochSecond());
        String nanos = "000000000" + time.getNano();
        return seconds.substring(seconds.length() - 12) + "." + nanos.substring(nanos.length() - 9) + "." + id;
    }

    /** One page of a list, behind the key at which the last one ended: what comes and goes meanwhile moves no page. */
    static <T> Answer page(Call call, List<T> all, Function<T, String> key, Function<T, Map<String, Object>> row) {
        String after = call.parameter("after");
        int limit = call.limit();
        List<T> rest = all.stream()
                .filter(each -> after == null || key.apply(each).compareTo(after) > 0)
                .sorted((one, other) -> key.apply(one).compareTo(key.apply(other)))
                .limit(limit + 1L)
                .toList();
        List<Map<String, Object>> items = new ArrayList<>();
        for (T each : rest.subList(0, Math.min(limit, rest.size()))) {
            items.add(row.apply(each));
        }
        return page(items, rest.size() > limit ? key.apply(rest.get(limit - 1)) : null);
    }

    static Answer page(List<Map<String, Object>> items, @Nullable String next) {
        return Answer.of(row("items", items, "next", next));
    }
}
