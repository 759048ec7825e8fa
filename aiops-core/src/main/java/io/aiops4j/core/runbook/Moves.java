package io.aiops4j.core.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the things in a list moved: as few as possible, so that moving one step is one line. */
final class Moves {

    private Moves() {}

    /** Those that stand in both lists and not among the ones that kept their order. */
    static Set<String> between(List<String> before, List<String> after) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            places.put(before.get(i), i);
        }
        List<String> both = new ArrayList<>(after);
        both.removeIf(name -> !places.containsKey(name));
        int[] order = both.stream().mapToInt(places::get).toArray();
        Set<String> moved = new HashSet<>(both);
        for (int kept : longestRising(order)) {
            moved.remove(both.get(kept));
        }
        return moved;
    }

    // the longest rising part, by its indices, in n log n: a faulty runbook may have very many steps. From the end, so
    // that of
    // two that changed places the one that now comes later is said to have moved
    private static List<Integer> longestRising(int[] values) {
        int[] tails = new int[values.length];
        int[] previous = new int[values.length];
        int length = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            int value = -values[i];
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (-values[tails[middle]] < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
            kept.add(i);
        }
        return kept;
    }
}
