package io.aiops4j.core.verify;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether two states are of the same thing: of one process that went on, or of one that was started again, or of another instance. */
final class Identity {

    /** The value that names which instance answered. */
    static final String INSTANCE = "instance";

    private static final String PROCESS = "process";
    private static final String UPTIME = ".uptime_seconds";

    private Identity() {}

    static boolean isAnother(StateSnapshot earlier, StateSnapshot later) {
        return isOther(earlier.value(INSTANCE), later.value(INSTANCE));
    }

    static boolean isRestarted(StateSnapshot earlier, StateSnapshot later) {
        for (Map.Entry<String, String> value : earlier.values().entrySet()) {
            String name = value.getKey();
            String now = later.value(name);
            if (now == null) {
                continue;
            }
            boolean process = name.startsWith(PROCESS + ".") || name.startsWith(PROCESS + "/");
            boolean names = process && (name.endsWith(".pid") || name.endsWith(".started"));
            if ((names && isOther(value.getValue(), now)) || (name.endsWith(UPTIME) && isLess(now, value.getValue()))) {
                return true;
            }
        }
        return false;
    }

    /** What was known last of each value: a look that could not read some of them is not the end of them. */
    static StateSnapshot later(StateSnapshot earlier, StateSnapshot later) {
        Map<String, String> all = new TreeMap<>(earlier.values());
        all.putAll(later.values());
        return StateSnapshot.of(later.time(), all);
    }

    private static boolean isOther(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }

    private static boolean isLess(String one, String other) {
        BigDecimal first = Operand.number(one);
        BigDecimal second = Operand.number(other);
        return first != null && second != null && first.compareTo(second) < 0;
    }
}
