package io.aiops4j.learning.loop;

import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.improve.Replay;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was learned from one execution that did not help, or from an incident of a kind that was resolved several times without a runbook;
 * and what came of it.
 *
 * <pre>{@code
 * aiops.learning().find(Query.all().where("outcome", "parked")).records()
 *         .forEach(learned -> System.out.println(learned.executionId() + ": " + learned.detail()));
 * }</pre>
 *
 * @param executionId from which execution; where it is learned from an incident, the incident
 * @param client whose systems
 * @param runbook which runbook was run; empty where none was
 * @param version of the runbook, or 0
 * @param incidentId against which incident, or null
 * @param time when the execution began, or the incident was resolved
 * @param attempts how often its analysis was begun
 * @param analysis why it did not help, or null as long as nobody knows, and for incidents
 * @param outcome what came of it
 * @param detail why so, in words; of what was proposed, the id of the proposal
 * @param told what a reviewer is told of the draft beside its reason, or null where nothing was drafted
 */
public record Learned(
        String executionId,
        String client,
        String runbook,
        int version,
        @Nullable String incidentId,
        Instant time,
        int attempts,
        @Nullable Analysis analysis,
        Outcome outcome,
        String detail,
        @Nullable Told told) {

    /** After so many analyses that failed an execution is parked. */
    public static final int MOST_ATTEMPTS = 3;

    /** What records of this type are called in {@code Stores.records}. */
    public static final String KIND = "learned";

    /** How records of this type are kept. */
    public static final RecordCodec<Learned> CODEC =
            RecordCodec.json(Learned.class, "what was learned from an execution", LearnedIndex::of);

    /**
     * What a reviewer is told of a draft.
     *
     * @param replay what the past says of it, or null where it was held against nothing
     * @param findings what reads like an instruction to a model in the text that it rests on
     */
    public record Told(Replay.@Nullable Report replay, List<String> findings) {

        /** Copies the list. */
        public Told {
            findings = List.copyOf(findings);
        }
    }

    /** What came of it. */
    public enum Outcome {
        /** Its analysis was begun, and did not come to its end yet. */
        BEGUN,
        /** No runbook could have helped, or nobody can tell. */
        NOT_IMPROVABLE,
        /** A version that may be better, or the first one, is or was before the reviewers. */
        PROPOSED,
        /** A version that does the same is known already. */
        KNOWN,
        /** A better runbook could help, and nobody knows one. */
        NO_PROPOSAL,
        /** Its analysis failed too often; a person has to look. */
        PARKED
    }

    /** Refuses what was read from a store and lacks something. */
    public Learned {
        for (Object given : Arrays.asList(executionId, client, runbook, time, outcome, detail)) {
            Objects.requireNonNull(given, "what was learned lacks something that it must have");
        }
    }

    /** Whether nothing more comes of it. */
    boolean isOver() {
        return outcome != Outcome.BEGUN;
    }

    /** The same, begun once more. */
    Learned begun() {
        return new Learned(
                executionId, client, runbook, version, incidentId, time, attempts + 1, analysis, outcome, detail, told);
    }

    /** The same with the reason. */
    Learned because(Analysis found) {
        return new Learned(
                executionId, client, runbook, version, incidentId, time, attempts, found, outcome, found.cause(), told);
    }

    /** The same with what came of it. */
    Learned came(Outcome to, String why) {
        return new Learned(executionId, client, runbook, version, incidentId, time, attempts, analysis, to, why, told);
    }

    /** The same with what a reviewer is told of the draft. */
    Learned telling(Replay.@Nullable Report replay, List<String> findings) {
        Told more = new Told(replay, findings);
        return new Learned(
                executionId, client, runbook, version, incidentId, time, attempts, analysis, outcome, detail, more);
    }
}
