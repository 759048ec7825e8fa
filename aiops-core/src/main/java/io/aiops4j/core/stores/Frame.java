package io.aiops4j.core.stores;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Payload;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One frame as it was read, its head checked; entries are made of it one by one, since an index needs their streams only. */
final class Frame {

    static final int SALT = Chain.SALT_BYTES;

    private static final int DIGEST = 32;

    private final ByteBuffer head;
    private final byte[] secrets;
    private final long first;
    private final long batch;
    private final Instant time;
    private final @Nullable String appendId;
    private final int actorAt;
    private final List<Long> wipes;
    private final String[] streams;
    private final int[] entryAt;
    private final int[] secretAt;

    private Frame(byte[] headBytes, byte[] secrets) {
        this.head = ByteBuffer.wrap(headBytes);
        this.secrets = secrets;
        this.first = head.getLong();
        this.batch = head.getLong();
        this.time = Instant.ofEpochSecond(head.getLong(), head.getInt());
        boolean named = head.get() != 0;
        String id = text();
        this.appendId = named ? id : null;
        this.actorAt = head.position();
        skipText();
        skipText();
        longs(); // causes
        this.wipes = longs();
        int count = head.getInt();
        this.streams = new String[count];
        this.entryAt = new int[count];
        this.secretAt = new int[count + 1];
        for (int i = 0; i < count; i++) {
            streams[i] = text();
            entryAt[i] = head.position();
            head.position(head.position() + Long.BYTES);
            skipText();
            head.position(head.position() + Integer.BYTES + 1 + 2 * DIGEST);
            skipText();
            secretAt[i + 1] = secretAt[i] + FrameWriter.SECRET_FIXED + SALT + head.getInt();
        }
    }

    /** The length of the frame that begins here, or 0 when none does that could be whole. */
    static long length(ByteBuffer fixed) {
        if (fixed.remaining() < FrameWriter.FIXED || fixed.getInt(fixed.position()) != FrameWriter.MARKER) {
            return 0;
        }
        long headLength = fixed.getInt(fixed.position() + 4);
        long secretLength = fixed.getInt(fixed.position() + 8);
        boolean possible = headLength > 0
                && secretLength >= 0
                && headLength + secretLength <= Integer.MAX_VALUE - FrameWriter.FIXED;
        return possible ? FrameWriter.FIXED + headLength + secretLength : 0;
    }

    /** The frame in these bytes, or null when its head is not what was written. */
    static @Nullable Frame read(long nonce, byte[] bytes) {
        ByteBuffer fixed = ByteBuffer.wrap(bytes);
        if (length(fixed) != bytes.length) {
            return null;
        }
        int headLength = fixed.getInt(4);
        if (checkSum(nonce, bytes, 0, bytes, FrameWriter.FIXED, headLength) != fixed.getInt(12)) {
            return null;
        }
        try {
            int secretsFrom = FrameWriter.FIXED + headLength;
            return new Frame(
                    Arrays.copyOfRange(bytes, FrameWriter.FIXED, secretsFrom),
                    Arrays.copyOfRange(bytes, secretsFrom, bytes.length));
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            return null; // the check sum is right and the content is not ours
        }
    }

    /** The frame that was just written. */
    static Frame written(long nonce, byte[] bytes) {
        Frame frame = read(nonce, bytes);
        if (frame == null) {
            throw new IllegalStateException("A frame cannot be read right after it was written");
        }
        return frame;
    }

    static int checkSum(long nonce, byte[] fixed, int fixedFrom, byte[] head, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, nonce));
        sum.update(fixed, fixedFrom, 12);
        sum.update(head, from, length);
        return (int) sum.getValue();
    }

    static int checkSum(byte[] salt, byte[] payload) {
        CRC32C sum = new CRC32C();
        sum.update(salt);
        sum.update(payload);
        return (int) sum.getValue();
    }

    long first() {
        return first;
    }

    /** The position after its last entry. */
    long next() {
        return first + streams.length;
    }

    /** The first position of those that were forced to disk together with it. */
    long batch() {
        return batch;
    }

    Instant time() {
        return time;
    }

    @Nullable
    String appendId() {
        return appendId;
    }

    List<Long> wipes() {
        return wipes;
    }

    int size() {
        return streams.length;
    }

    String stream(int index) {
        return streams[index];
    }

    /** Where its last entry leaves the chain. */
    Head last() {
        return new Head(next() - 1, entry(size() - 1, true).hash());
    }

    /** Whether an entry's salt and payload are those that were written. */
    boolean isSound(int index) {
        ByteBuffer secret = secret(index);
        if (secret.get() != FrameWriter.PRESENT) {
            return false;
        }
        CRC32C sum = new CRC32C();
        int stored = secret.getInt();
        sum.update(secret);
        return (int) sum.getValue() == stored;
    }

    /** Whether nothing but zeros is left of an entry's salt and payload. */
    boolean isWiped(int index) {
        ByteBuffer secret = secret(index);
        while (secret.hasRemaining()) {
            if (secret.get() != 0) {
                return false;
            }
        }
        return true;
    }

    /** Where an entry's secret stands, counted from the beginning of the frame. */
    int secretOffset(int index) {
        return FrameWriter.FIXED + head.capacity() + secretAt[index];
    }

    int secretLength(int index) {
        return secretAt[index + 1] - secretAt[index];
    }

    private ByteBuffer secret(int index) {
        return ByteBuffer.wrap(secrets, secretAt[index], secretLength(index));
    }

    /** One entry; its payload is not looked at when it was erased. */
    Entry entry(int index, boolean erased) {
        head.position(actorAt);
        Actor actor = Actor.parse(text());
        Client client = Client.of(text());
        List<Long> causes = longs();
        head.position(entryAt[index]);
        long version = head.getLong();
        String type = text();
        int typeVersion = head.getInt();
        int flags = head.get();
        Digest commitment = digest();
        Digest hash = digest();
        String mac = text();
        return new Entry(
                first + index,
                streams[index],
                version,
                new EntryType(
                        type, typeVersion, (flags & FrameWriter.CRITICAL) != 0, (flags & FrameWriter.AUTHORITY) != 0),
                time,
                actor,
                client,
                causes,
                commitment,
                hash,
                (flags & FrameWriter.SEALED) != 0 ? mac : null,
                erased ? Payload.erased() : payload(index));
    }

    private Payload payload(int index) {
        int saltFrom = secretAt[index] + FrameWriter.SECRET_FIXED;
        return Payload.of(
                Arrays.copyOfRange(secrets, saltFrom + SALT, secretAt[index + 1]),
                Arrays.copyOfRange(secrets, saltFrom, saltFrom + SALT));
    }

    private Digest digest() {
        byte[] bytes = new byte[DIGEST];
        head.get(bytes);
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    private List<Long> longs() {
        int count = head.getInt();
        List<Long> values = new ArrayList<>(Math.min(count, head.remaining() / Long.BYTES));
        for (int i = 0; i < count; i++) {
            values.add(head.getLong());
        }
        return values;
    }

    private String text() {
        int length = head.getInt();
        String text = new String(head.array(), head.position(), length, StandardCharsets.UTF_8);
        head.position(head.position() + length);
        return text;
    }

    private void skipText() {
        int length = head.getInt();
        head.position(head.position() + length);
    }
}
