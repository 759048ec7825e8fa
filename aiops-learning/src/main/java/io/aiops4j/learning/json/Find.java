package io.aiops4j.learning.json;

/**
 * A JSON value in a reply.
 *
 * @param value made of maps, lists, strings and {@link Bare}
 * @param at where it begins
 * @param end where it ends
 * @param notes what was repaired in it
 * @param truncated whether closing brackets were missing
 */
record Find(Object value, int at, int end, Notes notes, boolean truncated) {

    Find with(Notes around) {
        return new Find(value, at, end, around.and(notes), truncated);
    }
}
