package io.aiops4j.jmh.eval;

import io.aiops4j.detect.eval.LabelledScores;
import io.aiops4j.detect.eval.NabProfile;
import io.aiops4j.detect.eval.NabScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** What the default detector and its peers score in the Numenta Anomaly Benchmark. */
final class NabEvaluation implements Evaluation {

    private static final int DRAWS = 1_000;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    @Override
    public String name() {
        return "nab";
    }

    @Override
    public String summary() {
        return "the default detector and its peers in the Numenta Anomaly Benchmark";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar nab --data DIR [--out DIR] [--folds] [--seed N]

                  --data DIR  data/GROUP/FILE.csv (timestamp,value), combined_windows.json, and files.txt if not all
                              files are to be scored
                  --out DIR   gets DETECTOR/GROUP/DETECTOR_FILE.csv (timestamp,value,anomaly_score,label)
                  --folds     scores each group with the settings and the threshold that are best on all others, of
                              150 settings of the default that are drawn at random, and a few of each peer
                  --seed N    for the interval and the settings

                Figures, per detector: NAB's score in three profiles, the 90 % interval of the standard one over
                files drawn again, windows found, rows that are false alarms. The default (adaptive) and the
                thresholded RandomCutForest (trcf) have the threshold that they ship with. RandomCutForest's bare
                score (rcf) and the windowed Gaussian have none: without --folds theirs is the best on these very
                files, which flatters them.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--data", "--out", "--folds?", "--seed");
        List<LabelledSeries> series = NabFolder.read(options.directory("--data"));
        Optional<Path> out = options.file("--out");
        long seed = options.seed();
        Figures figures = new Figures().with("files", series.size()).with("seed", seed);
        for (Judge judge : Judge.ALL) {
            Progress.say("scoring with " + judge.name());
            List<LabelledScores> scores = new ArrayList<>();
            for (LabelledSeries each : series) {
                double[] own = judge.scores(each);
                scores.add(each.with(own));
                if (out.isPresent()) {
                    NabResults.write(out.get(), judge.name(), each, own);
                }
            }
            add(figures, judge, scores, new Random(seed));
            if (options.has("--folds")) {
                new NabFolds(series).score(judge, new Random(seed)).addTo(figures, judge.name());
            }
        }
        return figures;
    }

    private static void add(Figures figures, Judge judge, List<LabelledScores> scores, Random random) {
        for (NabProfile profile : NabProfile.values()) {
            double threshold = judge.threshold().orElseGet(() -> profile.bestThreshold(scores));
            NabScore score = profile.at(scores, threshold);
            figures.with(judge.name() + "_" + profile.name().toLowerCase(Locale.ROOT), score.score());
            if (profile == NabProfile.STANDARD) {
                double[] drawn = draws(scores, threshold, random);
                figures.with(judge.name() + "_low", drawn[(int) (LOW * DRAWS)])
                        .with(judge.name() + "_high", drawn[(int) (HIGH * DRAWS)])
                        .with(judge.name() + "_found", score.found())
                        .with(judge.name() + "_false_alarms", score.falseAlarms());
            }
        }
        figures.with(
                "windows",
                scores.stream().mapToInt(each -> each.windows().size()).sum());
    }

    /** The score of as many files, drawn with replacement, again and again; sorted. */
    private static double[] draws(List<LabelledScores> scores, double threshold, Random random) {
        return random.doubles(DRAWS)
                .map(unused -> {
                    List<LabelledScores> drawn = new ArrayList<>();
                    for (int i = 0; i < scores.size(); i++) {
                        drawn.add(scores.get(random.nextInt(scores.size())));
                    }
                    return NabProfile.STANDARD.at(drawn, threshold).score();
                })
                .sorted()
                .toArray();
    }
}
