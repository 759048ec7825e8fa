package io.aiops4j.core.stores;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How byte strings stand in a {@link RecordLog}.
 *
 * <pre>
 * file:  magic 8 | nonce 8 | CRC32C of both 4 | frames
 * frame: marker 4 | length 4 | where its batch begins 8 | how many of the batch follow 4 | CRC32C of nonce, the sixteen bytes
 *        before and the bytes 4 | bytes
 * </pre>
 *
 * <p>The nonce is the file's: what looks like a frame inside of a record is none.
 */
final class LogFrame {

    static final class Frame {

        private final long begin;
        private final int following;
        private final byte[] bytes;

        private Frame(long begin, int following, byte[] bytes) {
            this.begin = begin;
            this.following = following;
            this.bytes = bytes;
        }

        /** Where its batch begins. */
        long begin() {
            return begin;
        }

        /** Whether no other of its batch follows. */
        boolean isLast() {
            return following == 0;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    static final int HEADER = 20;

    /** What each takes beside its bytes. */
    static final int FIXED = 24;

    private static final long MAGIC = 0x41494F5053344A32L; // "AIOPS4J2"
    private static final int MARKER = 0xA10F_F4A5; // no UTF-8 has these bytes
    private static final int CHECKED_FROM = 4;
    private static final int CHECKED = 16;

    private final long nonce;

    LogFrame(long nonce) {
        this.nonce = nonce;
    }

    /** What reads the file that begins with these bytes, or null when none of ours does. */
    static @Nullable LogFrame of(byte[] header) {
        LogFrame frames = new LogFrame(ByteBuffer.wrap(header).getLong(Long.BYTES));
        return ByteBuffer.wrap(frames.header()).equals(ByteBuffer.wrap(header)) ? frames : null;
    }

    byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putLong(nonce);
        return header.putInt(sum(header.array(), 0, 2 * Long.BYTES, new byte[0]))
                .array();
    }

    byte[] frame(byte[] bytes, long begin, int following) {
        ByteBuffer frame = ByteBuffer.allocate(FIXED + bytes.length);
        frame.putInt(MARKER).putInt(bytes.length).putLong(begin).putInt(following);
        return frame.putInt(sum(frame.array(), CHECKED_FROM, CHECKED, bytes))
                .put(bytes)
                .array();
    }

    static boolean mayBegin(byte[] bytes, int at) {
        return bytes[at] == (byte) (MARKER >>> 24) && ByteBuffer.wrap(bytes).getInt(at) == MARKER;
    }

    /** How many bytes follow these first ones of a frame, or -1 when they are none or not as many are there. */
    static int length(byte[] fixed, long there) {
        int length = ByteBuffer.wrap(fixed).getInt(4);
        return mayBegin(fixed, 0) && length >= 0 && length <= there - FIXED ? length : -1;
    }

    /** The frame that was written so, or null. */
    @Nullable
    Frame read(byte[] fixed, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(fixed);
        return in.getInt(CHECKED_FROM + CHECKED) == sum(fixed, CHECKED_FROM, CHECKED, bytes)
                ? new Frame(in.getLong(8), in.getInt(16), bytes)
                : null;
    }

    private int sum(byte[] head, int from, int length, byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, nonce));
        sum.update(head, from, length);
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
