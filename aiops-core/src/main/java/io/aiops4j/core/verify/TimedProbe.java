package io.aiops4j.core.verify;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import java.time.Duration;
import java.util.Map;

/** A probe with a time-out of its own. The prober holds it to that: a probe that hangs cannot do so itself. */
record TimedProbe(StateProbe probe, Duration timeout) implements StateProbe {

    TimedProbe {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(StateProbe.LONGEST_TIMEOUT) > 0) {
            throw new AiopsException("A probe cannot be given " + timeout + ". Choose a time-out from 1 ms to "
                    + StateProbe.LONGEST_TIMEOUT + ".");
        }
    }

    @Override
    public Map<String, ?> read(Target target) throws Exception {
        return probe.read(target);
    }

    @Override
    public StateProbe within(Duration other) {
        return new TimedProbe(probe, other);
    }
}
