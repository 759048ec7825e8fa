package io.aiops4j.core.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The small files in which a Linux kernel says how it is; a root of its own lets recorded ones be read. */
record SystemFiles(Path root) {

    private static final int LONGEST = 1 << 20;

    static final SystemFiles OF_THIS_MACHINE = new SystemFiles(Path.of("/"));

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    /** A file that must be there. */
    String read(String file) throws IOException {
        return read(root.resolve(file));
    }

    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }

    /** What stands behind a name at the beginning of a line, or NaN: {@code MemTotal: 16384 kB}, {@code usage_usec 17}. */
    static double number(String text, String name) {
        return words(text, name).stream().findFirst().map(SystemFiles::number).orElse(Double.NaN);
    }

    /** The words behind the name at the beginning of a line. */
    static List<String> words(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name)
                        && line.length() > name.length()
                        && (line.charAt(name.length()) == ' ' || line.charAt(name.length()) == ':'))
                .findFirst()
                .map(line -> words(line.substring(name.length() + 1)))
                .orElse(List.of());
    }

    static List<String> words(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        List<String> words = new ArrayList<>(tokens.countTokens());
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }

    /** A number, or NaN when it is none: "max" stands for no limit in these files. */
    static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    /** Seconds since the machine started. */
    double uptime() throws IOException {
        return number(words(read("proc/uptime")).get(0));
    }

    /** How much of the last ten seconds something waited for a resource, in percent; NaN where the kernel does not say. */
    double pressure(String resource) {
        try {
            for (String word : words(read("proc/pressure/" + resource), "some")) {
                if (word.startsWith("avg10=")) {
                    return number(word.substring("avg10=".length()));
                }
            }
        } catch (IOException notThere) {
            // older kernels, and those that have it switched off
        }
        return Double.NaN;
    }
}
