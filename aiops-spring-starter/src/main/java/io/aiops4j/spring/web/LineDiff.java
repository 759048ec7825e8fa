package io.aiops4j.spring.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one text to another: line by line, and within lines that stayed alike word by word. Nothing is left out: the pieces give both
 * texts back. Whatever the texts are, time is bounded: where comparing would take too long, more counts as changed than there is.
 */
final class LineDiff {

    // comparing takes lines times lines, and words times words
    private static final int MOST_CELLS = 1_000_000;
    // of what was removed and added in one place, to find which lines are the same one, changed
    private static final int MOST_PAIRED = 60;
    // so much of two lines must be alike
    private static final double ALIKE = 0.4;
    private static final int RARE = 4;

    private final List<Line> lines = new ArrayList<>();
    private int cells = MOST_CELLS;

    private LineDiff() {}

    /** What happened to a line or a piece of one. */
    enum Kind {
        SAME,
        ADDED,
        REMOVED,
        CHANGED
    }

    /** Part of a line that was changed. */
    record Piece(Kind kind, String text) {}

    /**
     * One line.
     *
     * @param kind what happened to it
     * @param from its number in the one text, or 0
     * @param to its number in the other text, or 0
     * @param pieces of what it was and is; one, unless it was changed
     */
    record Line(Kind kind, int from, int to, List<Piece> pieces) {

        Line {
            pieces = List.copyOf(pieces);
        }

        Map<String, Object> row() {
            Map<String, Object> row =
                    Rows.row("kind", Rows.word(kind), "from", from == 0 ? null : from, "to", to == 0 ? null : to);
            if (kind == Kind.CHANGED) {
                row.put(
                        "pieces",
                        pieces.stream()
                                .map(piece -> Rows.row("kind", Rows.word(piece.kind()), "text", piece.text()))
                                .toList());
            } else {
                row.put("text", pieces.get(0).text());
            }
            return row;
        }
    }

    /** What leads from one text to another; all is added where there was none. */
    static List<Line> between(@Nullable String before, String after) {
        LineDiff diff = new LineDiff();
        diff.compare(before == null ? List.of() : lines(before), lines(after));
        return List.copyOf(diff.lines);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end));
            from = end + 1;
        }
        lines.add(text.substring(from));
        return lines;
    }

    private void compare(List<String> old, List<String> fresh) {
        int removedFrom = 0;
        int addedFrom = 0;
        int i = 0;
        int j = 0;
        List<Kind> steps = steps(old, fresh);
        LineSlides.settle(steps, old, fresh);
        for (Kind step : steps) {
            if (step == Kind.SAME) {
                block(old, removedFrom, i, fresh, addedFrom, j);
                lines.add(new Line(Kind.SAME, i + 1, j + 1, List.of(new Piece(Kind.SAME, old.get(i)))));
                i++;
                j++;
                removedFrom = i;
                addedFrom = j;
            } else if (step == Kind.REMOVED) {
                i++;
            } else {
                j++;
            }
        }
        block(old, removedFrom, i, fresh, addedFrom, j);
    }

    /** How to get from one list to the other in as few steps as can be found in time. */
    private List<Kind> steps(List<String> old, List<String> fresh) {
        int start = 0;
        int most = Math.min(old.size(), fresh.size());
        while (start < most && old.get(start).equals(fresh.get(start))) {
            start++;
        }
        int end = 0;
        while (end < most - start && old.get(old.size() - 1 - end).equals(fresh.get(fresh.size() - 1 - end))) {
            end++;
        }
        List<Kind> steps = new ArrayList<>();
        same(steps, start);
        List<String> before = old.subList(start, old.size() - end);
        middle(steps, before, fresh.subList(start, fresh.size() - end), rare(before, old, fresh));
        same(steps, end);
        return steps;
    }

    private static void same(List<Kind> steps, int count) {
        for (int i = 0; i < count; i++) {
            steps.add(Kind.SAME);
        }
    }

    // what stands there once says more about where one is than what stands everywhere
    private static Set<String> rare(List<String> asked, List<String> old, List<String> fresh) {
        Map<String, Integer> often = new HashMap<>();
        old.forEach(each -> often.merge(each, 1, Integer::sum));
        fresh.forEach(each -> often.merge(each, 1, Integer::sum));
        return asked.stream().filter(each -> often.getOrDefault(each, 0) <= 2).collect(Collectors.toSet());
    }

    private void middle(List<Kind> steps, List<String> old, List<String> fresh, Set<String> rare) {
        long needed = (old.size() + 1L) * (fresh.size() + 1L);
        int[][] common = new int[0][0];
        boolean affordable = needed <= cells;
        if (affordable) {
            cells -= (int) needed;
            common = common(old, fresh, rare);
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            boolean both = affordable && i < old.size() && j < fresh.size();
            boolean onward = both ? common[i + 1][j] >= common[i][j + 1] : i < old.size();
            if (both
                    && old.get(i).equals(fresh.get(j))
                    && common[i][j] > Math.max(common[i + 1][j], common[i][j + 1])) {
                steps.add(Kind.SAME);
                i++;
                j++;
            } else if (onward) {
                steps.add(Kind.REMOVED);
                i++;
            } else {
                steps.add(Kind.ADDED);
                j++;
            }
        }
    }

    // the weight of the heaviest common sequences of the rests
    private static int[][] common(List<String> old, List<String> fresh, Set<String> rare) {
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            int weight = rare.contains(old.get(i)) ? RARE : 1;
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? Math.max(common[i + 1][j + 1] + weight, Math.max(common[i + 1][j], common[i][j + 1]))
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** What was removed and added in one place: lines that stayed alike are the same one, changed. */
    private void block(List<String> old, int from, int to, List<String> fresh, int start, int end) {
        int i = from;
        int j = start;
        boolean paired = to - from <= MOST_PAIRED && end - start <= MOST_PAIRED;
        while (paired && i < to && j < end) {
            int other = alike(old.get(i), fresh, j, end);
            if (other < 0) {
                removed(old, i++);
                continue;
            }
            while (j < other) {
                added(fresh, j++);
            }
            lines.add(new Line(Kind.CHANGED, i + 1, j + 1, pieces(old.get(i++), fresh.get(j++))));
        }
        while (i < to) {
            removed(old, i++);
        }
        while (j < end) {
            added(fresh, j++);
        }
    }

    private void removed(List<String> old, int i) {
        lines.add(new Line(Kind.REMOVED, i + 1, 0, List.of(new Piece(Kind.REMOVED, old.get(i)))));
    }

    private void added(List<String> fresh, int j) {
        lines.add(new Line(Kind.ADDED, 0, j + 1, List.of(new Piece(Kind.ADDED, fresh.get(j)))));
    }

    private static int alike(String old, List<String> fresh, int from, int to) {
        Map<String, Integer> words = new HashMap<>();
        int length = 0;
        for (String word : LineWords.of(old)) {
            if (LineWords.isWord(word)) {
                words.merge(word, 1, Integer::sum);
                length += word.length();
            }
        }
        for (int j = from; j < to; j++) {
            if (alike(words, length, fresh.get(j)) >= ALIKE) {
                return j;
            }
        }
        return -1;
    }

    // the share of letters that stand in words of both
    private static double alike(Map<String, Integer> words, int length, String fresh) {
        Map<String, Integer> left = new HashMap<>(words);
        int all = length;
        int both = 0;
        for (String word : LineWords.of(fresh)) {
            if (LineWords.isWord(word)) {
                all += word.length();
                int count = left.getOrDefault(word, 0);
                if (count > 0) {
                    left.put(word, count - 1);
                    both += 2 * word.length();
                }
            }
        }
        return all == 0 ? 0 : (double) both / all;
    }

    private List<Piece> pieces(String old, String fresh) {
        List<String> before = LineWords.of(old);
        List<String> after = LineWords.of(fresh);
        List<Piece> pieces = new ArrayList<>();
        StringBuilder gone = new StringBuilder();
        StringBuilder come = new StringBuilder();
        StringBuilder same = new StringBuilder();
        int i = 0;
        int j = 0;
        for (Kind step : steps(before, after)) {
            if (step == Kind.SAME) {
                flush(pieces, Kind.REMOVED, gone);
                flush(pieces, Kind.ADDED, come);
                same.append(before.get(i++));
                j++;
            } else {
                flush(pieces, Kind.SAME, same);
                (step == Kind.REMOVED ? gone : come).append(step == Kind.REMOVED ? before.get(i++) : after.get(j++));
            }
        }
        flush(pieces, Kind.REMOVED, gone);
        flush(pieces, Kind.ADDED, come);
        flush(pieces, Kind.SAME, same);
        return pieces;
    }

    private static void flush(List<Piece> pieces, Kind kind, StringBuilder text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(kind, text.toString()));
            text.setLength(0);
        }
    }
}
