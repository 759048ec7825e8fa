package io.aiops4j.spring;

import java.util.HashSet;
import java.util.Set;

/**
 * The values of one tag, bounded: registries keep a meter for each of them for ever. The first ones keep their names, later ones share
 * one. Used under the lock of whoever has it.
 */
final class BoundedTag {

    /** So many values have a name. */
    static final int MOST = 200;

    /** The name of all others. */
    static final String OTHER = "other";

    private final Set<String> known = new HashSet<>();

    String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        return known.size() < MOST && known.add(value) ? value : OTHER;
    }
}
