package io.aiops4j.learning.loop;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionStatistics;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the versions that were drafted here, by days: a cell for each, of a fixed size, the oldest two of which become one when there
 * are too many. It is history: what is forgotten as a lesson counts here.
 */
final class ImprovementFold implements Fold.Kept<ImprovementFold.State> {

    /** So many days are kept apart. */
    static final int MOST_DAYS = 400;

    // years of four digits sort as texts
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private static final String GENERATED = "generated";
    private static final String APPROVED = "approved";
    private static final String REJECTED = "rejected";
    private static final String CLOSED = "closed";
    private static final String TO_PROPOSAL = "proposal.";
    private static final String TO_DECISION = "decision.";

    private final Seal seal;

    ImprovementFold(Seal seal) {
        this.seal = seal;
    }

    /**
     * Counts by day; since when what nobody decided waits, by proposal; and when each runbook of a client failed last.
     */
    record State(Map<String, Map<String, Long>> days, Map<String, Instant> waiting, Map<String, Instant> failures) {

        Learning.Improvements since(Instant from) {
            String day = day(from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from.isAfter(LAST) ? LAST : from);
            Map<String, Long> sum = new TreeMap<>();
            days.forEach((each, counts) -> {
                if (each.compareTo(day) >= 0) {
                    counts.forEach((name, count) -> sum.merge(name, count, Long::sum));
                }
            });
            return new Learning.Improvements(
                    sum.getOrDefault(GENERATED, 0L),
                    waiting.values().stream()
                            .filter(since -> day(since).compareTo(day) >= 0)
                            .count(),
                    sum.getOrDefault(APPROVED, 0L),
                    sum.getOrDefault(REJECTED, 0L),
                    sum.getOrDefault(CLOSED, 0L),
                    median(sum, TO_PROPOSAL),
                    median(sum, TO_DECISION));
        }

        private static Duration median(Map<String, Long> sum, String prefix) {
            Map<String, Long> tally = new HashMap<>();
            sum.forEach((name, count) -> {
                if (name.startsWith(prefix)) {
                    tally.put(name.substring(prefix.length()), count);
                }
            });
            return ExecutionStatistics.of(tally).medianDuration();
        }
    }

    // a date, so that texts sort as days do
    private static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    @Override
    public String name() {
        return Fold.Kept.named(
                "improvements/1",
                ReviewEntries.PROPOSED,
                ReviewEntries.APPROVED,
                ReviewEntries.REJECTED,
                ReviewEntries.WITHDRAWN,
                ReviewEntries.SUPERSEDED,
                RunEntries.ENDED);
    }

    @Override
    public State empty() {
        return new State(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    @Override
    public void apply(State state, Entry entry) {
        try {
            if (entry.is(ReviewEntries.PROPOSED)) {
                propose(state, entry);
            } else if (entry.is(RunEntries.ENDED)) {
                end(state, entry);
            } else if (entry.is(ReviewEntries.APPROVED)) {
                decide(state, entry, APPROVED);
            } else if (entry.is(ReviewEntries.REJECTED)) {
                decide(state, entry, REJECTED);
            } else if (entry.is(ReviewEntries.WITHDRAWN) || entry.is(ReviewEntries.SUPERSEDED)) {
                decide(state, entry, CLOSED);
            }
        } catch (AiopsException altered) {
            // nobody knows what it says; the chain's verification names it
        }
    }

    private static String key(Client client, String runbook) {
        return client.id() + "/" + runbook;
    }

    private void end(State state, Entry entry) {
        if (entry.payload().isErased() || !seal.holds(entry)) {
            return;
        }
        RunEntries.Ended ended = entry.payload().as(RunEntries.Ended.class);
        if (!ended.success()) {
            state.failures().put(key(entry.client(), ended.runbook()), entry.time());
        }
    }

    private void propose(State state, Entry entry) {
        if (entry.payload().isErased() || !seal.holds(entry) || !entry.actor().equals(Proposer.IMPROVER)) {
            return;
        }
        Proposal proposal = ReviewEntries.proposal(entry);
        if (!proposal.kind().equals(Runbooks.KIND)) {
            return;
        }
        state.waiting().put(proposal.id(), entry.time());
        count(state, entry, GENERATED);
        String runbook = RunbookCodec.fromCanonical(proposal.content()).id();
        Instant failed = state.failures().get(key(entry.client(), runbook));
        if (failed != null) {
            took(state, entry, TO_PROPOSAL, failed);
        }
    }

    // by the first word: what is approved by a second person was decided before
    private void decide(State state, Entry entry, String decision) {
        if (!seal.holds(entry)) {
            return;
        }
        Instant since = state.waiting().remove(ReviewEntries.proposalId(entry.stream()));
        if (since != null) {
            count(state, entry, decision);
            if (!decision.equals(CLOSED)) {
                took(state, entry, TO_DECISION, since);
            }
        }
    }

    private static void count(State state, Entry entry, String name) {
        cell(state, entry).merge(name, 1L, Long::sum);
    }

    private static void took(State state, Entry entry, String prefix, Instant since) {
        Map<String, Long> cell = cell(state, entry);
        ExecutionStatistics.tally(ExecutionResult.Status.COMPLETED, false, Duration.between(since, entry.time()))
                .forEach((name, add) -> cell.merge(prefix + name, add, Long::sum));
    }

    private static Map<String, Long> cell(State state, Entry entry) {
        TreeMap<String, Map<String, Long>> days = (TreeMap<String, Map<String, Long>>) state.days();
        Map<String, Long> cell = days.computeIfAbsent(day(entry.time()), first -> new TreeMap<>());
        while (days.size() > MOST_DAYS) {
            Map<String, Long> oldest = days.pollFirstEntry().getValue();
            oldest.forEach((name, count) -> days.firstEntry().getValue().merge(name, count, Long::sum));
        }
        return cell;
    }

    @Override
    public String write(State state) {
        return Snapshot.write(state);
    }

    @Override
    public State read(String text) {
        State read = Snapshot.read(text, State.class);
        State state = empty();
        read.days().forEach((day, counts) -> state.days().put(day, new TreeMap<>(counts)));
        state.waiting().putAll(read.waiting());
        state.failures().putAll(read.failures());
        return state;
    }
}
