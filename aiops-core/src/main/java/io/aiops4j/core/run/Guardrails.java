package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import java.time.Duration;

/**
 * Limits that hold whatever was approved. They sit in the runner, where nobody walks round them: they are read from the journal, and
 * checked in the append that starts a run, so that they hold for all nodes together and survive restarts.
 *
 * <pre>{@code
 * Aiops.builder().guardrails(Guardrails.DEFAULT
 *         .perHour(20)
 *         .coolDown(Duration.ofMinutes(2), Duration.ofMinutes(20))
 *         .window("Mon-Fri 22:00-06:00 Europe/Berlin")
 *         .freeze("2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin"));
 * }</pre>
 *
 * <p>They bind what starts by itself. What a person asks for or allows is bound by a freeze of {@linkplain ChangeCalendar.Freeze#everything() everything}
 * alone, and is counted by no limit; what it did to a target counts for the pauses behind it.
 *
 * @param limits how many
 * @param pauses how long a target is left alone
 * @param breaker when an action that keeps failing is left alone
 * @param calendar when
 * @param threshold the lower bound of its confidence from which a version may run by itself, where that was approved
 * @param recurrence how long after a run that helped its incident may not come back, or it did not help; zero for never
 */
public record Guardrails(
        Limits limits, Pauses pauses, Breaker breaker, ChangeCalendar calendar, double threshold, Duration recurrence) {

    /** How many runs may start by themselves within an hour, for each client, when nothing is said. */
    public static final int DEFAULT_PER_HOUR = 10;

    /** How many runs may start by themselves against one incident, when nothing is said. */
    public static final int DEFAULT_PER_INCIDENT = 5;

    /** How many runs may start by themselves within an hour on one service of a client, when nothing is said. */
    public static final int DEFAULT_PER_TARGET = 4;

    /** How many runs of a client may wait for their turn before no more are taken in by themselves, when nothing is said. */
    public static final int DEFAULT_MOST_WAITING = 100;

    /** How long nothing starts by itself on a service after a run on it that helped, when nothing is said. */
    public static final Duration DEFAULT_COOL_DOWN = Duration.ofMinutes(5);

    /** How long nothing starts by itself on a service after a run on it that did not help, when nothing is said. */
    public static final Duration DEFAULT_COOL_DOWN_AFTER_FAILURE = Duration.ofMinutes(15);

    /** How long another runbook, against another incident, is kept off a service after a run on it, when nothing is said. */
    public static final Duration DEFAULT_APART = Duration.ofMinutes(15);

    /** After how many failures in a row an action is left alone, when nothing is said. */
    public static final int DEFAULT_BREAKER_FAILURES = 3;

    /** How long an action that keeps failing is left alone before one run may try it, when nothing is said. */
    public static final Duration DEFAULT_BREAKER_PAUSE = Duration.ofMinutes(15);

    /** The lower bound of its confidence from which a version may run by itself, when nothing is said. */
    public static final double DEFAULT_THRESHOLD = 0.7;

    /** How long after a run that was said to have helped its incident may not come back, when nothing is said. */
    public static final Duration DEFAULT_RECURRENCE = Duration.ofMinutes(30);

    /** For how long failures in a row are remembered. */
    public static final Duration BREAKER_MEMORY = Duration.ofHours(24);

    /** The longest pause that can be set. */
    public static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    /** How many, for a limit that is not to limit anything. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** What holds when nothing is said. */
    public static final Guardrails DEFAULT = new Guardrails(
            new Limits(DEFAULT_PER_HOUR, DEFAULT_PER_INCIDENT, DEFAULT_PER_TARGET, DEFAULT_MOST_WAITING),
            new Pauses(DEFAULT_COOL_DOWN, DEFAULT_COOL_DOWN_AFTER_FAILURE, DEFAULT_APART),
            new Breaker(DEFAULT_BREAKER_FAILURES, DEFAULT_BREAKER_PAUSE),
            ChangeCalendar.ALWAYS,
            DEFAULT_THRESHOLD,
            DEFAULT_RECURRENCE);

    /** No limit, no pause, no breaker and no calendar: for tests, and for hosts that simulate. Critical targets ask a person still, and recurrences count. */
    public static final Guardrails NONE = new Guardrails(
            new Limits(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED),
            new Pauses(Duration.ZERO, Duration.ZERO, Duration.ZERO),
            new Breaker(UNLIMITED, Duration.ZERO),
            ChangeCalendar.ALWAYS,
            DEFAULT_THRESHOLD,
            DEFAULT_RECURRENCE);

    /** Refuses a threshold that is none, and a recurrence that nobody could wait for. */
    public Guardrails {
        requirePause(recurrence, "window in which an incident comes back");
        if (!(threshold > 0 && threshold < 1)) {
            throw new AiopsException("The threshold must lie between 0 and 1, not at " + threshold + ". "
                    + DEFAULT_THRESHOLD + " is the default.");
        }
    }

    /**
     * How many; {@link #UNLIMITED} does not limit.
     *
     * @param perHour runs that may start by themselves within an hour, for each client
     * @param perIncident runs that may start by themselves against one incident
     * @param perTarget runs that may start by themselves within an hour on one service of a client
     * @param mostWaiting runs of a client that may wait before no more are taken in by themselves
     */
    public record Limits(int perHour, int perIncident, int perTarget, int mostWaiting) {

        /** Refuses limits below nothing. */
        public Limits {
            notNegative(perHour, "runs an hour");
            notNegative(perIncident, "runs against an incident");
            notNegative(perTarget, "runs an hour on a service");
            notNegative(mostWaiting, "runs that wait");
        }

        private static void notNegative(int most, String what) {
            if (most < 0) {
                throw new AiopsException("At most " + most + " " + what + " is no limit. Use 0 or more.");
            }
        }
    }

    /**
     * How long nothing starts by itself on a service of a client after a run on it, whoever began that; zero is no pause.
     *
     * @param afterSuccess after one that helped
     * @param afterFailure after one that did not help, or of which nobody knows
     * @param apart after one with another runbook against another incident: two fixes must not undo each other
     */
    public record Pauses(Duration afterSuccess, Duration afterFailure, Duration apart) {

        /** Refuses what is no pause. */
        public Pauses {
            requirePause(afterSuccess, "cool-down");
            requirePause(afterFailure, "cool-down after a failure");
            requirePause(apart, "time between two fixes of one service");
        }
    }

    /**
     * When an action is left alone. Steps are counted for each client and action, on all its services, whoever began their run. After
     * the pause one run at a time may try the action, until it is done once.
     *
     * @param failures in a row after which it is left alone; {@link #UNLIMITED} for never
     * @param pause how long
     */
    public record Breaker(int failures, Duration pause) {

        /** Refuses what would never let anything start, and what is no pause. */
        public Breaker {
            if (failures < 1) {
                throw new AiopsException(
                        "An action cannot be left alone after " + failures + " failures. Use 1 or more.");
            }
            requirePause(pause, "pause of an action that keeps failing");
        }
    }

    private static void requirePause(Duration pause, String what) {
        if (pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
            throw new AiopsException("The " + what + " must lie between nothing and " + LONGEST_PAUSE + ", not at "
                    + pause + ". Shorten it, or freeze what must not be touched.");
        }
    }

    /** The same with so many runs that may start by themselves within an hour, for each client. */
    public Guardrails perHour(int most) {
        return with(new Limits(most, limits.perIncident, limits.perTarget, limits.mostWaiting));
    }

    /** The same with so many runs that may start by themselves against one incident. */
    public Guardrails perIncident(int most) {
        return with(new Limits(limits.perHour, most, limits.perTarget, limits.mostWaiting));
    }

    /** The same with so many runs that may start by themselves within an hour on one service of a client. */
    public Guardrails perTarget(int most) {
        return with(new Limits(limits.perHour, limits.perIncident, most, limits.mostWaiting));
    }

    /** The same with so many runs of a client that may wait before no more are taken in by themselves. */
    public Guardrails mostWaiting(int most) {
        return with(new Limits(limits.perHour, limits.perIncident, limits.perTarget, most));
    }

    private Guardrails with(Limits other) {
        return new Guardrails(other, pauses, breaker, calendar, threshold, recurrence);
    }

    /** The same with other pauses after a run on a service that helped, and after one that did not. */
    public Guardrails coolDown(Duration afterSuccess, Duration afterFailure) {
        return with(new Pauses(afterSuccess, afterFailure, pauses.apart));
    }

    /** The same with another pause between two runbooks against two incidents on one service. */
    public Guardrails apart(Duration pause) {
        return with(new Pauses(pauses.afterSuccess, pauses.afterFailure, pause));
    }

    private Guardrails with(Pauses other) {
        return new Guardrails(limits, other, breaker, calendar, threshold, recurrence);
    }

    /** The same, where an action is left alone so long after so many failures in a row. */
    public Guardrails breaker(int failures, Duration pause) {
        return new Guardrails(limits, pauses, new Breaker(failures, pause), calendar, threshold, recurrence);
    }

    /** The same with one more window, as {@link ChangeCalendar.Window#parse} reads it; only in one of them does anything start by itself. */
    public Guardrails window(String text) {
        return calendar(calendar.window(text));
    }

    /** The same with one more freeze, as {@link ChangeCalendar.Freeze#parse} reads it. */
    public Guardrails freeze(String text) {
        return calendar(calendar.freeze(text));
    }

    /** The same with other windows and freezes. */
    public Guardrails calendar(ChangeCalendar other) {
        return new Guardrails(limits, pauses, breaker, other, threshold, recurrence);
    }

    /** The same with another lower bound of confidence from which a version may run by itself, where that was approved. */
    public Guardrails threshold(double lowerBound) {
        return new Guardrails(limits, pauses, breaker, calendar, lowerBound, recurrence);
    }

    /** The same with another time after a run that helped in which its incident may not come back; zero for never. */
    public Guardrails recurrence(Duration window) {
        return new Guardrails(limits, pauses, breaker, calendar, threshold, window);
    }
}
