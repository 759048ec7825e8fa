package io.aiops4j.core.regex;

/**
 * Something that must stand in a text, besides the literal for which an expression became a candidate: a literal in its own
 * case, or four characters of some in any case. Cheaper than an automaton, mostly the end of it, and asked once per text
 * however many expressions want to know. Immutable.
 */
final class Glance {

    private final int number;
    private final String exact;
    private final int[] fours;

    /** A glance with a number of its own: for a literal, or if that is empty for four characters in all ways to write them. */
    Glance(int number, String exact, int[] fours) {
        this.number = number;
        this.exact = exact;
        this.fours = fours;
    }

    /** What it goes by among all of a set. */
    int number() {
        return number;
    }

    /** False if what is looked for does not stand in a text, of which a thread has made notes. */
    boolean look(String text, Hits hits) {
        if (!exact.isEmpty()) {
            return text.indexOf(exact) >= 0;
        }
        for (int base = 0; base < text.length(); base += Hits.PIECE) {
            hits.load(text, base);
            int end = Math.min(text.length() - base, Hits.PIECE + Hits.BEHIND);
            if (GramFilter.contains(hits.bytes, end, fours)) {
                return true;
            }
        }
        return false;
    }
}
