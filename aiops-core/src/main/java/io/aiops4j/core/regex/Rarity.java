package io.aiops4j.core.regex;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How likely a literal stands in a line of a log, roughly: the scan looks for the least likely ones. */
final class Rarity {

    /** Beyond this, longer is not rarer in practice. */
    private static final int MOST_BITS = 40;

    private Rarity() {}

    /** The chance that one of them occurs. */
    static double chance(Set<String> literals) {
        return literals.stream().mapToDouble(Rarity::chance).sum();
    }

    static double chance(String literal) {
        int bits = 0;
        for (int i = 0; i < literal.length() && bits < MOST_BITS; i++) {
            bits += bits(literal.charAt(i));
        }
        return Math.scalb(1.0, -Math.min(MOST_BITS, bits));
    }

    /** The literals, each cut to at most this length, from where its first characters are rarest. */
    static Set<String> cut(Set<String> literals, int longest) {
        Set<String> cut = new TreeSet<>();
        literals.forEach(literal -> cut.add(cut(literal, longest)));
        return cut;
    }

    /** Ways to cut the literals: from where they are rarest, and to what they end with, where numbers and names often differ. */
    static List<Set<String>> cuts(Set<String> literals, int longest) {
        Set<String> rarest = cut(literals, longest);
        Set<String> ends = new TreeSet<>();
        literals.forEach(literal -> ends.add(literal.substring(Math.max(0, literal.length() - longest))));
        return rarest.equals(ends) ? List.of(rarest) : List.of(rarest, ends);
    }

    /** Moves a window along the literal and remembers where it saw most: the first characters are what is looked for. */
    private static String cut(String literal, int longest) {
        int window = Math.min(longest, GramFilter.LONG);
        int bits = 0;
        int most = 0;
        int best = 0;
        for (int end = 0; end < literal.length(); end++) {
            bits += bits(literal.charAt(end));
            bits -= end < window ? 0 : bits(literal.charAt(end - window));
            if (bits > most) {
                most = bits;
                best = Math.max(0, end + 1 - window);
            }
        }
        return literal.substring(best, Math.min(literal.length(), best + longest));
    }

    /** By the frequency of English letters, and of what surrounds numbers and times in any log. */
    private static int bits(char c) {
        if ("etaoinsr".indexOf(c) >= 0) {
            return 4;
        }
        if (c == ' ' || c == '.' || c == ':' || c == '-' || c == '/' || c == '=' || (c >= '0' && c <= '9')) {
            return 3;
        }
        return c < 128 ? 6 : 8;
    }
}
