package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes one append as one frame, so that all of its entries are there or none.
 *
 * <pre>
 * marker 4 | length of head 4 | length of secrets 4 | CRC32C of nonce, the twelve bytes before and the head 4 | head | secrets
 * </pre>
 *
 * <p>The secrets are each entry's salt and payload with a check sum of their own: an erasure overwrites them with zeros, in
 * place, and the head stays as it was. The nonce is the segment's: bytes in a payload that look like a frame are none.
 */
final class FrameWriter {

    static final int MARKER = 0xA10F_F4A3;
    static final int FIXED = 16;

    /** Before each salt: a byte that says that something is there, and the check sum. */
    static final int SECRET_FIXED = 5;

    static final byte PRESENT = 1;
    static final int CRITICAL = 1;
    static final int AUTHORITY = 2;
    static final int SEALED = 4;

    /** Far more than any append of ours; below what one array holds. */
    static final int LARGEST = 256 << 20;

    private FrameWriter() {}

    /**
     * The frame of these entries.
     *
     * @param batch the first position of those that are forced to disk together with it
     * @param wipes the positions whose secrets the append erases
     */
    static byte[] write(long nonce, long batch, Append append, List<Entry> entries, List<Long> wipes) {
        try {
            byte[] head = head(batch, append, entries, wipes);
            byte[] secrets = secrets(entries);
            ByteBuffer frame = ByteBuffer.allocate(Math.toIntExact((long) FIXED + head.length + secrets.length));
            frame.putInt(MARKER).putInt(head.length).putInt(secrets.length);
            frame.putInt(Frame.checkSum(nonce, frame.array(), 0, head, 0, head.length));
            return frame.put(head).put(secrets).array();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
    }

    private static byte[] head(long batch, Append append, List<Entry> entries, List<Long> wipes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(bytes);
        Entry first = entries.get(0);
        out.writeLong(first.position());
        out.writeLong(batch);
        Instant time = first.time();
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
        out.writeBoolean(append.id() != null);
        text(out, "id of the append", append.id() == null ? "" : append.id());
        text(out, "actor", append.actor().toString());
        text(out, "client", append.client().id());
        longs(out, append.causes());
        longs(out, wipes);
        out.writeInt(entries.size());
        for (Entry entry : entries) {
            entry(out, entry);
        }
        return bytes.toByteArray();
    }

    private static void entry(DataOutputStream out, Entry entry) throws IOException {
        text(out, "stream", entry.stream());
        out.writeLong(entry.version());
        text(out, "entry type", entry.type().name());
        out.writeInt(entry.type().version());
        out.writeByte((entry.type().critical() ? CRITICAL : 0)
                | (entry.type().authority() ? AUTHORITY : 0)
                | (entry.mac() == null ? 0 : SEALED));
        out.write(HexFormat.of().parseHex(entry.commitment().hex()));
        out.write(HexFormat.of().parseHex(entry.hash().hex()));
        text(out, "seal", entry.mac() == null ? "" : entry.mac());
        out.writeInt(entry.payload().bytes().length);
    }

    private static byte[] secrets(List<Entry> entries) throws IOException {
        long length = 0;
        for (Entry entry : entries) {
            length += SECRET_FIXED + Frame.SALT + entry.payload().bytes().length;
        }
        if (length > LARGEST) {
            throw new AiopsException("One append has " + length + " bytes; " + LARGEST
                    + " is the most. Store the bulk as records and let the entries name them.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) length);
        DataOutputStream out = new DataOutputStream(bytes);
        for (Entry entry : entries) {
            byte[] salt = entry.payload().salt();
            byte[] payload = entry.payload().bytes();
            out.writeByte(PRESENT);
            out.writeInt(Frame.checkSum(salt, payload));
            out.write(salt);
            out.write(payload);
        }
        return bytes.toByteArray();
    }

    private static void longs(DataOutputStream out, List<Long> values) throws IOException {
        out.writeInt(values.size());
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static void text(DataOutputStream out, String what, String text) throws IOException {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            out.writeInt(utf8.length);
            out.write(utf8);
        } catch (CharacterCodingException e) {
            // replaced by a '?', two names would become one
            throw new AiopsException(
                    "The " + what + " has half of a character in it and cannot be written: '" + text
                            + "'. Use whole characters.",
                    e);
        }
    }
}
