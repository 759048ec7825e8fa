package io.aiops4j.core.regex;

import java.util.Collection;

/**
 * Numbers for the characters that occur in literals, equal for all cases of a letter; 0 for all the others. Few numbers make
 * small automata: where there are very many characters, some share a number, which costs needless confirmations only.
 * Immutable.
 */
final class CharClasses {

    private static final int PAGE = 256;
    private static final int MOST = 255;

    private final char[][] pages = new char[PAGE][];
    private final int count;

    CharClasses(Collection<String> literals) {
        char[] numbers = new char[Character.MAX_VALUE + 1];
        int characters = 0;
        for (String literal : literals) {
            for (int i = 0; i < literal.length(); i++) {
                if (numbers[literal.charAt(i)] == 0) {
                    numbers[literal.charAt(i)] = (char) (characters++ % MOST + 1);
                }
            }
        }
        this.count = Math.min(characters, MOST) + 1;
        char[] none = new char[PAGE];
        for (int page = 0; page < PAGE; page++) {
            pages[page] = page(numbers, page, none);
        }
    }

    private static char[] page(char[] numbers, int page, char[] none) {
        char[] cells = new char[PAGE];
        boolean used = false;
        for (int i = 0; i < PAGE; i++) {
            cells[i] = numbers[CaseFold.of((char) (page * PAGE + i))];
            used |= cells[i] != 0;
        }
        return used ? cells : none;
    }

    int of(char c) {
        return pages[c >>> 8][c & 0xFF];
    }

    /** How many numbers there are, with the 0. */
    int count() {
        return count;
    }
}
