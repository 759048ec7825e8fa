package io.aiops4j.jmh.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Patterns and lines that are made to be slow. */
final class HostileEvaluation implements Evaluation {

    private static final double MOST_OVER_MEDIAN = 20;

    private static final int SET_SIZE = 5_000;
    private static final int WORST = 5;

    /** Pairs that are not counted: they are for the compiler. */
    private static final int WARM_UP = 30;

    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public String summary() {
        return "patterns and lines that are made to be slow, against RE2/J";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar hostile [--seed N] [--pairs N] [--lines N]

                  --seed N   what pairs are made from; printed
                  --pairs N  how many pairs of a pattern and a line, 1,000 if not given
                  --lines N  how many lines for the set of 5,000 patterns, 1,000 if not given

                Pairs: nested quantifiers, chains of .*, long near-misses, overlapping literals, patterns whose
                automata have very many states, counts. Each line is measured in all lengths from 1 KB to 1 MB,
                each twice the one before. Times are the thread's CPU time, the least of several; a doubling that
                looks too dear is measured again. Ours and RE2/J are compared on the same line of 8 KB.
                Exit code 1 if a doubling costs more than 2.2 times, if ours takes more than 1.1 times as long as
                RE2/J (0.1 is for the noise of the clock), if the two disagree, or if the slowest line for the set
                costs more than 20 times the median per character.

                Figures: seed, pairs, worst_1 to worst_5 (against RE2/J), steepest_1 to steepest_5, disagreements, worst_doubling, worst_against_re2j (ours/RE2/J),
                median_against_re2j, set_patterns, set_lines, set_median_ns (per character), set_slowest_ns,
                set_slowest_over_median.
                """;
    }

    @Override
    public Figures run(List<String> args) {
        Options options = Options.parse(args, "--seed", "--pairs", "--lines");
        long seed = options.seed();
        int pairs = (int) options.count("--pairs", 1_000, 100_000);
        int lines = (int) options.count("--lines", 1_000, 100_000);
        Random random = new Random(seed);
        Random others = new Random(~seed);
        for (int i = 0; i < WARM_UP; i++) {
            HostileCost.of(HostilePair.of(i, others));
        }
        List<HostileCost> results = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            results.add(HostileCost.of(HostilePair.of(i, random)));
        }
        List<HostileSet.Cost> costs = new HostileSet(SET_SIZE, random).measure(lines);
        Figures figures = new Figures().with("seed", seed).with("pairs", pairs);
        noteWorst("worst_", Comparator.comparingDouble(HostileCost::againstRe2j), results, figures);
        noteWorst("steepest_", Comparator.comparingDouble(HostileCost::doubling), results, figures);
        return noteSet(costs, notePairs(results, figures));
    }

    private static void noteWorst(
            String name, Comparator<HostileCost> order, List<HostileCost> costs, Figures figures) {
        List<HostileCost> sorted = costs.stream().sorted(order.reversed()).toList();
        for (int i = 0; i < Math.min(WORST, sorted.size()); i++) {
            figures.with(name + (i + 1), sorted.get(i).toString());
        }
    }

    private static Figures notePairs(List<HostileCost> results, Figures figures) {
        double[] ratios =
                results.stream().mapToDouble(HostileCost::againstRe2j).sorted().toArray();
        double doubling =
                results.stream().mapToDouble(HostileCost::doubling).max().orElse(0);
        long disagreements = results.stream().filter(result -> !result.agree()).count();
        double worst = ratios[ratios.length - 1];
        return figures.with("disagreements", disagreements)
                .withThousandths("worst_doubling", doubling)
                .withThousandths("worst_against_re2j", worst)
                .withThousandths("median_against_re2j", ratios[ratios.length / 2])
                .floor(disagreements == 0, "the same answers as RE2/J")
                .floor(doubling <= HostileCost.MOST_PER_DOUBLING, "twice the line, at most 2.2 times the time")
                .floor(worst <= HostileCost.TOLERANCE, "never slower than RE2/J");
    }

    private static Figures noteSet(List<HostileSet.Cost> costs, Figures figures) {
        double median = costs.get(costs.size() / 2).nanosPerCharacter();
        HostileSet.Cost slowest = costs.get(costs.size() - 1);
        double over = slowest.nanosPerCharacter() / median;
        return figures.with("set_patterns", SET_SIZE)
                .with("set_lines", costs.size())
                .withThousandths("set_median_ns", median)
                .withThousandths("set_slowest_ns", slowest.nanosPerCharacter())
                .with("set_slowest_kind", slowest.kind())
                .withThousandths("set_slowest_over_median", over)
                .floor(over <= MOST_OVER_MEDIAN, "the slowest line at most 20 times the median");
    }
}
