package io.aiops4j.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A list in a report: bounded, and it says how many more there are. */
final class Listing {

    /** The most that are listed. */
    static final int MOST = 100;

    private Listing() {}

    static <T> Map<String, Object> of(List<T> all, Function<T, Map<String, Object>> report) {
        Map<String, Object> listing = new LinkedHashMap<>();
        listing.put("total", all.size());
        listing.put("more", Math.max(0, all.size() - MOST));
        listing.put("listed", all.stream().limit(MOST).map(report).toList());
        return listing;
    }

    /** A report of one thing, in the order in which its names are given: name, value, name, value. */
    static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }
}
