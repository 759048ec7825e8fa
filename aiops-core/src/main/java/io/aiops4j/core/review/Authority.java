package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Seal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose word counts, and the host's key that seals it.
 *
 * <pre>{@code
 * Authority authority = Authority.of(key).approver("alice").approver("bob", "critical");
 * }</pre>
 *
 * <p>Approvers named here are written to the journal once, when they are new; one who was revoked there stays revoked.
 * Immutable and safe for use by many threads.
 */
public final class Authority {

    private final Seal seal;
    private final Map<String, Set<String>> approvers;

    private Authority(Seal seal, Map<String, Set<String>> approvers) {
        this.seal = seal;
        this.approvers = approvers;
    }

    /** An authority with the host's key of at least {@link Seal#SHORTEST_KEY} bytes, and no approver yet. */
    public static Authority of(byte[] key) {
        return new Authority(Seal.with(key), Map.of());
    }

    /** An authority without a key: whoever can write the store can approve, and health says so. */
    public static Authority withoutKey() {
        return new Authority(Seal.none(), Map.of());
    }

    /** The same authority, which also accepts what an earlier key sealed: so keys are rotated. */
    public Authority formerly(byte[] earlier) {
        return new Authority(seal.accepting(earlier), approvers);
    }

    /** The same authority with one more approver, who has these roles. */
    public Authority approver(String person, String... roles) {
        String id = Actor.person(person).id();
        Map<String, Set<String>> more = new LinkedHashMap<>(approvers);
        more.put(id, new LinkedHashSet<>(Set.of(roles)));
        return new Authority(seal, more);
    }

    /** The host's seal. */
    public Seal seal() {
        return seal;
    }

    Map<String, Set<String>> approvers() {
        return approvers;
    }
}
