package io.aiops4j.core.store;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may be looked up: short enough for every index, without what some database does not keep. */
final class Keys {

    static final int LONGEST = 200;

    private Keys() {}

    static String of(String value) {
        return value.length() <= LONGEST && broken(value) < 0
                ? value
                : "sha256:" + Digest.of(raw(new byte[0], value)).hex();
    }

    /** The characters as they are, halves of them too, which no charset keeps. */
    static byte[] raw(byte[] before, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(before.length + 2 * text.length());
        bytes.put(before).asCharBuffer().put(text);
        return bytes.array();
    }

    /** Whether no half of a character is in it. */
    static boolean isWhole(String text) {
        return broken(text, false) < 0;
    }

    static Map<String, String> of(Map<String, String> fields) {
        Map<String, String> keys = new TreeMap<>();
        fields.forEach((name, value) -> keys.put(of(name), of(value)));
        return keys;
    }

    static String requireName(String what, @Nullable String name) {
        if (name == null) {
            throw missing(what);
        }
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new AiopsException("The " + what + " has " + name.length() + " characters; a store keeps from 1 to "
                    + LONGEST + ". Shorten it, or use its digest.");
        }
        int broken = broken(name);
        if (broken >= 0) {
            throw new AiopsException("The " + what + " has a NUL or half a character at index " + broken
                    + ", which no database keeps. Use printable characters.");
        }
        return name;
    }

    /** A copy without a hole in it and with no more than so many. */
    static Map<String, String> requireFields(@Nullable Map<String, String> fields, int most) {
        if (fields == null) {
            throw missing("map of fields");
        }
        fields.forEach((name, value) -> {
            if (name == null || value == null) {
                throw missing("name or value of a field: '" + name + "' = '" + value + "'");
            }
        });
        if (fields.size() > most) {
            throw new AiopsException("There are " + fields.size() + " fields; " + most
                    + " is the most. Leave out what nobody looks for.");
        }
        return Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    static AiopsException missing(String what) {
        return new AiopsException("There is no " + what + ": it is null. Hand one over.");
    }

    private static int broken(String text) {
        return broken(text, true);
    }

    private static int broken(String text, boolean nulToo) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || (nulToo && c == 0)) {
                return i;
            }
        }
        return -1;
    }
}
