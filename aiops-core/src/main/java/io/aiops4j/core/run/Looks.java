package io.aiops4j.core.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** When runs that are open are looked at again: after a while, or at once where their target came to be reached. Guarded by its owner. */
final class Looks {

    private final Map<String, Long> next = new HashMap<>();
    private final Set<String> beyond = new HashSet<>();

    /** Whether it is time; says on the way whether the target is reached now. */
    boolean isDue(String id, boolean reached, long now) {
        boolean came = reached && beyond.remove(id);
        if (!reached) {
            beyond.add(id);
        }
        return came || now - next.getOrDefault(id, now) >= 0;
    }

    void again(String id, long at) {
        next.put(id, at);
    }

    void atOnce(String id) {
        next.remove(id);
    }

    void keepOnly(Predicate<String> open) {
        next.keySet().removeIf(open.negate());
        beyond.removeIf(open.negate());
    }
}
