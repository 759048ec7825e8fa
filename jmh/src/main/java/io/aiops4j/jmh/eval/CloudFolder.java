package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Observation;
import io.aiops4j.detect.eval.LabelledScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A folder of service metrics that are labelled point by point: {@code GROUP/FILE.csv} with time, value and label. */
final class CloudFolder {

    private CloudFolder() {}

    static List<LabelledSeries> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadInput("--data: there is no folder " + folder + ".");
        }
        List<LabelledSeries> series = new ArrayList<>();
        for (String name : SeriesFiles.in(folder)) {
            series.add(series(folder, name));
        }
        if (series.isEmpty()) {
            throw new BadInput("--data: " + folder + " has no file GROUP/NAME.csv.");
        }
        return series;
    }

    private static LabelledSeries series(Path folder, String name) throws IOException {
        List<String> times = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        BitSet labelled = new BitSet();
        for (String[] row : SeriesFiles.rows(folder.resolve(name), "timestamp", "value", "label")) {
            labelled.set(times.size(), LabelledSeries.value(row[2]) > 0);
            times.add(row[0]);
            observations.add(new Observation(LabelledSeries.time(row[0]), LabelledSeries.value(row[1])));
        }
        int slash = name.indexOf('/');
        return new LabelledSeries(
                name.substring(0, slash),
                name.substring(slash + 1),
                times,
                observations,
                LabelledScores.windows(labelled));
    }
}
