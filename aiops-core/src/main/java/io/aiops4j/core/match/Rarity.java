package io.aiops4j.core.match;

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

    /** The literals, each cut to its rarest part of at most this length. */
    static Set<String> cut(Set<String> literals, int longest) {
        Set<String> cut = new TreeSet<>();
        literals.forEach(literal -> cut.add(cut(literal, longest)));
        return cut;
    }

    /** Moves a window along the literal and remembers where it saw most. */
    private static String cut(String literal, int longest) {
        int bits = 0;
        int most = 0;
        int best = 0;
        for (int end = 0; end < literal.length(); end++) {
            bits += bits(literal.charAt(end));
            bits -= end < longest ? 0 : bits(literal.charAt(end - longest));
            if (bits > most) {
                most = bits;
                best = Math.max(0, end + 1 - longest);
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
