package io.aiops4j.core.journal;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fact, for ever: its header is hashed into the chain, its payload is committed to by the header.
 *
 * <pre>{@code
 * for (Entry entry : aiops.journal().entries()) {
 *     System.out.println(entry.position() + " " + entry.type() + " by " + entry.actor());
 * }
 * }</pre>
 *
 * @param position in the one sequence, from 1, without gaps
 * @param stream which thing it is about, such as {@code incident/inc-5f0c}
 * @param version its place in that stream, from 1
 * @param type what it says
 * @param time by the journal's clock; never decreases with position
 * @param actor who
 * @param client whose systems
 * @param causes positions of the entries that led to it
 * @param commitment the digest of salt and payload
 * @param hash of the previous hash and this header
 * @param mac the seal of an authority entry in hexadecimal, or null
 * @param payload what it carries, or what an erasure left of it
 */
public record Entry(
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
        Payload payload) {

    /** Copies the causes. */
    public Entry {
        causes = List.copyOf(causes);
    }

    /**
     * Whether it is what this node knows under this name: of the same weight, in this version or an earlier one. An entry that
     * borrows the name of an authority entry without being one would need no seal; one of a newer version cannot be read here.
     */
    public boolean is(EntryType known) {
        return type.name().equals(known.name())
                && type.version() <= known.version()
                && type.critical() == known.critical()
                && type.authority() == known.authority();
    }

    /** The same entry without its content. */
    public Entry erased() {
        return new Entry(
                position, stream, version, type, time, actor, client, causes, commitment, hash, mac, Payload.erased());
    }
}
