package io.aiops4j.jmh.eval;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The peer that people build by hand: an Aho-Corasick scan for literals, and a backtracking engine for what it lets pass. */
final class WordScan {

    private static final int WIDTH = 128;

    private final List<Pattern> patterns = new ArrayList<>();
    private final BitSet always = new BitSet();
    private final List<List<Integer>> owners = new ArrayList<>();
    private int[] next = new int[WIDTH];
    private int[] longest = {};

    WordScan(List<String> regexes) {
        owners.add(new ArrayList<>());
        for (String regex : regexes) {
            int pattern = patterns.size();
            patterns.add(Pattern.compile(regex));
            List<String> literals = LiteralGuess.of(regex);
            literals.forEach(literal -> add(literal.toLowerCase(Locale.ROOT), pattern));
            always.set(pattern, literals.isEmpty());
        }
        connect();
    }

    private void add(String literal, int pattern) {
        int state = 0;
        for (int i = 0; i < literal.length(); i++) {
            int cell = state * WIDTH + literal.charAt(i) % WIDTH;
            if (next[cell] == 0) {
                owners.add(new ArrayList<>());
                if (owners.size() * WIDTH > next.length) {
                    next = Arrays.copyOf(next, 2 * next.length);
                }
                next[cell] = owners.size() - 1;
            }
            state = next[cell];
        }
        owners.get(state).add(pattern);
    }

    /** Breadth first; afterwards each state owns what the states that it ends with own. */
    private void connect() {
        int[] fallback = new int[owners.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int c = 0; c < WIDTH; c++) {
                int cell = state * WIDTH + c;
                int otherwise = state == 0 ? 0 : next[fallback[state] * WIDTH + c];
                if (next[cell] == 0) {
                    next[cell] = otherwise;
                } else {
                    fallback[next[cell]] = otherwise;
                    owners.get(next[cell]).addAll(owners.get(otherwise));
                    queue.add(next[cell]);
                }
            }
        }
        longest = owners.stream().mapToInt(List::size).toArray();
    }

    int count(String line) {
        BitSet candidates = (BitSet) always.clone();
        int state = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            state = next[state * WIDTH + (c >= 'A' && c <= 'Z' ? c + 32 : c % WIDTH)];
            if (longest[state] > 0) {
                owners.get(state).forEach(candidates::set);
            }
        }
        int matches = 0;
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            matches += patterns.get(i).matcher(line).find() ? 1 : 0;
        }
        return matches;
    }
}
