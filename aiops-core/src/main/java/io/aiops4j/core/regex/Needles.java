package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Literals in their own case that stand in every match of an expression, and the one with which each match begins: the JDK
 * looks for one many characters at a time. Immutable.
 *
 * @param front with what every match begins; empty if that is not known
 * @param others what stands in every match too
 */
record Needles(String front, List<String> others) {

    /** Shorter ones stand nearly everywhere. */
    private static final int SHORTEST = 3;

    private static final int MOST = 2;

    static Needles of(RegexNode node) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        String front = "";
        boolean atFront = true;
        for (RegexNode part : node.parts()) {
            if (part instanceof RegexNode.Chars chars && chars.isSingle()) {
                run.append((char) chars.points().first(0));
            } else if (!(part instanceof RegexNode.AtEdge)) {
                front = atFront ? run.toString() : front;
                atFront = false;
                end(run, runs);
            }
        }
        front = atFront ? run.toString() : front;
        end(run, runs);
        runs.remove(front);
        return new Needles(
                front,
                runs.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .limit(MOST)
                        .toList());
    }

    private static void end(StringBuilder run, List<String> runs) {
        if (run.length() >= SHORTEST) {
            runs.add(run.toString());
        }
        run.setLength(0);
    }
}
