package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Observation;
import io.aiops4j.detect.eval.LabelledScores.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder laid out like the Numenta Anomaly Benchmark: {@code data/GROUP/FILE.csv} and {@code combined_windows.json}. */
final class NabFolder {

    private static final JsonMapper JSON = new JsonMapper();

    private NabFolder() {}

    static List<LabelledSeries> read(Path folder) throws IOException {
        Path data = folder.resolve("data");
        if (!Files.isDirectory(data)) {
            throw new BadInput("--data: " + folder + " has no folder data.");
        }
        JsonNode windows = windows(folder);
        List<LabelledSeries> series = new ArrayList<>();
        for (String name : names(folder, data)) {
            if (windows.get(name) == null) {
                throw new BadInput("combined_windows.json says nothing about " + name + ".");
            }
            series.add(series(data, name, windows.get(name)));
        }
        if (series.isEmpty()) {
            throw new BadInput("--data: " + data + " has no file GROUP/NAME.csv.");
        }
        return series;
    }

    private static List<String> names(Path folder, Path data) throws IOException {
        Path list = folder.resolve("files.txt");
        if (!Files.exists(list)) {
            return SeriesFiles.in(data);
        }
        return Lines.all(list).stream()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static JsonNode windows(Path folder) throws IOException {
        Path beside = folder.resolve("combined_windows.json");
        Path file = Files.exists(beside) ? beside : folder.resolve("labels").resolve("combined_windows.json");
        if (!Files.exists(file)) {
            throw new BadInput("--data: " + folder + " has no combined_windows.json.");
        }
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new BadInput(file + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private static LabelledSeries series(Path data, String name, JsonNode windows) throws IOException {
        Path file = data.resolve(name);
        if (!Files.isReadable(file)) {
            throw new BadInput("--data: there is no file " + file + ".");
        }
        List<String> times = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        Map<String, Integer> rows = new HashMap<>();
        for (String[] row : SeriesFiles.rows(file, "timestamp", "value")) {
            rows.putIfAbsent(second(row[0]), times.size());
            times.add(row[0]);
            observations.add(new Observation(LabelledSeries.time(row[0]), LabelledSeries.value(row[1])));
        }
        List<Window> rowWindows = new ArrayList<>();
        for (JsonNode window : windows) {
            Integer first = rows.get(second(window.get(0).asString()));
            Integer last = rows.get(second(window.get(1).asString()));
            if (first == null || last == null) {
                throw new BadInput("The window " + window + " of " + name + " begins or ends at no row.");
            }
            rowWindows.add(new Window(first, last));
        }
        int slash = name.indexOf('/');
        return new LabelledSeries(name.substring(0, slash), name.substring(slash + 1), times, observations, rowWindows);
    }

    /** Windows are written with a fraction, rows without. */
    private static String second(String time) {
        return time.substring(0, Math.min(time.length(), "2014-04-01 00:00:00".length()));
    }
}
