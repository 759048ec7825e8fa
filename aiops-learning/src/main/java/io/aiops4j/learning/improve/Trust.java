package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far declared effects can be trusted: by how often each was found after it should have happened. */
final class Trust {

    /** Below this share of times that a declared effect was found, what rests on it cannot be told. */
    static final double LEAST = 0.5;

    // what nobody saw yet is believed to be so in four of five cases; a few sightings outweigh that
    private static final double KEPT_BEFORE = 2;
    private static final double BROKEN_BEFORE = 0.5;

    // from so many times on a change that is not declared is no accident
    private static final int FEWEST_MOVES = 2;

    // from so many runs on it is known what else an action changes
    private static final int FEWEST_RUNS = 3;

    private static final class Count {
        private int kept;
        private int all;
    }

    private final Map<Promise, Count> promises = new HashMap<>();
    private final Map<Promise, Integer> moves = new HashMap<>();
    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<String, Count> furtherAttempts = new HashMap<>();

    /** What these executions taught. */
    static Trust of(Collection<Seen> all, Collection<ExecutionResult> results) {
        Trust trust = new Trust();
        all.forEach(trust::take);
        results.forEach(result -> result.steps().forEach(trust::attempts));
        return trust;
    }

    private void take(Seen seen) {
        seen.kept().forEach(promise -> count(promises, promise, true));
        seen.broken().forEach(promise -> count(promises, promise, false));
        Set<String> actions = new HashSet<>();
        seen.deeds().forEach(deed -> actions.add(deed.action()));
        for (String action : actions) {
            runs.merge(action, 1, Integer::sum);
            seen.moved().forEach(value -> moves.merge(new Promise(action, value), 1, Integer::sum));
        }
    }

    private void attempts(StepResult step) {
        if (step.attempts() > 1) {
            count(furtherAttempts, step.action(), step.done());
        }
    }

    private static <K> void count(Map<K, Count> counts, K key, boolean kept) {
        Count count = counts.computeIfAbsent(key, first -> new Count());
        count.kept += kept ? 1 : 0;
        count.all++;
    }

    /** How far an action's word for this value can be trusted, from 0 to 1. */
    double in(Promise promise) {
        Count count = promises.get(promise);
        int kept = count == null ? 0 : count.kept;
        int all = count == null ? 0 : count.all;
        return (kept + KEPT_BEFORE) / (all + KEPT_BEFORE + BROKEN_BEFORE);
    }

    /** Why it cannot be trusted, in words. */
    String told(Promise promise) {
        Count count = promises.get(promise);
        return "what '" + promise.action() + "' declares of '" + promise.value() + "' was found in "
                + (count == null ? "none" : count.kept + " of " + count.all) + " runs";
    }

    /** The values that this action seems to change though it does not declare it. */
    List<String> strays(String action) {
        int all = runs.getOrDefault(action, 0);
        return moves.entrySet().stream()
                .filter(move -> move.getKey().action().equals(action))
                .filter(move -> move.getValue() >= FEWEST_MOVES && move.getValue() * 2 >= all)
                .map(move -> move.getKey().value())
                .sorted()
                .toList();
    }

    /** Whether it was done so often that it is known what else it changes. */
    boolean knows(String action) {
        return runs.getOrDefault(action, 0) >= FEWEST_RUNS;
    }

    /** How often further attempts at this action came to a good end, from 0 to 1; null when none is known that did. */
    @Nullable
    Double patience(String action) {
        Count count = furtherAttempts.get(action);
        return count == null || count.kept == 0 ? null : count.kept / (double) count.all;
    }
}
