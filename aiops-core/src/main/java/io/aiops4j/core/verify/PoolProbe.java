package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import io.aiops4j.core.pool.ConnectionPool;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pool of connections: active, idle, waiting, max and the share that is in use, under a prefix. */
final class PoolProbe implements StateProbe {

    private static final int PERCENT = 100;

    private final String prefix;
    private final ConnectionPool pool;

    PoolProbe(String prefix, ConnectionPool pool) {
        this.prefix = prefix;
        this.pool = pool;
    }

    @Override
    public Map<String, ?> read(Target target) throws Exception {
        ConnectionPool.State state = pool.state();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(prefix + ".active", state.active());
        values.put(prefix + ".idle", state.idle());
        values.put(prefix + ".waiting", state.waiting());
        values.put(prefix + ".max", state.max());
        if (state.max() > 0) {
            values.put(prefix + ".used_percent", PERCENT * state.active() / state.max());
        }
        return values;
    }
}
