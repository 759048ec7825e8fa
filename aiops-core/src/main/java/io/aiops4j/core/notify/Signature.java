package io.aiops4j.core.notify;

import io.aiops4j.core.AiopsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over the timestamp, a dot and the body; docs/notifications.md says how a receiver checks it. */
final class Signature {

    static final int SHORTEST_KEY = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signature(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new AiopsException("The key of the webhook has " + key.length + " bytes; it takes at least "
                    + SHORTEST_KEY + ". Draw one at random and give it to the receiver.");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
