package io.aiops4j.spring.web;

import io.aiops4j.spring.web.LineDiff.Kind;
import java.util.List;

/**
 * Where a run of lines that came or went could as well begin a few lines earlier or later, it begins where the text itself begins something: at the
 * line that is indented least. So a step that moved is one step, and not the end of one and the beginning of the next.
 */
final class LineSlides {

    private static final int FARTHEST = 100;

    private final List<Kind> steps;

    private LineSlides(List<Kind> steps) {
        this.steps = steps;
    }

    /** Moves the runs within the steps that lead from one list to the other. */
    static void settle(List<Kind> steps, List<String> old, List<String> fresh) {
        LineSlides slides = new LineSlides(steps);
        int i = 0;
        int j = 0;
        int at = 0;
        while (at < steps.size()) {
            Kind kind = steps.get(at);
            int end = at;
            while (end < steps.size() && steps.get(end) == kind) {
                end++;
            }
            int length = end - at;
            int slid = kind != Kind.SAME && slides.isAlone(at, end)
                    ? slides.settle(at, length, kind, kind == Kind.ADDED ? fresh : old, kind == Kind.ADDED ? j : i)
                    : 0;
            i += kind == Kind.ADDED ? slid : length + slid;
            j += kind == Kind.REMOVED ? slid : length + slid;
            at += length + slid;
        }
    }

    private boolean isAlone(int from, int to) {
        return (from == 0 || steps.get(from - 1) == Kind.SAME) && (to == steps.size() || steps.get(to) == Kind.SAME);
    }

    /** By how many steps the run was moved down: so many more are behind it. */
    private int settle(int at, int length, Kind kind, List<String> lines, int first) {
        int best = 0;
        for (int by = 0; by <= down(at, length, lines, first); by++) {
            best = indent(lines.get(first + by)) <= indent(lines.get(first + best)) ? by : best;
        }
        for (int by = -1; by >= -up(at, length, lines, first); by--) {
            best = indent(lines.get(first + by)) < indent(lines.get(first + best)) ? by : best;
        }
        for (int k = Math.min(0, best); k < length + Math.max(0, best); k++) {
            boolean within = k >= best && k < best + length;
            steps.set(at + k, within ? kind : Kind.SAME);
        }
        return Math.max(0, best);
    }

    private int down(int at, int length, List<String> lines, int first) {
        int by = 0;
        while (by < FARTHEST
                && at + length + by < steps.size()
                && steps.get(at + length + by) == Kind.SAME
                && lines.get(first + by).equals(lines.get(first + length + by))) {
            by++;
        }
        return by;
    }

    private int up(int at, int length, List<String> lines, int first) {
        int by = 0;
        while (by < FARTHEST
                && at - 1 - by >= 0
                && steps.get(at - 1 - by) == Kind.SAME
                && lines.get(first - 1 - by).equals(lines.get(first + length - 1 - by))) {
            by++;
        }
        return by;
    }

    private static int indent(String line) {
        int blanks = 0;
        while (blanks < line.length() && line.charAt(blanks) == ' ') {
            blanks++;
        }
        return blanks == line.length() ? Integer.MAX_VALUE : blanks;
    }
}
