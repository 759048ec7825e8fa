package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The host's key over authority entries. Without a key nothing is sealed, health says degraded, and whoever can write the
 * store can approve.
 *
 * <pre>{@code
 * Seal seal = Seal.with(key);
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Seal {

    /** The shortest key in bytes. */
    public static final int SHORTEST_KEY = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable SecretKeySpec key;

    private Seal(@Nullable SecretKeySpec key) {
        this.key = key;
    }

    /** A seal with the host's key. */
    public static Seal with(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new AiopsException("The host's key has " + key.length + " bytes; it takes at least " + SHORTEST_KEY
                    + ". Generate one, for instance: openssl rand -base64 32");
        }
        return new Seal(new SecretKeySpec(key, ALGORITHM));
    }

    /** No key: nothing is sealed and everything passes. */
    public static Seal none() {
        return new Seal(null);
    }

    /** Whether there is a key. */
    public boolean isKeyed() {
        return key != null;
    }

    /** Whether the entry needs no seal or bears the one that this key gives. */
    public boolean holds(Entry entry) {
        if (key == null || !entry.type().authority()) {
            return true;
        }
        if (entry.mac() == null || entry.payload().isErased()) {
            return false;
        }
        String expected = mac(
                entry.stream(),
                entry.version(),
                entry.type(),
                entry.actor() + "\n" + entry.client(),
                entry.payload().bytes());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), entry.mac().getBytes(StandardCharsets.UTF_8));
    }

    Append.Item seal(Append append, Append.Item item, long version) {
        if (key == null) {
            return item;
        }
        String who = append.actor() + "\n" + append.client();
        return new Append.Item(
                item.stream(),
                item.type(),
                item.payload(),
                mac(item.stream(), version, item.type(), who, item.payload()));
    }

    private String mac(String stream, long version, EntryType type, String who, byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : new String[] {stream, Long.toString(version), type.toString(), who}) {
                byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(4).putInt(utf8.length).array());
                mac.update(utf8);
            }
            return HexFormat.of().formatHex(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
