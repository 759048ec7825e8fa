package io.aiops4j.jmh.eval;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A pattern and a line that is as bad for it as one can think of, in any length.
 *
 * @param kind what is bad about it
 * @param regex the pattern
 * @param unit what the line repeats
 * @param end how it ends
 * @param random the seed for lines of random characters; 0 if the unit is repeated
 */
record HostilePair(String kind, String regex, String unit, String end, long random) {

    private static final int MANY = 1 << 17;

    private static final List<String> WORDS =
            List.of("redis", "cluster", "node", "cache", "disk", "error", "failed", "timeout", "worker", "queue");

    /** Another one of the kinds, in turn. */
    static HostilePair of(int number, Random random) {
        return switch (number % 6) {
            case 0 -> nested(random);
            case 1 -> chain(random);
            case 2 -> nearMiss(random);
            case 3 -> overlapping(random);
            case 4 -> exploding(random);
            default -> counted(random);
        };
    }

    private static HostilePair nested(Random random) {
        String c = letter(random);
        String regex = switch (random.nextInt(5)) {
            case 0 -> "(?:" + c + "+" + c + "+)+y";
            case 1 -> "(" + c + "|" + c + c + ")+$";
            case 2 -> "((" + c + "*)*)*!";
            case 3 -> "^(?:(?:" + c + "+)+)+\\d";
            default -> "(?i)(?:[a-z]+)*" + c + "{" + (2 + random.nextInt(6)) + "}[0-9]";
        };
        return new HostilePair("nested quantifiers", regex, c, "-", 0);
    }

    private static HostilePair chain(Random random) {
        StringBuilder regex = new StringBuilder(random.nextBoolean() ? "(?i)" : "");
        StringBuilder unit = new StringBuilder();
        int words = 2 + random.nextInt(5);
        for (int i = 0; i < words; i++) {
            String word = word(random);
            regex.append(word).append(random.nextBoolean() ? ".*" : ".*?");
            unit.append(word).append(' ');
        }
        return new HostilePair("chain of .*", regex + "missing", unit.toString(), "missin", 0);
    }

    private static HostilePair nearMiss(Random random) {
        String word = word(random);
        String regex = switch (random.nextInt(3)) {
            case 0 -> word + " [a-z ]*" + word + "\\d";
            case 1 -> "(?:" + word + " )+" + word + "!";
            default -> "\\b" + word + "\\b[^!]*\\b" + word + "s\\b";
        };
        return new HostilePair("long near-miss", regex, word + " ", word, 0);
    }

    private static HostilePair overlapping(Random random) {
        String c = letter(random);
        StringBuilder regex = new StringBuilder("(?:");
        int count = 3 + random.nextInt(10);
        for (int i = 1; i <= count; i++) {
            regex.append(i == 1 ? "" : "|").append(c.repeat(i)).append("b");
        }
        return new HostilePair("overlapping literals", regex + ")z", c.repeat(count) + "b", "", 0);
    }

    private static HostilePair exploding(Random random) {
        int count = 4 + random.nextInt(17);
        String regex = random.nextBoolean() ? "(a|b)*a(a|b){" + count + "}c" : "a[ab]{" + count + "}c";
        return new HostilePair("many states", regex, "", "", 1 + random.nextInt(1_000_000));
    }

    private static HostilePair counted(Random random) {
        int count = 5 + random.nextInt(60);
        String regex = switch (random.nextInt(4)) {
            case 0 -> "[a-z]{" + count + "," + 2 * count + "}\\d";
            case 1 -> "(?:\\w{1,8}\\s){" + (5 + random.nextInt(10)) + "}!";
            case 2 -> "(?:a?){" + count + "}a{" + count + "}!";
            default -> "x[^x]{" + count + "}y";
        };
        return new HostilePair("counts", regex, "aax bcd ", "", 0);
    }

    /** Lines of this many characters: several different ones where a processor would learn one short random line by heart. */
    List<String> lines(int length) {
        int count = random == 0 ? 1 : Math.max(1, MANY / length);
        return IntStream.range(0, count).mapToObj(i -> line(length, random + i)).toList();
    }

    private String line(int length, long seed) {
        StringBuilder line = new StringBuilder(length + unit.length());
        Random characters = new Random(seed);
        while (line.length() < length - end.length()) {
            line.append(random == 0 ? unit : characters.nextBoolean() ? "a" : "b");
        }
        line.setLength(length - end.length());
        return line.append(end).toString();
    }

    private static String letter(Random random) {
        return String.valueOf((char) ('a' + random.nextInt(24)));
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
