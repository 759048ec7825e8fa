package io.aiops4j.jmh.eval;

import io.aiops4j.core.regex.RegexSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Many patterns at once, and lines of which half are made to be candidates of as many of them as possible. */
final class HostileSet {

    private static final int LINE = 1_000;
    private static final int ROUNDS = 20;
    private static final int LOOKED_AT_AGAIN = 50;
    private static final int MORE_ROUNDS = 60;
    private static final List<String> NAMES = List.of(
            "billing", "catalog", "mailer", "tenant", "session", "invoice", "search", "upload", "ledger", "quota");
    private static final List<String> ROLES = List.of("service", "worker", "client", "gateway", "repository");
    private static final List<String> FAILURES = List.of(
            "failed to \\w+",
            "timed out after \\d+ ?ms",
            "(?:connection|request) (?:refused|reset)",
            "checksum mismatch",
            "queue depth \\d{4,}",
            "disk usage 9\\d%",
            "version conflict",
            "retries exhausted");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Random random;
    private final List<String> regexes = new ArrayList<>();

    /** A set of so many patterns. */
    HostileSet(int size, Random random) {
        this.random = random;
        for (int i = 0; i < size; i++) {
            String service = pick(NAMES) + "-" + pick(ROLES) + "-" + i;
            regexes.add((random.nextBoolean() ? "(?i)" : "") + service + "\\b.*" + pick(FAILURES));
        }
    }

    /** A line and what it costs. */
    record Cost(String kind, String line, double nanosPerCharacter) {}

    /** The costs of lines, cheapest first. */
    List<Cost> measure(int lines) {
        RegexSet set = RegexSet.of(regexes);
        List<String[]> made = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            made.add(i % 2 == 0 ? new String[] {"ordinary", ordinary()} : hostile(i / 2 % 4));
        }
        double[] least = new double[lines];
        Arrays.fill(least, Double.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < lines; i++) {
                measure(set, made, i, least);
            }
        }
        // others use the machine: what looks slowest is looked at again
        int[] slowest = IntStream.range(0, lines)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -least[i]))
                .limit(LOOKED_AT_AGAIN)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int round = 0; round < MORE_ROUNDS; round++) {
            for (int i : slowest) {
                measure(set, made, i, least);
            }
        }
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            costs.add(new Cost(made.get(i)[0], made.get(i)[1], least[i]));
        }
        costs.sort(Comparator.comparingDouble(Cost::nanosPerCharacter));
        return costs;
    }

    private void measure(RegexSet set, List<String[]> made, int line, double[] least) {
        String text = made.get(line)[1];
        long start = threads.getCurrentThreadCpuTime();
        set.find(text);
        least[line] = Math.min(least[line], (threads.getCurrentThreadCpuTime() - start) / (double) text.length());
    }

    private String ordinary() {
        StringBuilder line = new StringBuilder("2026-01-01 10:00:00.000 INFO ");
        while (line.length() < LINE) {
            line.append(pick(NAMES)).append('-').append(pick(ROLES)).append(" handled request ");
            line.append(random.nextInt(100_000))
                    .append(" in ")
                    .append(random.nextInt(900))
                    .append(" ms; ");
        }
        return line.toString();
    }

    private String[] hostile(int kind) {
        StringBuilder line = new StringBuilder();
        String one = name(random.nextInt(regexes.size()));
        while (line.length() < LINE) {
            switch (kind) {
                case 0 -> line.append(name(random.nextInt(regexes.size()))).append(' ');
                case 1 -> line.append(one).append(' ');
                case 2 -> line.append(one, 0, one.length() - 1).append("! failed to timed out after ");
                default ->
                    line.append(pick(NAMES)).append('-').append(pick(ROLES)).append('-');
            }
        }
        List<String> kinds = List.of("names of many patterns", "one name", "near-misses", "beginnings of names");
        return new String[] {kinds.get(kind), line.toString()};
    }

    private String name(int pattern) {
        String regex = regexes.get(pattern);
        return regex.substring(regex.startsWith("(?i)") ? 4 : 0, regex.indexOf("\\b"));
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
