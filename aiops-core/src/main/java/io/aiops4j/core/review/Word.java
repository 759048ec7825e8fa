package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Payload;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entry that approved something, as a snapshot holds it. */
record Word(
        long position,
        String stream,
        long version,
        EntryType type,
        Instant time,
        Actor actor,
        Client client,
        List<Long> causes,
        Digest commitment,
        Digest hash,
        @Nullable String mac,
        String payload,
        String salt) {

    static Word of(Entry e) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new Word(
                e.position(),
                e.stream(),
                e.version(),
                e.type(),
                e.time(),
                e.actor(),
                e.client(),
                e.causes(),
                e.commitment(),
                e.hash(),
                e.mac(),
                base64.encodeToString(e.payload().bytes()),
                base64.encodeToString(e.payload().salt()));
    }

    Entry entry() {
        Base64.Decoder base64 = Base64.getDecoder();
        return new Entry(
                position,
                stream,
                version,
                type,
                time,
                actor,
                client,
                causes,
                commitment,
                hash,
                mac,
                Payload.of(base64.decode(payload), base64.decode(salt)));
    }
}
