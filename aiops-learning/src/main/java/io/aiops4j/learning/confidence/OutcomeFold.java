package io.aiops4j.learning.confidence;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.verify.Verification;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the runs of every version ended, kept apart by client. A run that nobody could verify counts neither way, nor does an end that the
 * host did not seal: whoever writes the store could prove any version by it. A run whose incident came back counts as one that did not help.
 */
final class OutcomeFold implements Fold.Kept<OutcomeFold.State> {

    private final Seal seal;

    OutcomeFold(Seal seal) {
        this.seal = seal;
    }

    /** How often a version helped, and how often it did not. */
    record Tally(int successes, int failures) {

        static final Tally NONE = new Tally(0, 0);

        Tally recurred() {
            return new Tally(Math.max(0, successes - 1), failures + 1);
        }

        Tally and(Verification.Outcome outcome) {
            return switch (outcome) {
                case PASSED -> new Tally(successes + 1, failures);
                case NOT_PASSED -> new Tally(successes, failures + 1);
                case UNKNOWN -> this;
            };
        }
    }

    /**
     * Tallies by client and digest.
     *
     * @param unreadable the clients of whose runs something critical cannot be read here: none of their versions has shown
     *     anything to this node
     */
    record State(Map<String, Map<String, Tally>> tallies, Set<String> unreadable) {

        Tally of(String client, String digest) {
            return unreadable.contains(client)
                    ? Tally.NONE
                    : tallies.getOrDefault(client, Map.of()).getOrDefault(digest, Tally.NONE);
        }
    }

    @Override
    public String name() {
        return Fold.Kept.named(
                "outcomes/1",
                RunEntries.STARTED,
                RunEntries.STEP_STARTED,
                RunEntries.STEP_ENDED,
                RunEntries.ENDED,
                RunEntries.RECURRED);
    }

    @Override
    public State empty() {
        return new State(new HashMap<>(), new TreeSet<>());
    }

    @Override
    public void apply(State state, Entry entry) {
        if (RunEntries.isUnknown(entry)) {
            state.unreadable().add(entry.client().id());
        } else if (entry.is(RunEntries.ENDED) && seal.holds(entry)) {
            end(state, entry);
        } else if (entry.is(RunEntries.RECURRED) && seal.holds(entry)) {
            recur(state, entry);
        }
    }

    // only an end that counted as a success is followed by it
    private static void recur(State state, Entry entry) {
        String client = entry.client().id();
        try {
            String digest = entry.payload().as(RunEntries.Recurred.class).digest();
            state.tallies()
                    .computeIfAbsent(client, first -> new HashMap<>())
                    .merge(digest, Tally.NONE.recurred(), (had, first) -> had.recurred());
        } catch (AiopsException altered) {
            state.unreadable().add(client);
        }
    }

    private static void end(State state, Entry entry) {
        String client = entry.client().id();
        try {
            RunEntries.Ended end = entry.payload().as(RunEntries.Ended.class);
            Verification.Outcome outcome = outcome(end);
            if (outcome != Verification.Outcome.UNKNOWN) {
                state.tallies()
                        .computeIfAbsent(client, first -> new HashMap<>())
                        .merge(end.digest(), Tally.NONE.and(outcome), (had, first) -> had.and(outcome));
            }
        } catch (AiopsException altered) {
            // whether it helped is not known, so nothing of this client is
            state.unreadable().add(client);
        }
    }

    private static Verification.Outcome outcome(RunEntries.Ended end) {
        return switch (end.status()) {
            case COMPLETED -> end.verification();
            case FAILED, ROLLED_BACK -> Verification.Outcome.NOT_PASSED;
            case NOT_STARTED, STOPPED, CANCELLED, IN_DOUBT -> Verification.Outcome.UNKNOWN;
        };
    }

    @Override
    public String write(State state) {
        return Snapshot.write(state);
    }

    @Override
    public State read(String text) {
        State read = Snapshot.read(text, State.class);
        State state = empty();
        read.tallies().forEach((client, tallies) -> state.tallies().put(client, new HashMap<>(tallies)));
        state.unreadable().addAll(read.unreadable());
        return state;
    }
}
