package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says about reviews: a stream for each proposal, and one for who may approve.
 *
 * <pre>{@code
 * if (entry.is(ReviewEntries.APPROVED)) { ... }
 * }</pre>
 */
public final class ReviewEntries {

    /** A change began to wait. Sealed, for it says who its authors are, and those may not approve it. */
    public static final EntryType PROPOSED = EntryType.authority("proposal.submitted", 2);

    // as it was written before authors were sealed; what was approved then holds, and nothing new is approved on it
    static final EntryType PROPOSED_UNSEALED = EntryType.critical("proposal.submitted", 1);

    /** A reviewer took it up for a while. */
    public static final EntryType CLAIMED = EntryType.authority("proposal.claimed", 1);

    /** The reviewer gave it back. */
    public static final EntryType RELEASED = EntryType.authority("proposal.released", 1);

    /** A person approved exactly its bytes. */
    public static final EntryType APPROVED = EntryType.authority("proposal.approved", 2);

    /** A person said no. */
    public static final EntryType REJECTED = EntryType.authority("proposal.rejected", 1);

    /** A person wants it changed first. */
    public static final EntryType CHANGES_REQUESTED = EntryType.authority("proposal.changes-requested", 1);

    /** It was edited; what is new waits in its place. */
    public static final EntryType SUPERSEDED = EntryType.authority("proposal.superseded", 1);

    /** It was taken out of the queue. */
    public static final EntryType WITHDRAWN = EntryType.authority("proposal.withdrawn", 1);

    /** It became more or less urgent. */
    public static final EntryType PRIORITISED = EntryType.authority("proposal.prioritised", 1);

    /** The approval was taken back. */
    public static final EntryType REVOKED = EntryType.authority("proposal.revoked", 1);

    /** A rule took the approvals away; it waits for people again. */
    public static final EntryType SUSPENDED = EntryType.authority("proposal.suspended", 1);

    /** An approval for one use was used. */
    public static final EntryType USED = EntryType.authority("proposal.used", 2);

    /** Somebody may approve from here on, in these roles and no others. */
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

    /** Whether an entry put a change into the queue, in this version or an earlier one. */
    public static boolean isProposed(Entry entry) {
        return entry.is(PROPOSED) || entry.is(PROPOSED_UNSEALED);
    }

    /** Why a rule took approvals away, in words; empty when that was erased. */
    public static String why(Entry suspended) {
        return suspended.payload().isErased()
                ? ""
                : suspended.payload().as(Noted.class).note();
    }

    /** The proposal that an entry put into the queue, as it stood then. */
    public static Proposal proposal(Entry proposed) {
        Dossier opened = Dossier.opened(proposed);
        if (opened == null) {
            throw new AiopsException("Entry " + proposed.position() + " put no proposal into the queue: it is version "
                    + proposed.version() + " of its stream, of type " + proposed.type() + ".");
        }
        return opened.proposal();
    }

    /** The last six were not written in version 1; who proposed it stood in the header alone. */
    record Submitted(
            String kind,
            Digest digest,
            String content,
            String title,
            String why,
            String diff,
            Risk risk,
            List<String> authors,
            List<Fault> warnings,
            Proposal.Priority priority,
            @Nullable Instant deadline,
            @Nullable String replaces) {

        @SuppressWarnings("NullAway") // what was read from a store may lack anything
        Submitted {
            requireAll(kind, digest, content, title, why, diff, risk);
            authors = authors == null ? List.of() : List.copyOf(authors);
            warnings = warnings == null ? List.of() : List.copyOf(warnings);
            priority = priority == null ? Proposal.Priority.NORMAL : priority;
        }
    }

    /** What the approver saw was not written in version 1. */
    record Granted(
            String kind,
            Digest digest,
            Approval.Mode mode,
            Set<String> services,
            List<Parameter> envelope,
            Instant expires,
            String note,
            @Nullable Seen seen) {

        Granted {
            requireAll(kind, digest, mode, services, envelope, expires, note);
            services = sorted(services);
        }
    }

    /** What an approver saw beside the bytes, repeated under the seal. */
    record Seen(List<String> authors, String title, Risk risk, Set<String> ticked) {

        Seen {
            requireAll(authors, title, risk, ticked);
            authors = List.copyOf(authors);
            ticked = sorted(ticked);
        }
    }

    record Claimed(Instant until, String note) {

        Claimed {
            requireAll(until, note);
        }
    }

    record Superseded(String by, String note) {

        Superseded {
            requireAll(by, note);
        }
    }

    record Prioritised(Proposal.Priority priority, String note) {

        Prioritised {
            requireAll(priority, note);
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
            roles = sorted(roles);
        }

        Actor actor() {
            return Actor.person(person);
        }
    }

    // one payload is written the same way on every node
    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    // what was read from a store may lack anything
    private static void requireAll(@Nullable Object... fields) {
        for (Object field : fields) {
            Objects.requireNonNull(field, "a field is missing");
        }
    }
}
