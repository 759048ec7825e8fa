package io.aiops4j.learning.confidence;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.verify.Verification;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * How the runs of every version ended, kept apart by client. A run that nobody could verify counts neither way, nor does an end that the
 * host did not seal: whoever writes the store could prove any version by it. A run whose incident came back counts as one that did not help,
 * and so does one of which a person says so, as long as anybody does; that it helped is heard, and counts for nothing more.
 */
final class OutcomeFold implements Fold.Kept<OutcomeFold.State> {

    /** Of so many runs it is known that they count for something else; what those before them count for stands. */
    static final int MOST_CORRECTED = 10_000;

    private final Seal seal;

    OutcomeFold(Seal seal) {
        this.seal = seal;
    }

    /** How often a version helped, and how often it did not. */
    record Tally(int successes, int failures) {

        static final Tally NONE = new Tally(0, 0);

        Tally and(Verification.Outcome outcome) {
            return switch (outcome) {
                case PASSED -> new Tally(successes + 1, failures);
                case NOT_PASSED -> new Tally(successes, failures + 1);
                case UNKNOWN -> this;
            };
        }

        Tally without(Verification.Outcome outcome) {
            return switch (outcome) {
                case PASSED -> new Tally(Math.max(0, successes - 1), failures);
                case NOT_PASSED -> new Tally(successes, Math.max(0, failures - 1));
                case UNKNOWN -> this;
            };
        }
    }

    /**
     * A run that counts for something else than its end said.
     *
     * @param run its stream
     * @param client whose systems
     * @param digest of the version
     * @param ended what its end counted for
     * @param recurred whether its incident came back
     * @param against who says that it did not help
     */
    record Corrected(
            String run,
            String client,
            String digest,
            Verification.Outcome ended,
            boolean recurred,
            SortedSet<String> against) {

        Corrected cameBack() {
            return new Corrected(run, client, digest, ended, true, against);
        }

        Corrected judged(String person, boolean helped) {
            SortedSet<String> others = new TreeSet<>(against);
            boolean unused = helped ? others.remove(person) : others.add(person);
            return new Corrected(run, client, digest, ended, recurred, others);
        }

        boolean stands() {
            return recurred || !against.isEmpty();
        }

        Verification.Outcome counts() {
            return stands() ? Verification.Outcome.NOT_PASSED : ended;
        }
    }

    /**
     * Tallies by client and digest.
     *
     * @param unreadable the clients of whose runs something critical cannot be read here: none of their versions has shown
     *     anything to this node
     * @param corrected the last runs that count for something else than their ends said, in the order in which that was first so
     */
    record State(
            Map<String, Map<String, Tally>> tallies,
            Set<String> unreadable,
            LinkedHashMap<String, Corrected> corrected) {

        Tally of(String client, String digest) {
            return unreadable.contains(client)
                    ? Tally.NONE
                    : tallies.getOrDefault(client, Map.of()).getOrDefault(digest, Tally.NONE);
        }

        void count(String client, String digest, UnaryOperator<Tally> change) {
            tallies.computeIfAbsent(client, first -> new HashMap<>())
                    .merge(digest, change.apply(Tally.NONE), (had, first) -> change.apply(had));
        }

        void correct(Corrected fresh, UnaryOperator<Corrected> change) {
            Corrected before = corrected.getOrDefault(fresh.run(), fresh);
            Corrected after = change.apply(before);
            if (before.counts() != after.counts()) {
                count(
                        fresh.client(),
                        fresh.digest(),
                        had -> had.without(before.counts()).and(after.counts()));
            }
            if (!after.stands()) {
                corrected.remove(fresh.run());
                return;
            }
            corrected.put(fresh.run(), after);
            if (corrected.size() > MOST_CORRECTED) {
                corrected.remove(corrected.keySet().iterator().next());
            }
        }
    }

    private record Text(Map<String, Map<String, Tally>> tallies, Set<String> unreadable, List<Corrected> corrected) {}

    @Override
    public String name() {
        return Fold.Kept.named(
                "outcomes/2",
                RunEntries.STARTED,
                RunEntries.STEP_STARTED,
                RunEntries.STEP_ENDED,
                RunEntries.ENDED,
                RunEntries.RECURRED,
                RunEntries.JUDGED);
    }

    @Override
    public State empty() {
        return new State(new HashMap<>(), new TreeSet<>(), new LinkedHashMap<>());
    }

    @Override
    public void apply(State state, Entry entry) {
        if (RunEntries.isUnknown(entry)) {
            state.unreadable().add(entry.client().id());
        } else if (entry.is(RunEntries.ENDED) && seal.holds(entry)) {
            end(state, entry);
        } else if (entry.is(RunEntries.RECURRED) && seal.holds(entry)) {
            correct(state, entry, OutcomeFold::recur);
        } else if (entry.is(RunEntries.JUDGED) && seal.holds(entry)) {
            correct(state, entry, OutcomeFold::judge);
        }
    }

    private static void correct(State state, Entry entry, BiConsumer<State, Entry> correction) {
        try {
            correction.accept(state, entry);
        } catch (AiopsException altered) {
            state.unreadable().add(entry.client().id());
        }
    }

    // only an end that counted as a success is followed by it
    private static void recur(State state, Entry entry) {
        RunEntries.Recurred came = entry.payload().as(RunEntries.Recurred.class);
        state.correct(fresh(entry, came.digest(), Verification.Outcome.PASSED), Corrected::cameBack);
    }

    private static void judge(State state, Entry entry) {
        RunEntries.Judged said = entry.payload().as(RunEntries.Judged.class);
        Verification.Outcome ended = outcome(said.status(), said.verification());
        String person = entry.actor().toString();
        state.correct(fresh(entry, said.digest(), ended), run -> run.judged(person, said.helped()));
    }

    private static Corrected fresh(Entry entry, String digest, Verification.Outcome ended) {
        return new Corrected(entry.stream(), entry.client().id(), digest, ended, false, new TreeSet<>());
    }

    private static void end(State state, Entry entry) {
        String client = entry.client().id();
        try {
            RunEntries.Ended end = entry.payload().as(RunEntries.Ended.class);
            Verification.Outcome outcome = outcome(end.status(), end.verification());
            if (outcome != Verification.Outcome.UNKNOWN) {
                state.count(client, end.digest(), had -> had.and(outcome));
            }
        } catch (AiopsException altered) {
            // whether it helped is not known, so nothing of this client is
            state.unreadable().add(client);
        }
    }

    private static Verification.Outcome outcome(ExecutionResult.Status status, Verification.Outcome verification) {
        return switch (status) {
            case COMPLETED -> verification;
            case FAILED, ROLLED_BACK -> Verification.Outcome.NOT_PASSED;
            case NOT_STARTED, STOPPED, CANCELLED, IN_DOUBT -> Verification.Outcome.UNKNOWN;
        };
    }

    @Override
    public String write(State state) {
        return Snapshot.write(new Text(
                state.tallies(),
                state.unreadable(),
                List.copyOf(state.corrected().values())));
    }

    @Override
    public State read(String text) {
        Text read = Snapshot.read(text, Text.class);
        State state = empty();
        read.tallies().forEach((client, tallies) -> state.tallies().put(client, new HashMap<>(tallies)));
        state.unreadable().addAll(read.unreadable());
        read.corrected().forEach(run -> state.corrected().put(run.run(), run));
        return state;
    }
}
