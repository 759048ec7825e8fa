package io.aiops4j.core.run.action;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Ends what runs too long in a database, at most so many, and says which. Doing it twice may end twice as many: no retries. */
final class TerminateQueries {

    /** How long what was told to end has to be gone. */
    static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    private static final int LOOK_AGAIN_MILLIS = 50;
    private static final String FORBIDDEN = "42501";
    private static final Set<String> LOGIN = Set.of("28000", "28P01");
    private static final Set<Integer> MARIADB_FORBIDDEN = Set.of(1044, 1045, 1095, 1142, 1227);

    private final DataSource dataSource;

    TerminateQueries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Action action() {
        return Action.named("terminate_queries")
                .parameter(Parameter.number("longer_than").between(1, 604_800))
                .parameter(Parameter.text("what")
                        .oneOf("queries", "idle_transactions")
                        .or("queries"))
                .parameter(Parameter.text("how").oneOf("cancel", "terminate").or("cancel"))
                .parameter(Parameter.text("database").or(""))
                .parameter(Parameter.text("user").or(""))
                .parameter(Parameter.number("most").between(1, 100).or("10"))
                .risk(Risk.HIGH)
                .preview(this::preview)
                .run(this::run);
    }

    private String preview(StepContext step) throws InterruptedException {
        Sought sought = Sought.of(step);
        boolean session = endsSession(step, sought);
        return call(call -> {
            Sessions sessions = sessions(call);
            List<Running> found = sessions.find(sought);
            return found.isEmpty()
                    ? none(sought, sessions.hidden())
                    : "would end " + found.size() + (session ? " sessions" : " queries") + ":\n" + lines(found);
        });
    }

    private void run(StepContext step) throws InterruptedException {
        Sought sought = Sought.of(step);
        boolean session = endsSession(step, sought);
        List<Running> stubborn = call(call -> {
            Sessions sessions = sessions(call);
            List<Running> found = sessions.find(sought);
            if (found.isEmpty()) {
                step.output(none(sought, sessions.hidden()) + "\n");
            }
            for (Running each : found) {
                boolean told = sessions.end(each, session);
                step.output((told ? "told to end: " : "ended by itself: ") + each + "\n");
            }
            return awaitEnd(sessions, found, session);
        });
        if (!stubborn.isEmpty()) {
            throw new ActionException(
                    FailureType.TIMING_OR_RACE,
                    "Told to end and still there after " + GONE_WITHIN.toSeconds() + " s: " + ids(stubborn)
                            + ". Look again, or use how=terminate.");
        }
    }

    private static boolean endsSession(StepContext step, Sought sought) {
        boolean session = step.text("how").equals("terminate");
        if (sought.idle() && !session) {
            throw new ActionException(
                    FailureType.PARAMETER_WRONG,
                    "A transaction that idles runs no query that could be cancelled. Use how=terminate.");
        }
        return session;
    }

    private static List<Running> awaitEnd(Sessions sessions, List<Running> told, boolean session)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + GONE_WITHIN.toNanos();
        List<Running> left = told;
        while (true) {
            List<Running> still = new ArrayList<>();
            for (Running each : left) {
                if (sessions.remains(each, session)) {
                    still.add(each);
                }
            }
            if (still.isEmpty() || System.nanoTime() > end) {
                return still;
            }
            left = still;
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static String none(Sought sought, long hidden) {
        return "there are no " + sought
                + (hidden > 0 ? "; " + hidden + " sessions could not be looked into: grant pg_monitor" : "");
    }

    private static String lines(List<Running> found) {
        return found.stream().map(Running::toString).collect(Collectors.joining("\n"));
    }

    private static String ids(List<Running> found) {
        return found.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(", "));
    }

    private static Sessions sessions(JdbcCall<?> call) throws SQLException, InterruptedException {
        String product = String.valueOf(call.connection().getMetaData().getDatabaseProductName());
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> new PostgresSessions(call);
            case "mariadb" -> new MariaDbSessions(call);
            default ->
                throw new ActionException(
                        FailureType.ACTION_UNSUPPORTED,
                        "terminate_queries knows PostgreSQL and MariaDB, and this is " + product + ".");
        };
    }

    private <T> T call(JdbcCall.Work<T> work) throws InterruptedException {
        try {
            return JdbcCall.on(dataSource, work);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            boolean forbidden =
                    state.equals(FORBIDDEN) || LOGIN.contains(state) || MARIADB_FORBIDDEN.contains(e.getErrorCode());
            throw new ActionException(
                    forbidden ? FailureType.ENVIRONMENT_OR_PERMISSION : FailureType.EXTERNAL_DEPENDENCY,
                    (forbidden ? "The database does not allow it: " : "The database cannot be asked: ")
                            + JdbcCall.words(e),
                    e);
        }
    }
}
