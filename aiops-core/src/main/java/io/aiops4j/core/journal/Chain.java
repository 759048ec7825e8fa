package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How entries hang together. Every {@link Journal} links with this class, so that every journal verifies alike.
 *
 * <pre>{@code
 * List<Entry> entries = Chain.link(head, append, stream -> versions.get(stream), clock.instant(), random);
 * }</pre>
 */
public final class Chain {

    /** The length of every salt; fixed, so that no byte can pass from a salt to its payload under one commitment. */
    public static final int SALT_BYTES = 16;

    private Chain() {}

    /**
     * The entries that an append becomes behind this head, if the streams have the versions that it requires.
     *
     * @param versions the version that each stream has now
     * @param salts where the {@link #SALT_BYTES} random bytes of each salt come from
     * @throws StaleAppendException when a stream has another version than the required one
     */
    public static List<Entry> link(
            Head head, Append append, ToLongFunction<String> versions, Instant time, RandomGenerator salts) {
        append.requires().forEach((stream, expected) -> require(stream, expected, versions.applyAsLong(stream)));
        List<Entry> linked = new ArrayList<>();
        Map<String, Long> moved = new HashMap<>();
        Head last = head;
        for (Append.Item item : append.items()) {
            long version = moved.merge(item.stream(), versions.applyAsLong(item.stream()) + 1, (had, first) -> had + 1);
            byte[] salt = new byte[SALT_BYTES];
            salts.nextBytes(salt);
            Entry entry = link(last, append, item, version, time, salt);
            last = new Head(entry.position(), entry.hash());
            linked.add(entry);
        }
        return linked;
    }

    /**
     * Checks one required version or fencing number.
     *
     * @throws StaleAppendException when it is another
     */
    public static void require(String stream, long expected, long actual) {
        if (actual != expected) {
            throw new StaleAppendException(stream, expected, actual);
        }
    }

    /**
     * Checks that an entry may be erased.
     *
     * @throws AiopsException when it is an authority entry
     */
    public static void requireErasable(Entry entry) {
        if (entry.type().authority()) {
            throw new AiopsException("Entry " + entry.position() + " (" + entry.type()
                    + ") says who allowed what and is never" + " rewritten. Revoke what it allows instead.");
        }
    }

    /** The entry that one item becomes behind this head, with a random salt of {@link #SALT_BYTES} bytes. */
    public static Entry link(Head head, Append append, Append.Item item, long version, Instant time, byte[] salt) {
        Payload payload = Payload.of(item.payload(), salt);
        Entry draft = new Entry(
                head.position() + 1,
                item.stream(),
                version,
                item.type(),
                time,
                append.actor(),
                append.client(),
                append.causes(),
                payload.commitment(),
                head.hash(),
                item.mac(),
                payload);
        return withHash(draft, hash(head.hash(), draft));
    }

    /** The hash of an entry's header behind this previous hash. */
    public static Digest hash(Digest previous, Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, previous.hex());
            out.writeLong(entry.position());
            text(out, entry.stream());
            out.writeLong(entry.version());
            text(out, entry.type().name());
            out.writeInt(entry.type().version());
            out.writeBoolean(entry.type().critical());
            out.writeBoolean(entry.type().authority());
            Instant time = entry.time();
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            text(out, entry.actor().toString());
            text(out, entry.client().id());
            out.writeInt(entry.causes().size());
            for (long cause : entry.causes()) {
                out.writeLong(cause);
            }
            text(out, entry.commitment().hex());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return Digest.of(bytes.toByteArray());
    }

    /** Says what is wrong with an entry that should follow this head, or null when nothing is. */
    static @Nullable String fault(Head head, Entry entry) {
        if (entry.position() != head.position() + 1) {
            return "position " + entry.position() + " follows position " + head.position();
        }
        if (!entry.payload().isErased()
                && (entry.payload().salt().length != SALT_BYTES
                        || !entry.payload().commitment().equals(entry.commitment()))) {
            return "the payload is not the one that was committed to";
        }
        if (!hash(head.hash(), entry).equals(entry.hash())) {
            return "the header does not have the hash that is recorded for it";
        }
        return null;
    }

    private static Entry withHash(Entry e, Digest hash) {
        return new Entry(
                e.position(),
                e.stream(),
                e.version(),
                e.type(),
                e.time(),
                e.actor(),
                e.client(),
                e.causes(),
                e.commitment(),
                hash,
                e.mac(),
                e.payload());
    }

    // the length goes first, so that no two headers share one encoding
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
