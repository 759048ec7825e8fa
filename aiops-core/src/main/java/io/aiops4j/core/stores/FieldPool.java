package io.aiops4j.core.stores;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names and values of fields as one row of texts, the same text mostly once in memory: values repeat (a status, a client), and a
 * file gives a new copy of each. As large as it is at first, for ever. Not safe for use by many threads.
 */
final class FieldPool {

    private static final int PLACES = 1 << 12;

    private final String[] places = new String[PLACES];

    FieldPool() {
        Arrays.fill(places, "");
    }

    String[] row(Map<String, String> fields) {
        String[] row = new String[2 * fields.size()];
        int i = 0;
        for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
            row[i++] = shared(field.getKey());
            row[i++] = shared(field.getValue());
        }
        return row;
    }

    private String shared(String text) {
        int place = (int) IdTable.hash(text) & (PLACES - 1);
        if (!places[place].equals(text)) {
            places[place] = text;
        }
        return places[place];
    }

    /** Whether a row has all of these. */
    static boolean has(String[] row, Map<String, String> fields) {
        int found = 0;
        for (int i = 0; i < row.length && found < fields.size(); i += 2) {
            found += row[i + 1].equals(fields.get(row[i])) ? 1 : 0;
        }
        return found == fields.size();
    }
}
