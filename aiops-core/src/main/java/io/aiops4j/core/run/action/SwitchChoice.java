package io.aiops4j.core.run.action;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes another data source the active one, once it was seen to give a connection that works. */
final class SwitchChoice {

    private static final int VALID_SECONDS = 5;

    private final Map<String, SwitchableDataSource> dataSources = new TreeMap<>();

    SwitchChoice(SwitchableDataSource... dataSources) {
        for (SwitchableDataSource each : dataSources) {
            if (this.dataSources.put(each.name(), each) != null) {
                throw new AiopsException("There are two data sources named '" + each.name() + "'. Rename one of them.");
            }
        }
    }

    Action action() {
        Parameter which = Parameter.text("datasource");
        Action.Builder action = Action.named("switch_datasource")
                .parameter("to")
                .risk(Risk.HIGH)
                .idempotent()
                .reversible()
                .preview(this::preview);
        boolean one = dataSources.size() == 1;
        action.parameter(one ? which.or(dataSources.keySet().iterator().next()) : which);
        if (one) {
            action.effect("datasource.active = ${to}");
        }
        return action.run(this::run);
    }

    private String preview(StepContext step) throws InterruptedException {
        SwitchableDataSource dataSource = dataSource(step);
        String to = step.text("to");
        requireAlive(dataSource, to);
        return dataSource.active().equals(to)
                ? "'" + dataSource.name() + "' takes its connections from '" + to + "' already"
                : "would take new connections of '" + dataSource.name() + "' from '" + to + "' instead of '"
                        + dataSource.active() + "'; a connection of '" + to + "' was tried and works";
    }

    private void run(StepContext step) throws InterruptedException {
        SwitchableDataSource dataSource = dataSource(step);
        requireAlive(dataSource, step.text("to"));
        String before = dataSource.switchTo(step.text("to"));
        step.output("'" + dataSource.name() + "' took new connections from '" + before + "', and takes them from '"
                + step.text("to") + "' now\n");
    }

    private SwitchableDataSource dataSource(StepContext step) {
        SwitchableDataSource dataSource = dataSources.get(step.text("datasource"));
        if (dataSource == null) {
            throw new ActionException(
                    FailureType.PARAMETER_WRONG,
                    "There is no data source '" + step.text("datasource") + "' here. Use one of " + dataSources.keySet()
                            + ".");
        }
        return dataSource;
    }

    private static void requireAlive(SwitchableDataSource dataSource, String to) throws InterruptedException {
        DataSource next;
        try {
            next = dataSource.choice(to);
        } catch (AiopsException e) {
            throw new ActionException(FailureType.PARAMETER_WRONG, String.valueOf(e.getMessage()), e);
        }
        try {
            if (!JdbcCall.on(next, session -> session.connection().isValid(VALID_SECONDS))) {
                throw dead(dataSource, to, "its connection does not work", null);
            }
        } catch (SQLException e) {
            throw dead(dataSource, to, JdbcCall.words(e), e);
        }
    }

    private static ActionException dead(
            SwitchableDataSource dataSource, String to, String why, @Nullable Exception cause) {
        return new ActionException(
                FailureType.EXTERNAL_DEPENDENCY,
                "'" + dataSource.name() + "' stays with '" + dataSource.active() + "', for '" + to
                        + "' gives no connection: " + why,
                cause);
    }
}
