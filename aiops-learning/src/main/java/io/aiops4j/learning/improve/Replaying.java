package io.aiops4j.learning.improve;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Verification.Outcome;
import io.aiops4j.learning.improve.Replay.Case;
import io.aiops4j.learning.improve.Replay.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs a draft and its parent on paper against past executions, and says of each what would have been different. */
final class Replaying {

    private final Runbook draft;
    private final @Nullable Runbook parent;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final Map<ExecutionResult, Seen> past = new LinkedHashMap<>();
    private final Trust trust;
    private final Aim aim;
    private final @Nullable String lost;

    Replaying(
            Runbook draft,
            @Nullable Runbook parent,
            List<ExecutionResult> executions,
            Function<String, @Nullable ActionSignature> catalogue) {
        this.draft = draft;
        this.parent = parent;
        this.catalogue = catalogue;
        executions.forEach(result -> past.put(result, Seen.of(result, catalogue, new Ground(result).looked())));
        this.trust = Trust.of(past.values(), executions);
        this.aim = Aim.of(draft, parent, executions);
        this.lost = Lost.between(parent, draft);
    }

    List<Case> cases() {
        return past.keySet().stream().map(this::replay).toList();
    }

    /** One past execution, and the values that draft and parent would have had there. */
    private final class Ground {

        final ExecutionResult result;
        final boolean own;
        final RunValues values;
        final RunValues parentValues;
        // what the parent is held to, and what the draft is: both hold for the draft
        final List<Asked> parentAsked;
        final List<Asked> asked;

        Ground(ExecutionResult result) {
            this.result = result;
            this.own = parent != null
                    && result.runbookId().equals(parent.id())
                    && result.runbookVersion() == parent.version();
            Client client = Client.of(result.client());
            Target target = Target.parse(result.target());
            Map<String, String> given = own && parent != null ? given(parent, result) : Map.of();
            this.values = RunValues.of(draft, given, client, target);
            Runbook older = parent == null ? draft : parent;
            this.parentValues = RunValues.of(older, given, client, target);
            this.parentAsked = Asked.of(older.verification(), parentValues);
            List<Asked> both = new ArrayList<>(parentAsked);
            Asked.of(draft.verification(), values).stream()
                    .filter(one -> !both.contains(one))
                    .forEach(both::add);
            this.asked = List.copyOf(both);
        }

        List<Asked> preconditions() {
            List<Asked> all = new ArrayList<>(Asked.of(draft.preconditions(), values));
            if (parent != null) {
                all.addAll(Asked.of(parent.preconditions(), parentValues));
            }
            return all;
        }

        List<Asked> looked() {
            List<Asked> all = new ArrayList<>(asked);
            all.addAll(preconditions());
            return all;
        }
    }

    // a value that was given for this run, and not preset, would have been given to the draft, too
    private static Map<String, String> given(Runbook parent, ExecutionResult result) {
        Map<String, String> given = new HashMap<>();
        for (Step step : parent.steps()) {
            for (StepResult done : result.steps()) {
                if (!done.name().equals(step.name())) {
                    continue;
                }
                parent.parameters()
                        .forEach(parameter -> step.parameters().forEach((name, template) -> {
                            String value = done.parameters().get(name);
                            boolean whole = template.equals("${" + parameter.name() + "}");
                            if (whole && value != null && !value.equals(parameter.preset())) {
                                given.put(parameter.name(), value);
                            }
                        }));
            }
        }
        return given;
    }

    // whatever the parent acts on is the target, or meant
    private static boolean here(Step step, Deed deed) {
        return false;
    }

    private Case replay(ExecutionResult result) {
        Ground ground = new Ground(result);
        Seen seen = past.getOrDefault(result, Seen.NOTHING);
        Outcome really = really(result);
        Walk older = declared(parent == null ? List.of() : parent.steps(), ground);
        Judgement parents = parent == null
                ? Judgement.unknown("it has no parent")
                : started(parent, ground.parentValues, ground, ground.own ? older : walk(parent, ground, seen), false);
        boolean asItWas = ground.own || parent == null;
        Outcome baseline = asItWas ? really : parents.outcome();
        BiPredicate<Step, Deed> elsewhere =
                aim.elsewhere(result.client(), Target.parse(result.target()), deeds(parent, ground.parentValues));
        int same = same(draft.steps(), ground.values, result, seen);
        Walk walk = walk(draft.steps(), ground.values, ground, seen, same, elsewhere);
        Judgement drafts = started(draft, ground.values, ground, walk, true);
        String harm = harm(ground, walk, older, same > 0, elsewhere);
        Verdict verdict;
        String why;
        double weight = 1;
        if (harm != null) {
            verdict = Verdict.BROKEN;
            why = harm;
        } else if (baseline == Outcome.UNKNOWN) {
            verdict = Verdict.CANNOT_TELL;
            why = asItWas ? "nobody knows what came of it then" : parents.why();
        } else if (baseline == Outcome.NOT_PASSED && isSpared(ground)) {
            verdict = Verdict.SPARED;
            why = drafts.why();
        } else if (drafts.outcome() == Outcome.UNKNOWN) {
            verdict = Verdict.CANNOT_TELL;
            why = drafts.why();
        } else if (ground.own
                && really == Outcome.NOT_PASSED
                && same > 0
                && same == draft.steps().size()) {
            // exactly that was done, and it did not help
            verdict = isWatchedForLonger() ? Verdict.CANNOT_TELL : Verdict.SAME;
            why = "it does what was done, and is watched for longer";
        } else if (ground.own && disagree(really, parents.outcome()) && !isExplained(ground, seen)) {
            verdict = Verdict.CANNOT_TELL;
            why = "by declared effects its parent " + told(parents.outcome()) + ", and really it " + told(really);
        } else if (drafts.outcome() == baseline) {
            verdict = Verdict.SAME;
            why = drafts.outcome() == Outcome.PASSED ? "it helps as its parent does" : drafts.why();
        } else {
            verdict = baseline == Outcome.PASSED ? Verdict.BROKEN : Verdict.FIXED;
            why = verdict == Verdict.FIXED ? "all that is verified would hold" : drafts.why();
            weight = drafts.trust();
        }
        return new Case(
                result.executionId(), verdict, parents.outcome(), really, drafts.outcome(), asItWas, weight, why);
    }

    private boolean isWatchedForLonger() {
        return parent != null && draft.watch().compareTo(parent.watch()) > 0;
    }

    // the run was started for nothing, and would not have been
    private boolean isSpared(Ground ground) {
        Judgement start = start(draft.preconditions(), ground.values, ground.result);
        return start != null
                && start.outcome() == Outcome.NOT_PASSED
                && ground.own
                && ground.result.status() != ExecutionResult.Status.NOT_STARTED;
    }

    private List<Deed> deeds(@Nullable Runbook runbook, RunValues values) {
        return runbook == null
                ? List.of()
                : runbook.steps().stream()
                        .map(step -> Deed.of(step, catalogue.apply(step.action()), values))
                        .toList();
    }

    private static Outcome really(ExecutionResult result) {
        return switch (result.status()) {
            case COMPLETED -> result.verification().outcome();
            case FAILED, ROLLED_BACK, NOT_STARTED -> Outcome.NOT_PASSED;
            case STOPPED, CANCELLED, IN_DOUBT -> Outcome.UNKNOWN;
        };
    }

    private static String told(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "helps";
            case NOT_PASSED -> "does not help";
            case UNKNOWN -> "cannot be told";
        };
    }

    private static boolean disagree(Outcome one, Outcome other) {
        return one != other && one != Outcome.UNKNOWN && other != Outcome.UNKNOWN;
    }

    /** By declared effects alone, whatever happened there. */
    private Walk declared(List<Step> steps, Ground ground) {
        return new Walk(ground.result.before(), catalogue, trust, Seen.NOTHING, step -> false)
                .through(steps, ground.parentValues, Replaying::here);
    }

    // what the state cannot account for: what was found agrees with what was declared, and yet it came to something
    // else
    private static boolean isExplained(Ground ground, Seen seen) {
        return ground.result.status() != ExecutionResult.Status.COMPLETED
                || !seen.isWhole()
                || !seen.broken().isEmpty()
                || ground.asked.stream().anyMatch(asked -> seen.moved().stream().anyMatch(asked::reads));
    }

    private Walk walk(Runbook older, Ground ground, Seen seen) {
        int same = same(older.steps(), ground.parentValues, ground.result, seen);
        return walk(older.steps(), ground.parentValues, ground, seen, same, Replaying::here);
    }

    private Walk walk(
            List<Step> steps, RunValues values, Ground ground, Seen seen, int same, BiPredicate<Step, Deed> elsewhere) {
        Predicate<Step> patient = step -> isPatient(step, seen);
        return same > 0
                ? new Walk(ground.result.after(), catalogue, trust, seen, patient)
                        .after(seen.deeds())
                        .through(steps.subList(same, steps.size()), values, elsewhere)
                : new Walk(ground.result.before(), catalogue, trust, seen, patient)
                        .doubting()
                        .through(steps, values, elsewhere);
    }

    // where all that was done comes first, the state that was really found behind it says more than any declared effect
    private int same(List<Step> steps, RunValues values, ExecutionResult result, Seen seen) {
        int many = seen.deeds().size();
        boolean fits = result.status() == ExecutionResult.Status.COMPLETED && seen.isWhole() && steps.size() >= many;
        for (int i = 0; fits && i < many; i++) {
            Step step = steps.get(i);
            fits = Deed.of(step, catalogue.apply(step.action()), values)
                    .equals(seen.deeds().get(i));
        }
        return fits ? many : 0;
    }

    private boolean isPatient(Step step, Seen seen) {
        StepResult failed = seen.failed();
        Step older = parent == null
                ? null
                : parent.steps().stream()
                        .filter(one ->
                                one.name().equals(step.name()) && one.action().equals(step.action()))
                        .findFirst()
                        .orElse(null);
        boolean more = failed != null && step.action().equals(failed.action()) && step.retries() >= failed.attempts();
        return older == null
                ? more
                : step.retries() > older.retries()
                        || step.timeout().compareTo(older.timeout()) > 0
                        || step.pause().compareTo(older.pause()) > 0;
    }

    private static @Nullable Judgement start(List<Check> preconditions, RunValues values, ExecutionResult result) {
        for (Check check : preconditions) {
            Check.Result holds = check.test(result.before(), values);
            if (holds != Check.Result.HOLDS) {
                return holds == Check.Result.UNKNOWN
                        ? Judgement.unknown("its precondition '" + check.text() + "' cannot be told there")
                        : new Judgement(Outcome.NOT_PASSED, 1, "it would not start: '" + check.text() + "'");
            }
        }
        return null;
    }

    private static Judgement started(Runbook runbook, RunValues values, Ground ground, Walk walk, boolean drafted) {
        Judgement start = start(runbook.preconditions(), values, ground.result);
        return start == null ? walk.judge(drafted ? ground.asked : ground.parentAsked) : start;
    }

    private @Nullable String harm(
            Ground ground, Walk walk, Walk older, boolean isMore, BiPredicate<Step, Deed> elsewhere) {
        if (lost != null) {
            return lost;
        }
        for (Step step : draft.steps()) {
            Deed deed = Deed.of(step, catalogue.apply(step.action()), ground.values);
            if (elsewhere.test(step, deed)) {
                return "'" + step.name() + "' acts on something else than the target of the incident";
            }
        }
        if (start(draft.preconditions(), ground.values, ground.result) != null) {
            return null; // it does nothing there
        }
        // where the parent's steps were really done, the walk counts what comes behind them alone
        if (walk.repeats() > Walk.MOST_AGAIN + (isMore ? 0 : older.repeats())) {
            return walk.repeated();
        }
        for (Asked condition : ground.looked()) {
            String behind = walk.dip(condition);
            if (behind != null && older.dip(condition) == null) {
                return "behind '" + behind + "' " + condition + " does not hold for a while, which held before";
            }
        }
        return null;
    }
}
