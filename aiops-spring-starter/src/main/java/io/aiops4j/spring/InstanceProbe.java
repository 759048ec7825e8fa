package io.aiops4j.spring;

import io.aiops4j.core.Target;
import io.aiops4j.core.verify.StateProbe;
import java.util.HashMap;
import java.util.Map;

/**
 * A probe of something that there may be several times: its name stands behind a stroke in each of its values, as in
 * {@code port/redis.open}. Otherwise those of the last one would stand for all.
 */
record InstanceProbe(String name, StateProbe probe) implements StateProbe {

    /** What could not stand in a condition becomes an underscore. */
    static InstanceProbe of(String name, StateProbe probe) {
        StringBuilder fit = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean fits = c == '-' || (Character.isBmpCodePoint(c) && Character.isLetterOrDigit(c));
            fit.appendCodePoint(fits ? c : '_');
        });
        return new InstanceProbe(fit.toString(), probe);
    }

    @Override
    public Map<String, ?> read(Target target) throws Exception {
        Map<String, Object> values = new HashMap<>();
        probe.read(target).forEach((value, is) -> {
            int dot = value.indexOf('.');
            values.put(dot < 0 ? value + "/" + name : value.substring(0, dot) + "/" + name + value.substring(dot), is);
        });
        return values;
    }
}
