package io.aiops4j.learning.improve;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.Verification.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would have come to in the past: it and its parent are run on paper against the states that executions against the
 * same type of incident began with, by what their actions declare, and what really happened is held against that.
 *
 * <pre>{@code
 * Replay replay = Replay.of(draft, parent, failure, executions, catalogue::signature);
 * System.out.println(replay.summary()); // would have fixed 7 of 9, would have broken 1, cannot tell 2
 * }</pre>
 *
 * @param cases one for each past execution, the newest first
 * @param occasion the execution that the draft was made after
 */
public record Replay(List<Case> cases, String occasion) {

    /** The most past executions that a draft is held against, the newest. */
    public static final int MOST = 200;

    /** The most cases that a reviewer is told one by one. */
    public static final int MOST_TOLD = 20;

    /** What is told of one case is cut to so many characters: conditions can be as long as whoever wrote them liked. */
    public static final int LONGEST_TOLD = 300;

    // from here on a draft is looked at before others
    private static final double GOOD = 0.5;

    // to break what worked is worse than not to mend what did not
    private static final double LOSS = 2;

    /** Copies the cases. */
    public Replay {
        cases = List.copyOf(cases);
    }

    /** What a draft would have made of one past execution. */
    public enum Verdict {
        /** It did not help, and with the draft it would have. */
        FIXED,
        /** With the draft it would not have helped, or harm would have been done. */
        BROKEN,
        /** It did not help, and with the draft it would not have started. */
        SPARED,
        /** Nothing would have been different. */
        SAME,
        /** Nobody can tell. */
        CANNOT_TELL
    }

    /**
     * One past execution.
     *
     * @param executionId which one
     * @param verdict what would have been different
     * @param parent what declared effects say of the parent there
     * @param really what came of it
     * @param draft what the simulation says of the draft there
     * @param asItWas whether the draft is held against what really came of it; else against what declared effects say of the parent,
     *     because another version ran
     * @param weight how far the declared effects that the verdict rests on were seen to be true, from 0 to 1
     * @param why in words, without any value of a state
     */
    public record Case(
            String executionId,
            Verdict verdict,
            Outcome parent,
            Outcome really,
            Outcome draft,
            boolean asItWas,
            double weight,
            String why) {

        private Outcome baseline() {
            return asItWas ? really : parent;
        }
    }

    /**
     * What a reviewer is told: figures, and the cases that would have been different.
     *
     * @param cases how many there are
     * @param fixed how many would have been fixed
     * @param failures of how many that did not help
     * @param broken how many would have been broken
     * @param spared how many would not have started
     * @param cannotTell of how many nobody can tell
     * @param score from -1 to 1
     * @param told at most {@link #MOST_TOLD}: what would be broken comes first
     */
    public record Report(
            int cases, int fixed, int failures, int broken, int spared, int cannotTell, double score, List<Told> told) {

        /** Copies the cases. */
        public Report {
            told = List.copyOf(told);
        }
    }

    /**
     * One case as a reviewer is told it.
     *
     * @param executionId which execution
     * @param verdict what would have been different
     * @param why in words, cut to {@link #LONGEST_TOLD}
     */
    public record Told(String executionId, Verdict verdict, String why) {}

    /**
     * A draft that was made after a failure, held against the newest {@link #MOST} executions against the same type of incident of
     * that client; of the same runbook where the failure was against no incident.
     */
    public static Replay of(
            Runbook draft,
            @Nullable Runbook parent,
            ExecutionResult failure,
            RecordStore<ExecutionResult> executions,
            Function<String, @Nullable ActionSignature> catalogue) {
        String type = failure.incidentType();
        Query query = Query.all()
                .where("client", failure.client())
                .where(type == null ? "runbook" : "incidentType", type == null ? failure.runbookId() : type)
                .limit(MOST);
        List<ExecutionResult> past = new ArrayList<>(executions.find(query).records());
        if (past.stream().noneMatch(result -> result.executionId().equals(failure.executionId()))) {
            past.add(0, failure);
        }
        return over(draft, parent, past, failure.executionId(), catalogue);
    }

    /** A draft, held against these executions; what the host ran by itself is left out. */
    public static Replay over(
            Runbook draft,
            @Nullable Runbook parent,
            List<ExecutionResult> past,
            String occasion,
            Function<String, @Nullable ActionSignature> catalogue) {
        List<ExecutionResult> runs = past.stream()
                .filter(result ->
                        result.runbookVersion() > 0 && !result.target().isBlank())
                .limit(MOST)
                .toList();
        return new Replay(new Replaying(draft, parent, runs, catalogue).cases(), occasion);
    }

    /** How many cases have this verdict. */
    public int count(Verdict verdict) {
        return (int) cases.stream().filter(one -> one.verdict() == verdict).count();
    }

    private int failures() {
        return (int) cases.stream()
                .filter(one -> one.baseline() == Outcome.NOT_PASSED)
                .count();
    }

    /** All in one line: would have fixed 7 of 9, would have broken 1, cannot tell 2; the 9 are those that did not help. */
    public String summary() {
        int spared = count(Verdict.SPARED);
        String more = spared == 0 ? "" : ", would not have started " + spared + " of them";
        return String.format(
                        Locale.ROOT,
                        "would have fixed %d of %d, would have broken %d, cannot tell %d",
                        count(Verdict.FIXED),
                        failures(),
                        count(Verdict.BROKEN),
                        count(Verdict.CANNOT_TELL))
                + more;
    }

    /**
     * How much is to be hoped for, from -1 to 1: the share of failures that it would have fixed, less the share of what it would have
     * broken; each case counts as far as the effects that it rests on can be trusted.
     */
    public double score() {
        double fixed = share(Verdict.FIXED, one -> true, failures());
        double harmed = share(Verdict.BROKEN, one -> one.baseline() != Outcome.PASSED, failures());
        int successes = (int)
                cases.stream().filter(one -> one.baseline() == Outcome.PASSED).count();
        double broken = share(Verdict.BROKEN, one -> one.baseline() == Outcome.PASSED, successes);
        return Math.max(-1, Math.min(1, fixed - harmed - LOSS * broken));
    }

    private double share(Verdict verdict, Predicate<Case> which, int of) {
        return cases.stream()
                        .filter(one -> one.verdict() == verdict)
                        .filter(which)
                        .mapToDouble(Case::weight)
                        .sum()
                / Math.max(1, of);
    }

    /**
     * Why the draft is not to be queued, or null: it fixes nothing. Two kinds of those that break nothing are for a person to judge: where it
     * cannot be told of the very failure that it was made after, and where it would not have started then, and starts where it helps.
     */
    public @Nullable String refusal() {
        boolean keeps =
                cases.stream().anyMatch(one -> one.verdict() == Verdict.SAME && one.baseline() == Outcome.PASSED);
        boolean open = cases.stream()
                .filter(one -> one.executionId().equals(occasion))
                .anyMatch(one -> one.verdict() == Verdict.CANNOT_TELL || (keeps && one.verdict() == Verdict.SPARED));
        return count(Verdict.FIXED) > 0 || (open && count(Verdict.BROKEN) == 0)
                ? null
                : "it fixes nothing: " + summary();
    }

    /** How soon a person should look at it. */
    public Proposal.Priority priority() {
        double score = score();
        if (score >= GOOD) {
            return Proposal.Priority.HIGH;
        }
        return score > 0 ? Proposal.Priority.NORMAL : Proposal.Priority.LOW;
    }

    /** What a reviewer is told, in figures. */
    public Report report() {
        return new Report(
                cases.size(),
                count(Verdict.FIXED),
                failures(),
                count(Verdict.BROKEN),
                count(Verdict.SPARED),
                count(Verdict.CANNOT_TELL),
                score(),
                told());
    }

    private List<Told> told() {
        return cases.stream()
                .filter(one -> one.verdict() != Verdict.SAME)
                .sorted(Comparator.comparing(Replay::rank))
                .limit(MOST_TOLD)
                .map(one -> new Told(one.executionId(), one.verdict(), HostCode.cut(one.why(), LONGEST_TOLD)))
                .toList();
    }

    /** What a reviewer reads: the summary, the score, and the cases, at most {@link #MOST_TOLD}: what would be broken comes first. */
    public String text() {
        List<Told> told = told();
        String lines = told.stream()
                .map(one ->
                        "\n- " + one.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                                + one.executionId() + ": " + one.why())
                .collect(Collectors.joining());
        int rest = cases.size() - told.size();
        return "In the past it " + summary() + "; score " + String.format(Locale.ROOT, "%.2f", score()) + lines
                + (rest == 0 ? "" : "\n- and " + rest + " more");
    }

    private static int rank(Case one) {
        return List.of(Verdict.BROKEN, Verdict.CANNOT_TELL, Verdict.FIXED, Verdict.SPARED, Verdict.SAME)
                .indexOf(one.verdict());
    }
}
