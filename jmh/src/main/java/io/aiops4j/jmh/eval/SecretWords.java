package io.aiops4j.jmh.eval;

import io.aiops4j.core.redact.Redacted;
import io.aiops4j.core.redact.Redactor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** How many words of ordinary texts the redactor changes, and how fast it is. */
final class SecretWords {

    private static final int LINES = 4_096;
    private static final long CHARACTERS = 4 << 20;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Redactor redactor;
    private final SecretsTally tally;
    private final Map<String, Long> kinds = new TreeMap<>();
    private final JsonMapper json = new JsonMapper();
    private long words;
    private long changed;
    private long cpu;
    private long characters;

    SecretWords(Redactor redactor, SecretsTally tally) {
        this.redactor = redactor;
        this.tally = tally;
    }

    void read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BadInput("--words: there is no file " + file + " that can be read.");
        }
        try (Lines reader = Lines.open(file)) {
            List<String> piece = reader.next(LINES, CHARACTERS);
            while (!piece.isEmpty()) {
                List<String> texts =
                        piece.stream().map(line -> text(file, line)).toList();
                measure(texts);
                piece = reader.next(LINES, CHARACTERS);
            }
        }
    }

    private String text(Path file, String line) {
        return file.toString().endsWith(".jsonl")
                ? json.readTree(line).path("text").stringValue("")
                : line;
    }

    private void measure(List<String> texts) {
        Redacted[] redacted = new Redacted[texts.size()];
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < redacted.length; i++) {
            redacted[i] = redactor.redact(texts.get(i));
        }
        cpu += threads.getCurrentThreadCpuTime() - before;
        for (int i = 0; i < redacted.length; i++) {
            String text = texts.get(i);
            characters += text.length();
            count(text, redacted[i]);
        }
    }

    private void count(String text, Redacted redacted) {
        Map<String, Integer> left = new HashMap<>();
        if (redacted.isChanged()) {
            for (String word : redacted.text().split("\\s+")) {
                left.merge(word, 1, Integer::sum);
            }
            redacted.placeholders()
                    .keySet()
                    .forEach(mark -> kinds.merge(mark.substring(1, mark.indexOf(':')), 1L, Long::sum));
        }
        for (String word : text.split("\\s+")) {
            if (word.isEmpty() || holdsAddress(word)) {
                continue;
            }
            words++;
            if (redacted.isChanged() && left.merge(word, -1, Integer::sum) < 0) {
                changed++;
                tally.say("word " + word + " in: " + redacted.text());
            }
        }
    }

    // four numbers parted by dots: whether it is an address or a version does not matter here
    private static boolean holdsAddress(String word) {
        int dots = 0;
        for (int i = 1; i + 1 < word.length(); i++) {
            char c = word.charAt(i);
            boolean parts = c == '.' && Character.isDigit(word.charAt(i - 1)) && Character.isDigit(word.charAt(i + 1));
            dots = parts ? dots + 1 : Character.isDigit(c) ? dots : 0;
            if (dots == 3) {
                return true;
            }
        }
        return false;
    }

    void figures(Figures figures) {
        if (words == 0) {
            return;
        }
        figures.with("words", words)
                .with("words_changed", changed)
                .withThousandths("words_changed_percent", 100.0 * changed / words);
        kinds.forEach((kind, count) -> figures.with("found_" + kind, count));
        figures.with("mb_per_cpu_second", characters * 1e3 / Math.max(1, cpu));
        if (SecretsEvaluation.isTooMany(changed, words)) {
            figures.floor(false, "more than 1 % of the words were changed.");
        }
    }
}
