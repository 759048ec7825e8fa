package io.aiops4j.core;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Ids that derive from their causes: the same causes give the same id on every node and in every replay, so no counter and no
 * randomness is needed.
 *
 * <pre>{@code
 * String incident = Id.derived("inc", client.id(), type, target.toString(), "3");
 * }</pre>
 */
public final class Id {

    private static final int DIGITS = 16;

    private Id() {}

    /** A prefix for people, then 16 hexadecimal digits of the digest of all causes. */
    public static String derived(String prefix, String... causes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String cause : causes) {
            byte[] utf8 = cause.getBytes(StandardCharsets.UTF_8);
            // the length goes first, so that ("ab", "c") and ("a", "bc") differ
            bytes.writeBytes(Integer.toString(utf8.length).getBytes(StandardCharsets.US_ASCII));
            bytes.write(':');
            bytes.writeBytes(utf8);
        }
        return prefix + "-" + Digest.of(bytes.toByteArray()).hex().substring(0, DIGITS);
    }
}
