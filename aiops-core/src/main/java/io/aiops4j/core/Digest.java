package io.aiops4j.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which exact bytes: a SHA-256 in hexadecimal. A person approves a digest, and nothing else than those bytes has it.
 *
 * <pre>{@code
 * Digest digest = Digest.of("rb1:...".getBytes(StandardCharsets.UTF_8));
 * }</pre>
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {

    private static final int SHORT = 12;

    /** Refuses what is not a SHA-256 in lower-case hexadecimal. */
    public Digest {
        boolean valid = hex.length() == 64;
        for (int i = 0; valid && i < hex.length(); i++) {
            valid = Character.digit(hex.charAt(i), 16) >= 0 && !Character.isUpperCase(hex.charAt(i));
        }
        if (!valid) {
            throw new AiopsException("Not a digest: '" + hex + "'. It takes 64 lower-case hexadecimal digits.");
        }
    }

    /** The digest of these bytes. */
    public static Digest of(byte[]... parts) {
        MessageDigest sha = sha256();
        for (byte[] part : parts) {
            sha.update(part);
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    /** The first twelve digits, for people. */
    public String abbreviated() {
        return hex.substring(0, SHORT);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
