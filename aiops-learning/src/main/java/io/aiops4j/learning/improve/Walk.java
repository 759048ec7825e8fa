package io.aiops4j.learning.improve;

import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A runbook on paper, step by step: what declared effects make of a state, how far each value can be believed, and what a run
 * that really happened says against it.
 */
final class Walk {

    /** What is done so often without any declared effect is done in a loop. */
    static final int MOST_ALIKE = 2;

    /** So often something may be done again to no effect; more often it is done in a loop. */
    static final int MOST_AGAIN = 1;

    private record Doing(Deed deed, Map<String, String> values) {}

    private final Function<String, @Nullable ActionSignature> catalogue;
    private final Trust trust;
    private final Seen here;
    private final Predicate<Step> patient;
    private final List<StateSnapshot> states = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Deed> done = new ArrayList<>();
    private final Set<Doing> reached = new HashSet<>();
    private final Map<String, Promise> weakest = new HashMap<>();
    private final Map<String, String> doubts = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private StateSnapshot state;
    private double luck = 1;
    private int repeats;
    private @Nullable String repeated;
    private @Nullable String stopped;
    private @Nullable String unsure;
    private @Nullable String opaque;
    private boolean fresh;

    /**
     * A walk that begins in this state.
     *
     * @param trust how far declared effects can be trusted
     * @param here what really happened in this state
     * @param patient whether a step waits longer, or tries more often, than it did when that happened
     */
    Walk(
            StateSnapshot from,
            Function<String, @Nullable ActionSignature> catalogue,
            Trust trust,
            Seen here,
            Predicate<Step> patient) {
        this.state = from;
        this.catalogue = catalogue;
        this.trust = trust;
        this.here = here;
        this.patient = patient;
        states.add(from);
    }

    /** The values that nothing which was done explains are in doubt from the start. */
    Walk doubting() {
        here.moved().forEach(value -> doubts.put(value, "'" + value + "' changed there, and nothing declares it"));
        return this;
    }

    /** The same steps as were really done come first, and this is the state that was found behind them. */
    Walk after(List<Deed> before) {
        done.addAll(before);
        return this;
    }

    /** Does all steps, until one fails for good. */
    Walk through(List<Step> steps, RunValues values, BiPredicate<Step, Deed> elsewhere) {
        for (Step step : steps) {
            if (stopped == null) {
                take(step, values, elsewhere);
            }
        }
        return this;
    }

    private void take(Step step, RunValues values, BiPredicate<Step, Deed> elsewhere) {
        ActionSignature signature = catalogue.apply(step.action());
        Deed deed = Deed.of(step, signature, values);
        String refusal = signature == null ? null : deed.refusal(signature);
        if (refusal != null) {
            fail(step, refusal);
        } else if (here.failed() != null && Deed.of(here.failed()).equals(deed)) {
            repeatFailure(step, deed, signature, values);
        } else if (!elsewhere.test(step, deed)) { // what is done elsewhere changes nothing here
            act(step, deed, signature, values);
        }
    }

    // it failed there: it does so again, unless something else was done before it or it is tried for longer
    private void repeatFailure(Step step, Deed deed, @Nullable ActionSignature signature, RunValues values) {
        boolean asBefore = done.equals(here.instead());
        if (asBefore && !patient.test(step)) {
            fail(step, "it failed there");
            return;
        }
        Double chance = asBefore ? trust.patience(step.action()) : null;
        if (chance == null) {
            unsure = "'" + step.name() + "' failed there, and whether it does so "
                    + (asBefore ? "at a further attempt" : "after other steps") + " is not known";
        } else {
            luck *= chance;
        }
        act(step, deed, signature, values);
    }

    private void fail(Step step, String why) {
        if (step.onFailure() != Step.OnFailure.CONTINUE) {
            stopped = "'" + step.name() + "' would fail: " + why;
        }
    }

    private void act(Step step, Deed deed, @Nullable ActionSignature signature, RunValues values) {
        List<Effect> effects = signature == null ? List.of() : signature.effects();
        boolean isNew = !here.deeds().contains(deed);
        fresh |= isNew && !trust.knows(step.action());
        if (effects.isEmpty() && isNew) {
            opaque = step.action();
        }
        Map<String, String> before = state.values();
        boolean trusted = true;
        for (Effect effect : effects) {
            trusted &= !here.broken().contains(new Promise(step.action(), effect.subject()));
            change(step.action(), effect, deed);
        }
        for (String value : trust.strays(step.action())) {
            if (!written.contains(value)) {
                doubts.putIfAbsent(
                        value, "'" + step.action() + "' seems to change '" + value + "', and does not declare it");
            }
        }
        count(step, deed, effects.isEmpty(), trusted && !state.values().equals(before));
        done.add(deed);
        states.add(state);
        names.add(step.name());
        check(step, values);
    }

    private void change(String action, Effect effect, Deed deed) {
        String subject = effect.subject();
        String origin = effect.origin();
        Promise promise = new Promise(action, subject);
        written.add(subject);
        if (!Seen.isKnown(effect, state, deed.parameters())) {
            doubts.put(subject, "what '" + action + "' makes of '" + subject + "' is not known");
            return;
        }
        state = effect.apply(state, deed.parameters()::get);
        String doubt = origin == null ? null : doubts.get(origin);
        if (here.broken().contains(promise)) {
            doubt = "'" + action + "' did not do to '" + subject + "' there what it declares";
        }
        if (doubt == null) {
            doubts.remove(subject);
        } else {
            doubts.put(subject, doubt);
        }
        Promise source = origin == null ? null : weakest.get(origin);
        weakest.put(subject, source != null && trust.in(source) < trust.in(promise) ? source : promise);
    }

    // the same again, and nothing comes of it: at once, or not for long
    private void count(Step step, Deed deed, boolean declaresNothing, boolean changed) {
        boolean before = done.contains(deed);
        boolean isNew = reached.add(new Doing(deed, state.values()));
        long alike = done.stream().filter(deed::equals).count();
        boolean again = declaresNothing ? alike >= MOST_ALIKE : before && (!changed || !isNew);
        if (again) {
            repeats++;
            repeated = "'" + step.action() + "' is done again and again, and nothing comes of it";
        }
    }

    private void check(Step step, RunValues values) {
        if (step.check() == null) {
            return;
        }
        Judgement judgement = judge(new Asked(step.check(), values));
        if (judgement.outcome() == Outcome.UNKNOWN) {
            unsure = judgement.why();
        } else if (judgement.outcome() == Outcome.NOT_PASSED) {
            if (step.retries() > 0 && patient.test(step)) {
                repeats += step.retries();
                repeated = "'" + step.action() + "' is tried " + (step.retries() + 1)
                        + " times, and its check cannot hold after it";
            }
            fail(step, "its check would not hold");
        }
    }

    /** What the walk comes to, when all these conditions must hold at its end. */
    Judgement judge(List<Asked> conditions) {
        if (stopped != null) {
            return new Judgement(Outcome.NOT_PASSED, luck, stopped);
        }
        Judgement all = new Judgement(Outcome.PASSED, luck, "");
        for (Asked condition : conditions) {
            Judgement one = judge(condition);
            if (one.outcome() == Outcome.NOT_PASSED) {
                return one;
            }
            boolean worse =
                    one.outcome() == Outcome.UNKNOWN ? all.outcome() == Outcome.PASSED : one.trust() < all.trust();
            all = worse && all.outcome() == Outcome.PASSED ? one : all;
        }
        return all.outcome() == Outcome.PASSED && unsure != null ? Judgement.unknown(unsure) : all;
    }

    private Judgement judge(Asked condition) {
        double least = luck;
        Promise weak = null;
        for (String value : condition.reads()) {
            String doubt = doubts.get(value);
            if (doubt != null) {
                return Judgement.unknown(doubt);
            }
            Promise promise = weakest.get(value);
            if (promise != null && trust.in(promise) < least) {
                least = trust.in(promise);
                weak = promise;
            }
        }
        Check.Result result = condition.in(state);
        if (result == Check.Result.UNKNOWN) {
            return Judgement.unknown(condition + " cannot be told: a value is not known there");
        }
        boolean holds = result == Check.Result.HOLDS;
        if (!holds && opaque != null) {
            return Judgement.unknown("'" + opaque + "' declares no effect, so nobody can tell " + condition);
        }
        if (!holds && fresh && condition.reads().stream().noneMatch(written::contains)) {
            return Judgement.unknown("no action declares an effect on what " + condition + " looks at");
        }
        if (weak != null && least < Trust.LEAST) {
            return Judgement.unknown(trust.told(weak));
        }
        return new Judgement(
                holds ? Outcome.PASSED : Outcome.NOT_PASSED, least, holds ? "" : condition + " would not hold");
    }

    /** Where a condition that held at the start, and holds at the end, does not in between: behind which step; or null. */
    @Nullable
    String dip(Asked condition) {
        boolean around = condition.in(states.get(0)) == Check.Result.HOLDS && condition.in(state) == Check.Result.HOLDS;
        for (int i = 1; around && i < states.size(); i++) {
            if (condition.in(states.get(i)) == Check.Result.FAILS) {
                return names.get(i - 1);
            }
        }
        return null;
    }

    /** How often something was done again to no effect. */
    int repeats() {
        return repeats;
    }

    /** What was done again, in words. */
    String repeated() {
        return String.valueOf(repeated);
    }
}
