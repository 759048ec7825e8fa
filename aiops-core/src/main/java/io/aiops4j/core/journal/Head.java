package io.aiops4j.core.journal;

import io.aiops4j.core.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Where the journal ends. Noted somewhere else, it shows later whether anything before it was altered.
 *
 * <pre>{@code
 * Head noted = aiops.journal().head();
 * aiops.journal().verify(noted);
 * }</pre>
 *
 * @param position of the last entry, 0 when there is none
 * @param hash of the last entry
 */
public record Head(long position, Digest hash) {

    /** The head of a journal without entries. */
    public static final Head EMPTY = new Head(0, Digest.of("aiops4j journal".getBytes(StandardCharsets.US_ASCII)));
}
