package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The host's key over authority entries. Without a key nothing is sealed, health says degraded, and whoever can write the
 * store can approve.
 *
 * <pre>{@code
 * Seal seal = Seal.with(key).accepting(lastYearsKey);
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Seal {

    /** The shortest key in bytes. */
    public static final int SHORTEST_KEY = 16;

    private static final String ALGORITHM = "HmacSHA256";

    // the first one seals, all of them are accepted; empty without a key
    private final List<SecretKeySpec> keys;

    private Seal(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /** A seal with the host's key. */
    public static Seal with(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new AiopsException("The host's key has " + key.length + " bytes; it takes at least " + SHORTEST_KEY
                    + ". Generate one, for instance: openssl rand -base64 32");
        }
        return new Seal(List.of(new SecretKeySpec(key, ALGORITHM)));
    }

    /** The same seal, which also accepts what an earlier key sealed: so keys are rotated. */
    public Seal accepting(byte[] earlier) {
        List<SecretKeySpec> more = new ArrayList<>(keys);
        more.addAll(with(earlier).keys);
        return new Seal(more);
    }

    /** No key: nothing is sealed and everything passes. */
    public static Seal none() {
        return new Seal(List.of());
    }

    /** Whether there is a key. */
    public boolean isKeyed() {
        return !keys.isEmpty();
    }

    /** Whether the entry needs no seal or bears the one that this key gives. */
    public boolean holds(Entry entry) {
        if (keys.isEmpty() || !entry.type().authority()) {
            return true;
        }
        String mac = entry.mac();
        if (mac == null || entry.payload().isErased()) {
            return false;
        }
        String who = entry.actor() + "\n" + entry.client();
        byte[] given = mac.getBytes(StandardCharsets.UTF_8);
        boolean held = false;
        for (SecretKeySpec key : keys) {
            String expected = mac(
                    key,
                    entry.stream(),
                    entry.version(),
                    entry.type(),
                    who,
                    entry.payload().bytes());
            held |= MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given);
        }
        return held;
    }

    Append.Item seal(Append append, Append.Item item, long version) {
        if (keys.isEmpty()) {
            return item;
        }
        String who = append.actor() + "\n" + append.client();
        return new Append.Item(
                item.stream(),
                item.type(),
                item.payload(),
                mac(keys.get(0), item.stream(), version, item.type(), who, item.payload()));
    }

    /** Seals these parts, for what is no entry or must be erasable although it counts; empty without a key. */
    public String sign(String... parts) {
        return keys.isEmpty() ? "" : mac(keys.get(0), new byte[0], parts);
    }

    /** Whether these parts were sealed so, by this key or an earlier one; always without a key. */
    public boolean signed(String signature, String... parts) {
        boolean held = keys.isEmpty();
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        for (SecretKeySpec key : keys) {
            byte[] expected = mac(key, new byte[0], parts).getBytes(StandardCharsets.US_ASCII);
            held |= MessageDigest.isEqual(expected, given);
        }
        return held;
    }

    private static String mac(
            SecretKeySpec key, String stream, long version, EntryType type, String who, byte[] payload) {
        return mac(key, payload, stream, Long.toString(version), type.toString(), who);
    }

    private static String mac(SecretKeySpec key, byte[] payload, String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : parts) {
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
