package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry carries, as the bytes that were written, with the salt that makes its commitment say nothing about it. Once
 * erased, both are gone and the commitment in the chain stays.
 *
 * <pre>{@code
 * Payload payload = Payload.of(Map.of("why", "it never helped"), salt);
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Payload {

    /** The largest payload; what is larger belongs into a record store, and the entry names the record. */
    public static final int LARGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte @Nullable [] bytes;
    private final byte[] salt;

    private Payload(byte @Nullable [] bytes, byte[] salt) {
        this.bytes = bytes;
        this.salt = salt;
    }

    /** These bytes with this salt, as read back from a store. */
    public static Payload of(byte[] bytes, byte[] salt) {
        return new Payload(bytes.clone(), salt.clone());
    }

    /** What is left after an erasure. */
    public static Payload erased() {
        return new Payload(null, new byte[0]);
    }

    /** The bytes that a value is written as. */
    static byte[] write(Object value) {
        // by way of a string: half a surrogate pair, as logs have them, becomes a '?' and not a failure
        byte[] bytes = JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw new AiopsException("An entry's payload has " + bytes.length + " bytes; " + LARGEST
                    + " is the most. Store the bulk as a record and let the entry name it.");
        }
        return bytes;
    }

    /** Whether the content was erased. */
    public boolean isErased() {
        return bytes == null;
    }

    /** A copy of the bytes as they were written. */
    public byte[] bytes() {
        return content().clone();
    }

    /** A copy of the salt; empty once erased. */
    public byte[] salt() {
        return salt.clone();
    }

    /** The bytes as text. */
    public String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    /** The content, read as this type; unknown fields are tolerated. */
    public <T> T as(Class<T> type) {
        try {
            T value = JSON.readValue(content(), type);
            if (value == null) {
                throw new AiopsException("A journal payload is null and not a " + type.getSimpleName()
                        + ". Verify the journal's chain: the payload may have been altered.");
            }
            return value;
        } catch (JacksonException e) {
            throw new AiopsException(
                    "A journal payload cannot be read as " + type.getSimpleName() + ": " + e.getOriginalMessage()
                            + ". Verify the journal's chain: the payload may have been altered.",
                    e);
        }
    }

    /** The text of this field of the content, or null where there is none; nothing deeper is looked into. */
    @Nullable
    String field(String name) {
        try (JsonParser parser = JSON.createParser(content())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = name.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (wanted && value == JsonToken.VALUE_STRING) {
                    return parser.getString();
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    /** What the header commits to: {@code SHA-256(salt || bytes)}. */
    public Digest commitment() {
        return Digest.of(salt, content());
    }

    private byte[] content() {
        if (bytes == null) {
            throw new AiopsException(
                    "This payload was erased. Its entry still stands in the chain; ask isErased() first.");
        }
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes) && Arrays.equals(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return isErased() ? "erased" : text();
    }
}
