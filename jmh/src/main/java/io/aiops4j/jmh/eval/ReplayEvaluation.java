package io.aiops4j.jmh.eval;

import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.jmh.eval.ReplayPatch.Kind;
import io.aiops4j.learning.improve.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Whether counterfactual replay ranks good patches above bad ones, though a tenth of the actions does not do what it declares. */
final class ReplayEvaluation implements Evaluation {

    private static final int CASES = 400;
    private static final int FEWEST_CASES = 200;
    private static final int MOST_CASES = 100_000;
    private static final double LEAST_AUC = 0.9;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String summary() {
        return "counterfactual replay: good patches of runbooks above bad ones";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar replay [--seed N] [--cases N] [--show N]

                  --seed N   what the random choices begin with
                  --cases N  how many patches, from 200; 400 if it is left out. Half of them are good
                  --show N   prints what a reviewer would read of the first N that are ranked wrong by their sign, on the error stream

                A case is a runbook with a fault, 11 to 19 recorded executions, and a patch. Of its world's twenty actions two
                do nothing, something else or something more than they declare; executions happen as it really is. Whether a patch is
                good is found out by what really happens: it mends at least half of the failures and does no harm. Bad ones
                repeat what does not help (restart_loop), act on another service (wrong_target), ask less (no_verification), or
                do things in an order in which something that was well is not any more (harmful_order); two of three of them mend
                the fault besides. One value in 60 is missing, and one run in twelve ends at a step that fails.

                Figures: seed, cases, good, bad, auc (of the score, good against bad), auc_KIND, naive_auc (does the draft pass
                its own simulation, from the state of the last failure), naive_auc_KIND, queued_good, queued_bad (patches that
                would come before a person), fixed, broken, cannot_tell (verdicts on good patches), liars_percent.
                Exit 1 if auc is below 0.9.
                """;
    }

    private record Scored(Kind kind, double score, double naive, Replay replay) {}

    @Override
    public Figures run(List<String> args) {
        Options options = Options.parse(args, "--seed", "--cases", "--show");
        long seed = options.seed();
        long cases = options.count("--cases", CASES, MOST_CASES);
        if (cases < FEWEST_CASES) {
            throw new BadInput("--cases takes a whole number from " + FEWEST_CASES + " on, not " + cases + ".");
        }
        long show = options.has("--show") ? options.count("--show", 1, MOST_CASES) : 0;
        ReplayPatches patches = new ReplayPatches(new Random(seed));
        Kind[] bad = {Kind.RESTART_LOOP, Kind.WRONG_TARGET, Kind.NO_VERIFICATION, Kind.HARMFUL_ORDER};
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            Kind kind = i % 2 == 0 ? Kind.GOOD : bad[i / 2 % bad.length];
            Scored one = score(patches.make(kind));
            scored.add(one);
            if ((kind == Kind.GOOD) != one.score() > 0 && show-- > 0) {
                Progress.say(kind + ": " + one.replay().text());
            }
        }
        return figures(seed, scored, bad);
    }

    private static Scored score(ReplayPatch patch) {
        ExecutionResult failure = patch.past().stream()
                .filter(result -> result.runbookVersion() == patch.parent().version() && !result.success())
                .findFirst()
                .orElseThrow();
        Replay replay = Replay.over(
                patch.draft(), patch.parent(), patch.past(), failure.executionId(), patch.world()::signature);
        return new Scored(patch.kind(), replay.score(), naive(patch, failure), replay);
    }

    private static double naive(ReplayPatch patch, ExecutionResult failure) {
        Runbook draft = patch.draft();
        RunValues values = ReplayTruth.values(draft, Target.parse(failure.target()));
        return Verification.of(
                                draft.verification(),
                                draft.simulate(failure.before(), values, patch.world()::signature),
                                values)
                        .passed()
                ? 1
                : 0;
    }

    private static Figures figures(long seed, List<Scored> scored, Kind[] bad) {
        List<Scored> good = of(scored, Kind.GOOD);
        List<Scored> others =
                scored.stream().filter(one -> one.kind() != Kind.GOOD).toList();
        double auc = auc(good, others, false);
        Figures figures = new Figures()
                .with("seed", seed)
                .with("cases", scored.size())
                .with("good", good.size())
                .with("bad", others.size())
                .withThousandths("auc", auc);
        for (Kind kind : bad) {
            figures.withThousandths("auc_" + name(kind), auc(good, of(scored, kind), false));
        }
        figures.withThousandths("naive_auc", auc(good, others, true));
        for (Kind kind : bad) {
            figures.withThousandths("naive_auc_" + name(kind), auc(good, of(scored, kind), true));
        }
        return figures.with("queued_good", queued(good))
                .with("queued_bad", queued(others))
                .with("fixed", count(good, Replay.Verdict.FIXED))
                .with("broken", count(good, Replay.Verdict.BROKEN))
                .with("cannot_tell", count(good, Replay.Verdict.CANNOT_TELL))
                .with("liars_percent", 100.0 * ReplayWorld.LIARS / ReplayWorld.ACTIONS)
                .floor(auc >= LEAST_AUC, "good patches are told from bad ones with an AUC below " + LEAST_AUC + ".");
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static List<Scored> of(List<Scored> scored, Kind kind) {
        return scored.stream().filter(one -> one.kind() == kind).toList();
    }

    private static long queued(List<Scored> scored) {
        return scored.stream().filter(one -> one.replay().refusal() == null).count();
    }

    private static long count(List<Scored> scored, Replay.Verdict verdict) {
        return scored.stream().mapToLong(one -> one.replay().count(verdict)).sum();
    }

    // how often a good one is above a bad one; of two that are level, one half
    private static double auc(List<Scored> good, List<Scored> bad, boolean naive) {
        double above = 0;
        for (Scored one : good) {
            for (Scored other : bad) {
                int order =
                        naive ? Double.compare(one.naive(), other.naive()) : Double.compare(one.score(), other.score());
                above += order > 0 ? 1 : order == 0 ? 0.5 : 0;
            }
        }
        return above / ((double) good.size() * bad.size());
    }
}
