package io.aiops4j.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The links of a document to files and headings. */
final class Links {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private Links() {}

    /** The links that lead to no file, or to no heading of it. */
    static List<String> broken(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        for (MatchResult found :
                LINK.matcher(Files.readString(document)).results().toList()) {
            String link = found.group(1);
            if (!link.startsWith("http") && !leads(document, link)) {
                broken.add(link);
            }
        }
        return broken;
    }

    private static boolean leads(Path document, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || headings(file).contains(parts[1]));
    }

    /** The headings of a document as they stand in links to them. */
    private static Set<String> headings(Path document) throws IOException {
        Set<String> headings = new HashSet<>();
        boolean code = false;
        for (String line : Files.readAllLines(document)) {
            code ^= line.startsWith("```");
            if (!code && line.startsWith("#")) {
                headings.add(line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'));
            }
        }
        return headings;
    }
}
