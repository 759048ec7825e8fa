package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.RecordIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What records added up to. Not safe for use by many threads. */
final class Tallies {

    private final Map<String, Map<String, Long>> sums = new HashMap<>();

    /** The sums that these records lead to, of those that change; a refusal, and nothing changed, when one is too great. */
    Map<String, Map<String, Long>> with(List<RecordIndex> added) {
        Map<String, Map<String, Long>> changed = new TreeMap<>();
        for (RecordIndex index : added) {
            if (index.tallyOf() != null) {
                add(changed, RecordIndex.key(index.tallyOf()), index.tally());
            }
        }
        return changed;
    }

    /** The sums that one record leads to. */
    Map<String, Map<String, Long>> with(String key, Map<String, Long> tally) {
        Map<String, Map<String, Long>> changed = new TreeMap<>();
        add(changed, key, tally);
        return changed;
    }

    private void add(Map<String, Map<String, Long>> changed, String key, Map<String, Long> tally) {
        Map<String, Long> sum = changed.computeIfAbsent(key, name -> new TreeMap<>(of(name)));
        tally.forEach((name, add) -> sum.merge(name, add, (a, b) -> add(key, name, a, b)));
    }

    private static long add(String of, String name, long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException e) {
            throw new AiopsException(
                    "'" + name + "' in the tally of '" + of + "' would pass what a long holds: it has " + a
                            + ". Tally smaller amounts.",
                    e);
        }
    }

    /** These sums from now on. */
    void put(Map<String, Map<String, Long>> changed) {
        changed.forEach((of, sum) -> {
            if (!sum.isEmpty()) {
                sums.computeIfAbsent(of, name -> new TreeMap<>()).putAll(sum);
            }
        });
    }

    Map<String, Long> of(String key) {
        return Map.copyOf(sums.getOrDefault(key, Map.of()));
    }

    Set<String> names() {
        return Set.copyOf(sums.keySet());
    }
}
