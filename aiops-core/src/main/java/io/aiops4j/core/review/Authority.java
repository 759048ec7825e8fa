package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Seal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose word counts, how many it takes, and the host's key that seals it.
 *
 * <pre>{@code
 * Authority authority = Authority.of(key)
 *         .approver("alice")
 *         .approver("bob", "dba")
 *         .approver("carol", "dba")
 *         .critical("payments-db", 2, "dba");
 * }</pre>
 *
 * <p>Approvers named here are written to the journal when they are new or have other roles than before; one who was revoked
 * there stays revoked. How many approvals it takes is asked of this configuration at every use, so all nodes should have the
 * same. Immutable and safe for use by many threads.
 */
public final class Authority {

    private final Seal seal;
    private final Map<String, Set<String>> approvers;
    private final Quorum quorum;
    private final Map<String, Quorum> critical;

    private Authority(Seal seal, Map<String, Set<String>> approvers, Quorum quorum, Map<String, Quorum> critical) {
        this.seal = seal;
        this.approvers = Collections.unmodifiableMap(approvers);
        this.quorum = quorum;
        this.critical = Map.copyOf(critical);
    }

    /** An authority with the host's key of at least {@link Seal#SHORTEST_KEY} bytes, and no approver yet. */
    public static Authority of(byte[] key) {
        return new Authority(Seal.with(key), Map.of(), Quorum.ONE, Map.of());
    }

    /** An authority without a key: whoever can write the store can approve, and health says so. */
    public static Authority withoutKey() {
        return new Authority(Seal.none(), Map.of(), Quorum.ONE, Map.of());
    }

    /** The same authority, which also accepts what an earlier key sealed: so keys are rotated. */
    public Authority formerly(byte[] earlier) {
        return new Authority(seal.accepting(earlier), approvers, quorum, critical);
    }

    /** The same authority with one more approver, who has these roles and no others. */
    public Authority approver(String person, String... roles) {
        String id = Actor.person(person).id();
        Map<String, Set<String>> more = new LinkedHashMap<>(approvers);
        more.put(id, Collections.unmodifiableSet(new TreeSet<>(List.of(roles))));
        return new Authority(seal, more, quorum, critical);
    }

    /** The same authority, where everything takes so many approvals by different people; 1 when nothing is said. */
    public Authority requiring(int approvals) {
        return new Authority(seal, approvers, new Quorum(approvals, null), critical);
    }

    /** The same authority, where what acts on this service takes so many approvals by different people. */
    public Authority critical(String service, int approvals) {
        return critical(service, new Quorum(approvals, null));
    }

    /** The same authority, where what acts on this service takes so many approvals by different people with this role. */
    public Authority critical(String service, int approvals, String role) {
        return critical(service, new Quorum(approvals, role));
    }

    private Authority critical(String service, Quorum takes) {
        Map<String, Quorum> more = new LinkedHashMap<>(critical);
        more.put(Target.service(service).service(), takes);
        return new Authority(seal, approvers, quorum, more);
    }

    /** The host's seal. */
    public Seal seal() {
        return seal;
    }

    Map<String, Set<String>> approvers() {
        return approvers;
    }

    Quorum quorum() {
        return quorum;
    }

    @Nullable
    Quorum critical(Target target) {
        return critical.get(target.service());
    }
}
