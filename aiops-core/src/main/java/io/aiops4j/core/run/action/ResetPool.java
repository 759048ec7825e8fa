package io.aiops4j.core.run.action;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import java.util.Map;
import java.util.TreeMap;

/** Replaces the connections of a pool. It declares no effect: what comes of it depends on who holds connections. */
final class ResetPool {

    private final Map<String, ConnectionPool> pools = new TreeMap<>();

    ResetPool(ConnectionPool... pools) {
        for (ConnectionPool pool : pools) {
            if (this.pools.put(pool.name(), pool) != null) {
                throw new AiopsException("There are two pools named '" + pool.name() + "'. Rename one of them.");
            }
        }
    }

    Action action() {
        Parameter pool = Parameter.text("pool");
        return Action.named("reset_connection_pool")
                .parameter(pools.size() == 1 ? pool.or(pools.keySet().iterator().next()) : pool)
                .risk(Risk.MEDIUM)
                .idempotent()
                .preview(this::preview)
                .run(this::run);
    }

    private String preview(StepContext step) throws InterruptedException {
        ConnectionPool pool = pool(step);
        ConnectionPool.State state = state(pool);
        return "pool '" + pool.name() + "' has " + state + "; " + state.idle() + " would be closed now, and "
                + state.active() + " when they come back";
    }

    private void run(StepContext step) throws InterruptedException {
        ConnectionPool pool = pool(step);
        step.output("before: " + state(pool) + "\n");
        try {
            pool.reset();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw unusable(pool, e);
        }
        step.output("after: " + state(pool) + "\n");
    }

    private ConnectionPool pool(StepContext step) {
        ConnectionPool pool = pools.get(step.text("pool"));
        if (pool == null) {
            throw new ActionException(
                    FailureType.PARAMETER_WRONG,
                    "There is no pool '" + step.text("pool") + "' here. Use one of " + pools.keySet() + ".");
        }
        return pool;
    }

    private static ConnectionPool.State state(ConnectionPool pool) throws InterruptedException {
        try {
            return pool.state();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw unusable(pool, e);
        }
    }

    private static ActionException unusable(ConnectionPool pool, Exception e) {
        return new ActionException(
                FailureType.ENVIRONMENT_OR_PERMISSION,
                "The pool '" + pool.name() + "' cannot be used: " + HostCode.describe(e),
                e);
    }
}
