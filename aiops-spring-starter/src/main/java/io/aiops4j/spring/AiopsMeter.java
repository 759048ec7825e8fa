package io.aiops4j.spring;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every meter that the library shows; {@code docs/metrics.md} lists them. */
enum AiopsMeter {
    DEGRADATIONS(Kind.GAUGE, "degradations", null, "What is not as it should be"),
    JOURNAL_ENTRIES(Kind.COUNTER, "journal.entries", "entries", "Entries of the journal"),
    JOURNAL_LAG(Kind.GAUGE, "journal.lag", "entries", "Entries that this node has not seen yet"),
    SIGNALS_WAITING(Kind.GAUGE, "signals.waiting", "signals", "Signals that wait to be dealt with"),
    SIGNALS_DROPPED(Kind.COUNTER, "signals.dropped", "signals", "Signals that found no room"),
    RECORDS_WAITING(Kind.GAUGE, "records.waiting", "executions", "Executions that wait to be stored"),
    RECORDS_SPILLED(Kind.GAUGE, "records.spilled", "executions", "Executions that wait on the disk for the store"),
    RECORDS_DROPPED(Kind.COUNTER, "records.dropped", "executions", "Executions that could not be stored"),
    RUNS_OPEN(Kind.GAUGE, "runs.open", "runs", "Runs that wait or are under way"),
    RUNS_STUCK(Kind.GAUGE, "runs.stuck", "handlers", "Handlers that do not let themselves be stopped"),
    RUNS_HALTED(Kind.GAUGE, "runs.halted", null, "1 while everything is halted, else 0"),
    LOOP_FAILURES(Kind.COUNTER, "loop.failures", "failures", "Failures of the engine's parts and of listeners"),
    OBSERVER_FAILURES(Kind.COUNTER, "observer.failures", "failures", "Failures of matching and of sensors"),
    LINES_CUT(Kind.COUNTER, "lines.cut", "lines", "Lines that were too long to be looked at whole"),
    LEARNING_BACKLOG(Kind.GAUGE, "learning.backlog", "entries", "Entries that nobody has learned from yet"),
    LEARNING_ANALYSED(Kind.COUNTER, "learning.analysed", "analyses", "Executions and incidents that were analysed"),
    LEARNING_PARKED(Kind.COUNTER, "learning.parked", "analyses", "Analyses that failed too often"),
    NOTICES_WAITING(Kind.GAUGE, "notices.waiting", "notices", "Escalations that people are yet to be told of"),
    NOTICES_DROPPED(Kind.COUNTER, "notices.dropped", "notices", "Escalations that nobody was told of"),
    NOTICES_FAILED(Kind.COUNTER, "notices.failed", "notices", "Escalations that nobody may have been told of"),
    EVENTS_WAITING(Kind.GAUGE, "events.waiting", "entries", "Entries that are yet to be published as events"),
    EVENTS_DROPPED(Kind.COUNTER, "events.dropped", "entries", "Entries that were not published: too many waited"),
    EVENTS_FAILED(Kind.COUNTER, "events.failed", "entries", "Entries of which a listener of the application failed"),
    MODELS_ANSWERED(Kind.COUNTER, "models.answered", "calls", "Calls that a model answered"),
    MODELS_CACHED(Kind.COUNTER, "models.cached", "calls", "Calls that the cache answered"),
    MODELS_FAILED(Kind.COUNTER, "models.failed", "calls", "Calls that failed"),
    MODELS_REFUSED(Kind.COUNTER, "models.refused", "calls", "Calls that were not made: budget, breaker or no place"),
    MODELS_STUCK(Kind.GAUGE, "models.stuck", "calls", "Calls that were given up and are still under way"),
    MODELS_UNRECORDED(Kind.COUNTER, "models.unrecorded", "calls", "Calls whose transcript could not be kept"),
    MODELS_TOKENS_TODAY(Kind.GAUGE, "models.tokens-today", "tokens", "Tokens that were used since midnight UTC"),
    MODELS_COST_TODAY(Kind.GAUGE, "models.cost-today", null, "Cost since midnight UTC, in the unit of the prices"),
    INCIDENTS_OPEN(Kind.GAUGE, "incidents.open", "incidents", "Incidents that are open or escalated"),
    REVIEWS_PENDING(Kind.GAUGE, "reviews.pending", "proposals", "Proposals that wait for a person"),
    REVIEWS_OLDEST(Kind.TIME, "reviews.oldest", "seconds", "How long the oldest of them waits; 0 when none does"),

    INCIDENTS_OPENED(Kind.FOLLOWED, "incidents.opened", "incidents", "Incidents that were opened", "type"),
    DECISIONS(Kind.FOLLOWED, "decisions", "decisions", "What was decided about incidents", "outcome"),
    RUNS(Kind.FOLLOWED, "runs", "runs", "Runs that are over", "runbook", "outcome"),
    RUNS_DURATION(Kind.TIMER, "runs.duration", "seconds", "From the start of a run to its end", "runbook", "outcome"),
    RUNS_RECURRED(Kind.FOLLOWED, "runs.recurred", "runs", "Runs that helped and did not last", "runbook");

    /** How a meter comes by its value. */
    enum Kind {
        /** A figure that rises and falls. */
        GAUGE,
        /** A figure of time. */
        TIME,
        /** A figure that only rises. */
        COUNTER,
        /** A counter that follows the journal. */
        FOLLOWED,
        /** A timer that follows the journal. */
        TIMER;

        String word() {
            return this == TIMER ? "timer" : this == GAUGE || this == TIME ? "gauge" : "counter";
        }
    }

    private final Kind kind;
    private final String figure;
    private final @Nullable String unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // given to nobody
    private final String[] tags;

    AiopsMeter(Kind kind, String figure, @Nullable String unit, String meaning, String... tags) {
        this.kind = kind;
        this.figure = figure;
        this.unit = unit;
        this.meaning = meaning;
        this.tags = tags;
    }

    /** Those whose value is a figure. */
    static Stream<AiopsMeter> figures() {
        return Arrays.stream(values()).filter(meter -> meter.kind != Kind.FOLLOWED && meter.kind != Kind.TIMER);
    }

    Kind kind() {
        return kind;
    }

    /** What {@link Figures} calls it. */
    String figure() {
        return figure;
    }

    /** What registries call it: dots part words everywhere. */
    String meter() {
        return "aiops." + figure.replace('-', '.').toLowerCase(Locale.ROOT);
    }

    @Nullable
    String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }

    /** Names of tags with these values. */
    String[] tagged(String... values) {
        String[] pairs = new String[2 * tags.length];
        for (int i = 0; i < tags.length; i++) {
            pairs[2 * i] = tags[i];
            pairs[2 * i + 1] = values[i];
        }
        return pairs;
    }

    /** The row of the table in the documents. */
    String row() {
        String shown = tags.length == 0 ? "" : " {" + String.join(", ", tags) + "}";
        return "| `" + meter() + shown + "` | " + kind.word() + " | " + (unit == null ? "" : unit) + " | " + meaning
                + " |";
    }
}
