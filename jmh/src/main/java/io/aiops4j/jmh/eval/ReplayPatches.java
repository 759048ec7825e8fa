package io.aiops4j.jmh.eval;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Runbook.Origin;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.jmh.eval.ReplayPatch.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes runbooks with a fault, their past, and patches that are good or bad in truth, whatever their actions declare. */
final class ReplayPatches {

    private static final Target TARGET = Target.service("shop");
    private static final String HERE = "${target.service}";
    private static final List<Check> WELL =
            List.of(Check.parse("a.limit > a.used"), Check.parse("front = 'up'"), Check.parse("guard = 'shut'"));

    private enum Fault {
        ORDER,
        VALUE,
        MISSING,
        MISTAKEN,
        UNTRUE
    }

    private static final List<String> BYSTANDERS =
            List.of("set_b", "apply_b", "reload_b", "flush", "warm", "tell", "start_back", "bounce_back", "relieve_b");
    private static final int MOST_BYSTANDERS = 4;

    private final Random random;

    ReplayPatches(Random random) {
        this.random = random;
    }

    /** A patch of this kind; worlds in which it is not what it should be in truth are made anew. */
    ReplayPatch make(Kind kind) {
        while (true) {
            ReplayPatch patch = attempt(kind);
            if (patch != null) {
                return patch;
            }
        }
    }

    private @Nullable ReplayPatch attempt(Kind kind) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        ReplayWorld world = new ReplayWorld(random, fault == Fault.UNTRUE ? "apply_a" : null);
        List<Step> faulty = new ArrayList<>();
        List<Step> mended = new ArrayList<>();
        steps(fault, faulty, mended);
        adorn(faulty, mended);
        Runbook parent = runbook(2, fault == Fault.VALUE ? "700" : "1000", faulty, WELL);
        Runbook fix = runbook(3, "1000", mended, WELL);
        Runbook base = random.nextInt(3) == 0 ? parent : fix;
        Runbook draft = kind == Kind.GOOD ? variant(fix) : spoil(kind, base);
        List<ExecutionResult> past = new ReplayPast(world, TARGET, random).of(parent, older(parent));
        boolean failed = past.stream().anyMatch(result -> result.runbookVersion() == 2 && !result.success());
        return failed && isIn(kind, world, parent, draft, past)
                ? new ReplayPatch(kind, world, parent, draft, past)
                : null;
    }

    private void steps(Fault fault, List<Step> faulty, List<Step> mended) {
        Step set = step("set_a", Map.of("to", "${to}"));
        Step apply = step("apply_a", Map.of("service", HERE));
        Step start = step(random.nextBoolean() ? "start_front" : "bounce_front", Map.of("service", HERE));
        mended.addAll(List.of(set, fault == Fault.UNTRUE ? step("reload_a", Map.of("service", HERE)) : apply, start));
        switch (fault) {
            case ORDER -> faulty.addAll(List.of(apply, set, start));
            case VALUE -> faulty.addAll(mended);
            case MISSING -> faulty.addAll(List.of(set, apply));
            case UNTRUE -> faulty.addAll(List.of(set, apply, start));
            case MISTAKEN -> faulty.addAll(List.of(set, apply, step("start_back", Map.of("service", HERE))));
        }
    }

    // what is in both and has nothing to do with it: bystanders, something that is meant to be done elsewhere, and ways
    // of doing
    // things, such as to open a guard and shut it again, or to stop first what is started
    private void adorn(List<Step> faulty, List<Step> mended) {
        for (int i = random.nextInt(MOST_BYSTANDERS); i > 0; i--) {
            Step one = bystander(random.nextInt(8) == 0 ? "queue" : HERE, i);
            faulty.add(random.nextInt(faulty.size() + 1), one);
            mended.add(random.nextInt(mended.size() + 1), one);
        }
        boolean guarded = random.nextInt(3) == 0;
        boolean stopped = random.nextInt(4) == 0;
        for (List<Step> steps : List.of(faulty, mended)) {
            if (guarded) {
                steps.add(0, step("unlock", Map.of()));
                steps.add(step("lock", Map.of()));
            }
            if (stopped) {
                steps.add(0, step("stop_front", Map.of("service", HERE)));
                steps.add(again(step("start_front", Map.of("service", HERE)), steps));
            }
        }
    }

    private Step bystander(String where, int number) {
        String action = BYSTANDERS.get(random.nextInt(BYSTANDERS.size()));
        Step step = step(action, ReplayWorld.takes(action, where));
        return new Step(
                "beside_" + number,
                step.action(),
                step.parameters(),
                null,
                step.timeout(),
                step.retries(),
                step.pause(),
                step.onFailure());
    }

    // a good patch need not be the smallest one
    private Runbook variant(Runbook fix) {
        List<Step> steps = new ArrayList<>(fix.steps());
        List<Check> checks = new ArrayList<>(fix.verification());
        switch (random.nextInt(5)) {
            case 0 -> steps.add(again(step("apply_b", Map.of("service", HERE)), steps));
            case 1 -> checks.add(Check.parse("a.limit > 450"));
            case 2 -> steps.add(again(step("lock", Map.of()), steps));
            case 3 -> steps.add(0, again(step("apply_a", Map.of("service", HERE)), steps));
            default -> {}
        }
        return runbook(3, preset(fix), steps, checks);
    }

    private Runbook spoil(Kind kind, Runbook base) {
        List<Step> steps = new ArrayList<>(base.steps());
        return switch (kind) {
            case RESTART_LOOP -> runbook(3, preset(base), loop(steps), WELL);
            case WRONG_TARGET -> runbook(3, preset(base), elsewhere(steps), WELL);
            case NO_VERIFICATION -> runbook(3, preset(base), steps, lessAsked());
            default -> runbook(3, preset(base), disordered(steps), WELL);
        };
    }

    private List<Step> loop(List<Step> steps) {
        int times = 2 + random.nextInt(4);
        boolean cycle = random.nextBoolean();
        for (int i = 0; i < times; i++) {
            if (cycle) {
                steps.add(again(step("stop_back", Map.of("service", HERE)), steps));
                steps.add(again(step("start_back", Map.of("service", HERE)), steps));
            } else {
                String one = random.nextBoolean() ? "apply_a" : "bounce_front";
                steps.add(again(step(one, Map.of("service", HERE)), steps));
            }
        }
        return steps;
    }

    private List<Step> elsewhere(List<Step> steps) {
        if (random.nextBoolean()) {
            steps.add(random.nextInt(steps.size()), again(step("stop_back", Map.of("service", "billing")), steps));
        } else {
            steps.replaceAll(
                    step -> step.action().endsWith("_a") && step.parameters().containsKey("service")
                            ? step.with("service", "billing")
                            : step);
        }
        return steps;
    }

    private List<Check> lessAsked() {
        List<Check> left = new ArrayList<>(WELL);
        left.remove(random.nextInt(left.size()));
        return switch (random.nextInt(3)) {
            case 0 -> left;
            case 1 -> List.of(Check.parse("noise >= 0"));
            default -> {
                left.add(Check.parse("a.limit > 0"));
                yield left;
            }
        };
    }

    private List<Step> disordered(List<Step> steps) {
        Step stop = again(step("stop_front", Map.of("service", HERE)), steps);
        switch (random.nextInt(4)) {
            case 0 -> steps.add(stop); // and nothing starts it again
            case 1 -> {
                steps.add(0, stop);
                steps.add(again(step("start_front", Map.of("service", HERE)), steps));
            }
            case 2 -> Collections.shuffle(steps, random);
            default -> steps.add(random.nextInt(steps.size() + 1), again(step("unlock", Map.of()), steps));
        }
        return steps;
    }

    private Runbook older(Runbook parent) {
        List<Step> steps = new ArrayList<>(parent.steps());
        steps.add(again(step("apply_b", Map.of("service", HERE)), steps));
        Collections.shuffle(steps, random);
        return runbook(1, "600", steps, WELL);
    }

    // in truth, over what really began: a good patch mends and does no harm, whatever anybody declares
    private static boolean isIn(
            Kind kind, ReplayWorld world, Runbook parent, Runbook draft, List<ExecutionResult> past) {
        int failures = 0;
        int fixed = 0;
        int harmed = 0;
        for (ExecutionResult result : past) {
            StateSnapshot before = result.before();
            List<StateSnapshot> old = ReplayTruth.states(world, parent, TARGET, before);
            List<StateSnapshot> now = ReplayTruth.states(world, draft, TARGET, before);
            boolean did = ReplayTruth.holds(WELL, parent, TARGET, old.get(old.size() - 1));
            boolean does = ReplayTruth.holds(WELL, draft, TARGET, now.get(now.size() - 1));
            boolean dips = ReplayTruth.dips(WELL, draft, TARGET, now) && !ReplayTruth.dips(WELL, parent, TARGET, old);
            failures += did ? 0 : 1;
            fixed += !did && does ? 1 : 0;
            harmed += (did && !does) || dips ? 1 : 0;
        }
        return switch (kind) {
            case GOOD -> fixed > 0 && fixed * 2 >= failures && harmed == 0;
            case HARMFUL_ORDER -> harmed > 0 && harmed >= fixed;
            default -> true; // bad by what it is
        };
    }

    private static Runbook runbook(int version, String preset, List<Step> steps, List<Check> checks) {
        return new Runbook(
                "shop-slow",
                version,
                "The shop is slow",
                "any",
                List.of("timeout"),
                List.of(Parameter.number("to").between(100, 2000).or(preset)),
                List.of(),
                steps,
                checks,
                List.of(),
                new Origin(version == 3, version - 1, ""));
    }

    private static String preset(Runbook runbook) {
        return String.valueOf(runbook.parameters().get(0).preset());
    }

    private static Step step(String action, Map<String, String> parameters) {
        return new Step(action, action, parameters, null, Step.DEFAULT_TIMEOUT, 0, Duration.ZERO, Step.OnFailure.STOP);
    }

    // each step has a name of its own
    private static Step again(Step step, List<Step> beside) {
        return new Step(
                step.action() + "_" + beside.size(),
                step.action(),
                step.parameters(),
                null,
                Step.DEFAULT_TIMEOUT,
                0,
                Duration.ZERO,
                Step.OnFailure.STOP);
    }
}
