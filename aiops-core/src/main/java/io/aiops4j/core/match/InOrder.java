package io.aiops4j.core.match;

import java.util.List;
import java.util.Set;

/**
 * Literals that must follow each other in a line, as those of {@code disk.*(?:full|failed).*node} do: a cheap check that spares
 * most of the confirmations. Immutable.
 */
final class InOrder {

    private final String[][] sets;

    /** For sets of literals, case-folded, of which each must have a member behind that of the set before. */
    InOrder(List<Set<String>> sets) {
        this.sets = sets.stream().map(set -> set.toArray(String[]::new)).toArray(String[][]::new);
    }

    /** False if the line cannot match. */
    boolean holds(String line) {
        int from = 0;
        for (String[] set : sets) {
            from = end(line, from, set);
            if (from < 0) {
                return false;
            }
        }
        return true;
    }

    /** The first index behind a member that begins at or after an index, or -1: ending early leaves most room for the next. */
    private static int end(String line, int from, String[] set) {
        for (int end = from + 1; end <= line.length(); end++) {
            char last = CaseFold.of(line.charAt(end - 1));
            for (String literal : set) {
                if (last == literal.charAt(literal.length() - 1) && endsAt(line, from, end, literal)) {
                    return end;
                }
            }
        }
        return -1;
    }

    private static boolean endsAt(String line, int from, int end, String literal) {
        int start = end - literal.length();
        if (start < from) {
            return false;
        }
        for (int i = 0; i < literal.length() - 1; i++) {
            if (CaseFold.of(line.charAt(start + i)) != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
