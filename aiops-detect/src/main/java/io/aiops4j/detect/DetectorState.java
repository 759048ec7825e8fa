package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * All that a detector remembers, as a small immutable value: which family, in which version of its layout, and the
 * bytes. What one build wrote later builds read. Thread-safe.
 *
 * <pre>{@code
 * byte[] saved = detector.snapshot().toBytes();
 * Detector restored = Detectors.restore(DetectorState.fromBytes(saved));
 * }</pre>
 *
 * <p>Written as: length of the family's name (one byte), the name in ASCII, version (one byte), payload.
 */
public final class DetectorState {

    /** The longest payload that is accepted, in bytes; a state that needs more is none. */
    public static final int LONGEST_PAYLOAD = 64 * 1024;

    private static final int HIGHEST_VERSION = 127;

    private final String family;
    private final int version;
    private final byte[] payload;

    private DetectorState(String family, int version, byte[] payload) {
        this.family = family;
        this.version = version;
        this.payload = payload;
    }

    /**
     * The state of a detector of this family.
     *
     * @param family the family's name: 1 to 127 lower-case letters, digits or hyphens
     * @param version the version of the payload's layout, 1 to 127
     * @param payload what the family remembers; copied
     * @return the state
     */
    public static DetectorState of(String family, int version, byte[] payload) {
        if (!isName(family)) {
            throw new AiopsException("A detector family's name has 1 to 127 lower-case letters, digits or hyphens.");
        }
        if (version < 1 || version > HIGHEST_VERSION) {
            throw new AiopsException("A detector state's version is 1 to 127, not " + version + ".");
        }
        if (payload.length > LONGEST_PAYLOAD) {
            throw new AiopsException("A detector state has at most " + LONGEST_PAYLOAD + " bytes, not " + payload.length
                    + ". Keep statistics instead of points.");
        }
        return new DetectorState(family, version, payload.clone());
    }

    /**
     * Reads back what {@link #toBytes()} wrote.
     *
     * @param bytes all of it
     * @return an equal state
     */
    public static DetectorState fromBytes(byte[] bytes) {
        int name = bytes.length == 0 ? 0 : bytes[0];
        if (name < 1 || bytes.length < name + 2) {
            throw new AiopsException(
                    "These " + bytes.length + " bytes are no detector state." + " Start with a new detector.");
        }
        return of(
                new String(bytes, 1, name, StandardCharsets.US_ASCII),
                bytes[name + 1],
                Arrays.copyOfRange(bytes, name + 2, bytes.length));
    }

    /** {@return the state as bytes, to be stored or sent} */
    public byte[] toBytes() {
        byte[] name = family.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 2 + payload.length)
                .put((byte) name.length)
                .put(name)
                .put((byte) version)
                .put(payload)
                .array();
    }

    /** {@return the family of detectors that wrote it, such as {@code adaptive}} */
    public String family() {
        return family;
    }

    /** {@return the version of the payload's layout} */
    public int version() {
        return version;
    }

    /** {@return a copy of what the family remembers} */
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DetectorState state
                && state.family.equals(family)
                && state.version == version
                && Arrays.equals(state.payload, payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * family.hashCode() + version) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return family + " v" + version + ", " + payload.length + " bytes";
    }

    private static boolean isName(String family) {
        return !family.isEmpty()
                && family.length() <= HIGHEST_VERSION
                && family.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
}
