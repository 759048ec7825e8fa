package io.aiops4j.core.runbook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed within a value: {@code Redis is [out of -> low on] memory}, or both values where they have nothing in common. */
final class WordDiff {

    // comparing takes words times words
    private static final int MOST_WORDS = 400;

    private WordDiff() {}

    static String between(@Nullable String before, @Nullable String after) {
        String whole = Shown.value(before) + " -> " + Shown.value(after);
        if (before == null || after == null || !isProse(before) || !isProse(after)) {
            return whole;
        }
        List<String> old = words(before);
        List<String> fresh = words(after);
        if (old.size() > MOST_WORDS || fresh.size() > MOST_WORDS) {
            return whole;
        }
        String marked = marked(old, fresh, common(old, fresh));
        return marked == null ? whole : marked;
    }

    // words that are parted by single blanks, without signs of ours: everything else is clearer in quotes
    private static boolean isProse(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && !text.contains("  ")
                && !text.contains("->")
                && text.indexOf('[') < 0
                && text.indexOf(']') < 0
                && Shown.isPlain(text);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', from)) {
            words.add(text.substring(from, blank));
            from = blank + 1;
        }
        words.add(text.substring(from));
        return words;
    }

    // lengths of the longest common sequences of the rests
    private static int[][] common(List<String> old, List<String> fresh) {
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static @Nullable String marked(List<String> old, List<String> fresh, int[][] common) {
        if (common[0][0] == 0) {
            return null;
        }
        List<String> shown = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> come = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                change(shown, gone, come);
                shown.add(old.get(i));
                i++;
                j++;
            } else if (j == fresh.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                gone.add(old.get(i++));
            } else {
                come.add(fresh.get(j++));
            }
        }
        change(shown, gone, come);
        return String.join(" ", shown);
    }

    private static void change(List<String> shown, List<String> gone, List<String> come) {
        if (!gone.isEmpty() || !come.isEmpty()) {
            String before = gone.isEmpty() ? "" : String.join(" ", gone) + " ";
            String after = come.isEmpty() ? "" : " " + String.join(" ", come);
            shown.add("[" + before + "->" + after + "]");
            gone.clear();
            come.clear();
        }
    }
}
