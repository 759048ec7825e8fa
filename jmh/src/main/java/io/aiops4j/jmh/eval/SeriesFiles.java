package io.aiops4j.jmh.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a folder of labelled series: one folder per group, one table per series. */
final class SeriesFiles {

    private SeriesFiles() {}

    /** All tables, as {@code group/file.csv}, in order. */
    static List<String> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(each -> each.toString().endsWith(".csv"))
                    .map(each -> folder.relativize(each).toString().replace('\\', '/'))
                    .filter(each -> each.indexOf('/') > 0)
                    .sorted()
                    .toList();
        }
    }

    /** The rows of a table, with the columns of these names in this order. */
    static List<String[]> rows(Path file, String... columns) throws IOException {
        List<String> lines = Lines.all(file);
        if (lines.size() < 2) {
            throw new BadInput(file + " has no rows; it needs a line of names and one line per row.");
        }
        List<String> names = Arrays.stream(lines.get(0).split(","))
                .map(name -> plain(name).toLowerCase(Locale.ROOT))
                .toList();
        int[] places = Arrays.stream(columns).mapToInt(names::indexOf).toArray();
        if (Arrays.stream(places).anyMatch(place -> place < 0)) {
            throw new BadInput(file + " needs the columns " + String.join(", ", columns) + ".");
        }
        List<String[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split(",", -1);
            if (cells.length < names.size()) {
                throw new BadInput(file + ", line " + (rows.size() + 2) + " has " + cells.length + " of " + names.size()
                        + " columns.");
            }
            rows.add(
                    Arrays.stream(places).mapToObj(place -> plain(cells[place])).toArray(String[]::new));
        }
        return rows;
    }

    /** Without space and quotes around it, and without the mark that some write in front of a file. */
    private static String plain(String cell) {
        String trimmed = cell.replace("\uFEFF", "").trim();
        boolean quoted = trimmed.length() > 1 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
        return quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    }
}
