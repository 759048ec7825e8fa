package io.aiops4j.spring;

import io.micrometer.core.instrument.Meter;
import java.util.HashMap;
import java.util.Map;

/** How much what only rises has risen since the last reading. One that begins anew has risen by nobody knows how much. */
final class MeterReading {

    /** Which of a meter's sums. */
    enum Sum {
        /** How often. */
        COUNT,
        /** How much in all. */
        TOTAL
    }

    private record Key(Meter.Id id, Sum sum) {}

    private Map<Key, Double> last = Map.of();
    private Map<Key, Double> now = new HashMap<>();
    private boolean first = true;

    /**
     * How much more it is than at the last reading, or NaN: at the first one, and when it fell. What was not there at the last one began
     * at nothing since then, unless somebody else counted it before.
     */
    double risen(Meter.Id id, Sum sum, double value, boolean ours) {
        Key key = new Key(id, sum);
        now.put(key, value);
        double before = last.getOrDefault(key, first || !ours ? Double.NaN : 0.0);
        return value >= before ? value - before : Double.NaN;
    }

    /** Ends this reading; what was not read in it is forgotten. */
    void done() {
        last = now;
        now = new HashMap<>();
        first = false;
    }
}
