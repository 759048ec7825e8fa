package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says about reviews: a stream for each proposal, and one for who may approve.
 *
 * <pre>{@code
 * if (entry.is(ReviewEntries.APPROVED)) { ... }
 * }</pre>
 */
public final class ReviewEntries {

    /** A change began to wait. */
    public static final EntryType PROPOSED = EntryType.critical("proposal.submitted", 1);

    /** A person approved exactly its bytes. */
    public static final EntryType APPROVED = EntryType.authority("proposal.approved", 1);

    /** A person said no. */
    public static final EntryType REJECTED = EntryType.authority("proposal.rejected", 1);

    /** The approval was taken back. */
    public static final EntryType REVOKED = EntryType.authority("proposal.revoked", 1);

    /** An approval for one use was used. */
    public static final EntryType USED = EntryType.critical("proposal.used", 1);

    /** Somebody may approve from here on. */
    public static final EntryType APPROVER_ADDED = EntryType.authority("authority.approver-added", 1);

    /** Somebody's word counts no longer, nor do the approvals that they gave. */
    public static final EntryType APPROVER_REVOKED = EntryType.authority("authority.approver-revoked", 1);

    /** The stream of who may approve. */
    public static final String AUTHORITY = "authority";

    private static final String STREAM = "proposal/";

    private ReviewEntries() {}

    /** The stream of one proposal. */
    public static String stream(String proposalId) {
        return STREAM + proposalId;
    }

    /** The proposal of a stream. */
    public static String proposalId(String stream) {
        return stream.substring(STREAM.length());
    }

    /** The proposal that a {@link #PROPOSED} entry put into the queue, as it stood then. */
    public static Proposal proposal(Entry proposed) {
        Dossier opened = Dossier.opened(proposed);
        if (opened == null) {
            throw new AiopsException("Entry " + proposed.position() + " put no proposal into the queue: it is version "
                    + proposed.version() + " of its stream, of type " + proposed.type() + ".");
        }
        return opened.proposal();
    }

    record Submitted(String kind, Digest digest, String content, String title, String why, String diff, Risk risk) {

        Submitted {
            requireAll(kind, digest, content, title, why, diff, risk);
        }
    }

    record Granted(
            String kind,
            Digest digest,
            Approval.Mode mode,
            Set<String> services,
            List<Parameter> envelope,
            Instant expires,
            String note) {

        Granted {
            requireAll(kind, digest, mode, services, envelope, expires, note);
        }
    }

    record Noted(String note) {

        Noted {
            requireAll(note);
        }
    }

    record Approver(String person, Set<String> roles, String note) {

        Approver {
            requireAll(person, roles, note);
        }

        Actor actor() {
            return Actor.person(person);
        }
    }

    // what was read from a store may lack anything
    private static void requireAll(@Nullable Object... fields) {
        for (Object field : fields) {
            Objects.requireNonNull(field, "a field is missing");
        }
    }
}
