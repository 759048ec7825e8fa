package io.aiops4j.jmh.eval;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one reader makes of the replies. */
final class JsonTally {

    private final String prefix;
    private final Function<String, @Nullable JsonNode> reader;
    private final Map<String, Long> wrongByKind = new TreeMap<>();
    private long right;
    private long changed;
    private long refused;

    /** A reader gives null for what it refuses. */
    JsonTally(String prefix, Function<String, @Nullable JsonNode> reader) {
        this.prefix = prefix;
        this.reader = reader;
    }

    /** Whether it was read as it should be. */
    boolean read(JsonCase each) {
        JsonNode read = reader.apply(each.raw());
        boolean same = read == null ? each.expected() == null : read.equals(each.expected());
        if (same) {
            right++;
            return true;
        }
        if (read == null) {
            refused++;
        } else {
            changed++;
        }
        wrongByKind.merge(each.kind(), 1L, Long::sum);
        return false;
    }

    long changed() {
        return changed;
    }

    double percent() {
        return 100.0 * right / Math.max(1, right + changed + refused);
    }

    void figures(Figures figures) {
        figures.with(prefix + "right", right)
                .with(prefix + "right_percent", percent())
                .with(prefix + "wrong", changed + refused)
                .with(prefix + "silently_changed", changed)
                .with(prefix + "refused_wrongly", refused);
        wrongByKind.forEach((kind, count) -> figures.with(prefix + "wrong_" + kind, count));
    }
}
