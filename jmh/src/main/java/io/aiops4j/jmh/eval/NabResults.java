package io.aiops4j.jmh.eval;

import io.aiops4j.detect.eval.LabelledScores.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Result files as the Numenta Anomaly Benchmark has them, so that its own scorer can read them. */
final class NabResults {

    private NabResults() {}

    static void write(Path folder, String detector, LabelledSeries series, double[] scores) throws IOException {
        StringBuilder table = new StringBuilder("timestamp,value,anomaly_score,label\n");
        for (int row = 0; row < scores.length; row++) {
            table.append(series.times().get(row))
                    .append(',')
                    .append(series.observations().get(row).value())
                    .append(',')
                    .append(scores[row])
                    .append(',')
                    .append(isLabelled(series, row) ? 1 : 0)
                    .append('\n');
        }
        Path file = folder.resolve(detector).resolve(series.group()).resolve(detector + "_" + series.file());
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
    }

    private static boolean isLabelled(LabelledSeries series, int row) {
        for (Window window : series.windows()) {
            if (window.first() <= row && row <= window.last()) {
                return true;
            }
        }
        return false;
    }
}
