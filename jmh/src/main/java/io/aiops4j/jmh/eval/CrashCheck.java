package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What should have come of runs whose node went down, held against what did. */
final class CrashCheck {

    private final Map<ExecutionResult.Status, Integer> ends = new EnumMap<>(ExecutionResult.Status.class);
    private final Set<String> approvals = new HashSet<>();
    private int neverQueued;
    private int repeated;
    private int verified;
    private int wrongEnds;
    private int blindRepeats;
    private int doubleEnds;
    private int lostApprovals;
    private int usedTwice;

    /**
     * What a killed node left.
     *
     * @param stream of its run, or null when it came to none
     * @param doubted the step that was begun and not ended, or -1
     * @param happened whether that step had its effect
     */
    record Left(String stream, int doubted, boolean happened) {

        /** Reads it, from its own first entry on. */
        static Left of(JournalReader journal, long from, Map<Integer, List<String>> effects) {
            List<String> streams = new ArrayList<>();
            int[] steps = new int[2];
            journal.follow(from, entry -> {
                if (entry.is(RunEntries.QUEUED)) {
                    streams.add(entry.stream());
                }
                steps[0] += entry.is(RunEntries.STEP_STARTED) ? 1 : 0;
                steps[1] += entry.is(RunEntries.STEP_ENDED) ? 1 : 0;
            });
            int doubted = steps[0] > steps[1] ? steps[0] - 1 : -1;
            return new Left(streams.isEmpty() ? null : streams.get(0), doubted, effects.containsKey(doubted));
        }
    }

    /** Notes an approval that was acknowledged. */
    void approved(String proposal) {
        approvals.add(proposal);
    }

    /** Looks at what became of a run once another node went on with it. */
    void take(
            CrashCase where,
            Left left,
            JournalReader journal,
            long from,
            Map<Integer, List<String>> effects,
            RecordStore<ExecutionResult> records) {
        List<Entry> entries = new ArrayList<>();
        journal.follow(from, entries::add);
        long used = entries.stream().filter(e -> e.is(ReviewEntries.USED)).count();
        List<Entry> runEnds =
                entries.stream().filter(e -> e.is(RunEntries.ENDED)).toList();
        usedTwice += used > 1 ? 1 : 0;
        doubleEnds += runEnds.size() > 1 ? 1 : 0;
        if (left.stream() == null && !where.allowed()) {
            // nobody was told that it would run, and a vouched one is asked for by the same append that decides
            neverQueued++;
            require(runEnds.isEmpty() && effects.isEmpty(), where, "it ran, and was never queued");
            return;
        }
        if (runEnds.isEmpty()) {
            lostApprovals += where.allowed() ? 1 : 0;
            require(false, where, "it has no end");
            return;
        }
        Entry last = runEnds.get(runEnds.size() - 1);
        ExecutionResult.Status status =
                last.payload().as(RunEntries.Ended.class).status();
        ends.merge(status, 1, Integer::sum);
        Expected expected = Expected.of(where, left);
        require(status == expected.status(), where, "it ended " + status + " instead of " + expected.status());
        require(used == (where.allowed() ? 1 : 0), where, used + " permissions used");
        require(one(entries, RunEntries.executionId(last.stream()), records, status), where, "its record differs");
        steps(where, expected, effects);
        repeated += expected.repeats() ? 1 : 0;
        verified += left.doubted() >= 0 && !expected.repeats() && status != ExecutionResult.Status.IN_DOUBT ? 1 : 0;
    }

    private static boolean one(
            List<Entry> entries, String id, RecordStore<ExecutionResult> records, ExecutionResult.Status status) {
        List<ExecutionResult> found = records.find(Query.all().where("id", id)).records();
        long starts = entries.stream().filter(e -> e.is(RunEntries.STARTED)).count();
        return starts == 1 && found.size() == 1 && found.get(0).status() == status;
    }

    private void steps(CrashCase where, Expected expected, Map<Integer, List<String>> effects) {
        for (int step = 0; step < expected.effects().size(); step++) {
            List<String> keys = effects.getOrDefault(step, List.of());
            int should = expected.effects().get(step);
            boolean blind = keys.size() > should || new HashSet<>(keys).size() > 1;
            blindRepeats += blind ? 1 : 0;
            require(keys.size() == should, where, "step " + step + " had its effect " + keys.size() + " times");
        }
    }

    /** What the words of section "intent, effect, done" come to. */
    private record Expected(ExecutionResult.Status status, List<Integer> effects, boolean repeats) {

        static Expected of(CrashCase where, Left left) {
            List<CrashCase.Kind> steps = where.steps();
            CrashCase.Kind kind = left.doubted() < 0 ? null : steps.get(left.doubted());
            boolean holds = kind != null && kind.checked && left.happened();
            boolean stops = kind != null && !holds && !kind.idempotent;
            List<Integer> effects = new ArrayList<>();
            for (int step = 0; step < steps.size(); step++) {
                boolean doubted = step == left.doubted();
                int before = doubted && left.happened() ? 1 : 0;
                int after = doubted ? (holds || stops ? 0 : 1) : (stops && step > left.doubted() ? 0 : 1);
                effects.add(before + after);
            }
            ExecutionResult.Status end =
                    where.rollsBack() ? ExecutionResult.Status.ROLLED_BACK : ExecutionResult.Status.COMPLETED;
            boolean repeats = kind != null && !holds && !stops && left.happened();
            return new Expected(stops ? ExecutionResult.Status.IN_DOUBT : end, effects, repeats);
        }
    }

    private void require(boolean holds, CrashCase where, String what) {
        if (!holds) {
            wrongEnds++;
            Progress.say("crash: " + where.label() + ": " + what);
        }
    }

    /** Whether each word that was acknowledged still stands, at the end of all. */
    void approvals(ReviewQueue reviews) {
        for (String id : approvals) {
            boolean stands = reviews.byId(id)
                    .filter(p -> p.state() == Proposal.State.APPROVED || p.state() == Proposal.State.USED)
                    .isPresent();
            lostApprovals += stands ? 0 : 1;
        }
    }

    private int ended(ExecutionResult.Status status) {
        return ends.getOrDefault(status, 0);
    }

    int faults() {
        return wrongEnds + blindRepeats + doubleEnds + lostApprovals + usedTwice;
    }

    Figures figures(Figures figures, String store) {
        return figures.with(store + "_completed", ended(ExecutionResult.Status.COMPLETED))
                .with(store + "_rolled_back", ended(ExecutionResult.Status.ROLLED_BACK))
                .with(store + "_in_doubt", ended(ExecutionResult.Status.IN_DOUBT))
                .with(store + "_never_queued", neverQueued)
                .with(store + "_verified", verified)
                .with(store + "_repeated", repeated)
                .with(store + "_wrong_ends", wrongEnds)
                .with(store + "_blind_repeats", blindRepeats)
                .with(store + "_double_ends", doubleEnds)
                .with(store + "_lost_approvals", lostApprovals)
                .with(store + "_permissions_used_twice", usedTwice);
    }
}
