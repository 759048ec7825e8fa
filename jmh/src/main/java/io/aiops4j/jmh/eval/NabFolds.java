package io.aiops4j.jmh.eval;

import io.aiops4j.detect.eval.LabelledScores;
import io.aiops4j.detect.eval.NabProfile;
import io.aiops4j.detect.eval.NabScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Scores each folder with the settings and the threshold that are best on all other folders. */
final class NabFolds {

    private final List<LabelledSeries> series;
    private final List<String> groups;

    NabFolds(List<LabelledSeries> series) {
        this.series = series;
        groups = series.stream().map(LabelledSeries::group).distinct().sorted().toList();
    }

    /** What is best on all folders but one, and what it gives on that one. */
    private record Fold(double onOthers, double threshold, String settings, List<LabelledScores> heldOut) {

        String words() {
            return String.format("%s threshold %.3f, on the others %.1f", settings, threshold, onOthers);
        }
    }

    /**
     * The outcome.
     *
     * @param score over all files, each scored by what was chosen without its folder
     * @param chosen what was, by folder
     */
    record Outcome(NabScore score, Map<String, String> chosen) {

        void addTo(Figures figures, String judge) {
            figures.with(judge + "_folds", score.score())
                    .with(judge + "_folds_found", score.found())
                    .with(judge + "_folds_false_alarms", score.falseAlarms());
            chosen.forEach((group, words) -> figures.with(judge + "_folds_" + group, words));
        }
    }

    Outcome score(Judge judge, Random random) {
        Map<String, Fold> best = new TreeMap<>();
        List<Judge.Choice> choices = judge.others().apply(random);
        for (int i = 0; i < choices.size(); i++) {
            if (i % 25 == 0) {
                Progress.say("folds of " + judge.name() + ", settings " + (i + 1) + " of " + choices.size());
            }
            for (Map.Entry<String, Fold> fold : folds(choices.get(i)).entrySet()) {
                best.merge(
                        fold.getKey(),
                        fold.getValue(),
                        (one, other) -> other.onOthers() > one.onOthers() ? other : one);
            }
        }
        return outcome(best);
    }

    private Map<String, Fold> folds(Judge.Choice choice) {
        List<LabelledScores> scores = series.parallelStream()
                .map(each -> each.with(choice.scores(each)))
                .toList();
        List<Fold> folds = groups.parallelStream()
                .map(group -> fold(choice, scores, group))
                .toList();
        Map<String, Fold> byGroup = new HashMap<>();
        for (int i = 0; i < folds.size(); i++) {
            byGroup.put(groups.get(i), folds.get(i));
        }
        return byGroup;
    }

    private Fold fold(Judge.Choice choice, List<LabelledScores> scores, String group) {
        List<LabelledScores> heldOut = new ArrayList<>();
        List<LabelledScores> others = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            (series.get(i).group().equals(group) ? heldOut : others).add(scores.get(i));
        }
        double threshold = NabProfile.STANDARD.bestThreshold(others);
        double onOthers = NabProfile.STANDARD.at(others, threshold).score();
        return new Fold(onOthers, threshold, choice.settings(), heldOut);
    }

    private static Outcome outcome(Map<String, Fold> best) {
        List<LabelledScores> all = new ArrayList<>();
        Map<LabelledScores, Double> thresholds = new HashMap<>();
        Map<String, String> chosen = new TreeMap<>();
        best.forEach((group, fold) -> {
            all.addAll(fold.heldOut());
            fold.heldOut().forEach(each -> thresholds.put(each, fold.threshold()));
            chosen.put(group, fold.words());
        });
        return new Outcome(NabProfile.STANDARD.at(all, thresholds::get), chosen);
    }
}
