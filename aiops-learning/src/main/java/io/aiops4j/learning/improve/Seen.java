package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one past execution shows of declared effects: its steps are done again on paper, with the values that they got, and what
 * should have come of them is held against the state that was found.
 *
 * @param deeds what was done, in order
 * @param kept declared effects that were found
 * @param broken declared effects that were not
 * @param moved values that changed though nothing that was done declares it
 * @param lost values of which a failed step would have been the last to say what becomes of them
 * @param failed the step that failed last, or null
 * @param instead what had been done when it failed
 */
record Seen(
        List<Deed> deeds,
        Set<Promise> kept,
        Set<Promise> broken,
        Set<String> moved,
        Set<String> lost,
        @Nullable StepResult failed,
        List<Deed> instead) {

    /** Nothing is known. */
    static final Seen NOTHING = new Seen(List.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, List.of());

    /** Numbers that differ by no more than this share are the same: what is measured is never exact. */
    static final double TOLERANCE = 0.05;

    private static final int LONGEST_NUMBER = 40;

    /** What this execution shows, to somebody who looks at these conditions. */
    static Seen of(ExecutionResult result, Function<String, @Nullable ActionSignature> catalogue, List<Asked> looked) {
        return new Reading(result, catalogue, looked).read();
    }

    /** Whether everything that was begun was done to its end. */
    boolean isWhole() {
        return failed == null;
    }

    private record Write(
            int number,
            Promise promise,
            @Nullable String origin,
            @Nullable String value) {}

    private static final class Reading {

        private final ExecutionResult result;
        private final Function<String, @Nullable ActionSignature> catalogue;
        private final List<Asked> looked;
        private final List<Deed> deeds = new ArrayList<>();
        private final Map<String, Write> last = new HashMap<>();
        private final Set<String> lost = new TreeSet<>();
        private @Nullable StepResult failed;
        private List<Deed> instead = List.of();
        private int writes;

        Reading(ExecutionResult result, Function<String, @Nullable ActionSignature> catalogue, List<Asked> looked) {
            this.result = result;
            this.catalogue = catalogue;
            this.looked = looked;
        }

        Seen read() {
            StateSnapshot state = result.before();
            for (StepResult step : result.steps()) {
                ActionSignature signature = catalogue.apply(step.action());
                List<Effect> effects = signature == null ? List.of() : signature.effects();
                if (step.done()) {
                    deeds.add(Deed.of(step));
                    for (Effect effect : effects) {
                        state = write(step, effect, state);
                    }
                } else {
                    failed = step;
                    instead = List.copyOf(deeds);
                    effects.forEach(effect -> lost.add(effect.subject()));
                }
            }
            return compare();
        }

        private StateSnapshot write(StepResult step, Effect effect, StateSnapshot state) {
            StateSnapshot next = effect.apply(state, step.parameters()::get);
            String value = isKnown(effect, state, step.parameters()) ? next.value(effect.subject()) : null;
            Promise promise = new Promise(step.action(), effect.subject());
            last.put(effect.subject(), new Write(writes++, promise, effect.origin(), value));
            lost.remove(effect.subject());
            return next;
        }

        private Seen compare() {
            Set<Promise> kept = new HashSet<>();
            Set<Promise> broken = new HashSet<>();
            Set<String> moved = new TreeSet<>();
            result.after().values().forEach((name, found) -> {
                Write write = last.get(name);
                String earlier = result.before().value(name);
                if (lost.contains(name)) {
                    return;
                }
                if (write != null && write.value() != null) {
                    (isAsDeclared(write, name, write.value(), found) ? kept : broken).add(write.promise());
                } else if (write == null && earlier != null && !isSame(name, earlier, found)) {
                    moved.add(name);
                }
            });
            return new Seen(List.copyOf(deeds), kept, broken, moved, lost, failed, instead);
        }

        // a value that was copied as it really was is as declared, whoever was wrong about where it came from
        private boolean isAsDeclared(Write write, String name, String expected, String found) {
            if (isSame(name, expected, found)) {
                return true;
            }
            Write source = write.origin() == null ? null : last.get(write.origin());
            String real = write.origin() == null ? null : result.after().value(write.origin());
            return real != null && (source == null || source.number() < write.number()) && isSame(name, real, found);
        }

        private boolean isSame(String name, String expected, String found) {
            if (expected.equals(found) || isNear(expected, found)) {
                return true;
            }
            List<Asked> lookers =
                    looked.stream().filter(asked -> asked.reads(name)).toList();
            StateSnapshot instead = result.after().with(name, expected);
            return !lookers.isEmpty()
                    && lookers.stream().allMatch(asked -> asked.in(instead) == asked.in(result.after()));
        }
    }

    /** Whether it is known what becomes of the value; an effect of which that is not known leaves it as it is. */
    static boolean isKnown(Effect effect, StateSnapshot state, Map<String, String> parameters) {
        String parameter = effect.parameter();
        String origin = effect.origin();
        return (parameter == null || parameters.containsKey(parameter))
                && (origin == null || state.value(origin) != null);
    }

    private static boolean isNear(String one, String other) {
        Double first = number(one);
        Double second = number(other);
        return first != null
                && second != null
                && Math.abs(first - second) <= TOLERANCE * Math.max(Math.abs(first), Math.abs(second));
    }

    private static @Nullable Double number(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
