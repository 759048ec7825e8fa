package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Risk;
import java.time.Instant;

/**
 * A change that waits, or waited, in the review queue.
 *
 * <pre>{@code
 * for (Proposal proposal : aiops.reviews().pending()) {
 *     System.out.println(proposal.title() + "\n" + proposal.diff());
 * }
 * }</pre>
 *
 * @param id derived from kind, client and digest
 * @param kind such as {@code runbook}
 * @param client whose systems
 * @param digest of the content
 * @param content the canonical text: exactly what gets approved
 * @param title one line for people
 * @param author who proposed it, and so cannot approve it
 * @param why the reason that the author gave
 * @param diff the difference to what is there
 * @param risk how much can go wrong
 * @param created when
 * @param state where it stands
 * @param note what the last reviewer said
 */
public record Proposal(
        String id,
        String kind,
        Client client,
        Digest digest,
        String content,
        String title,
        Actor author,
        String why,
        String diff,
        Risk risk,
        Instant created,
        State state,
        String note) {

    /** Where a proposal stands. */
    public enum State {
        /** It waits for a person. */
        PENDING,
        /** A person approved it; whether the approval still holds is asked at every use. */
        APPROVED,
        /** A person said no. */
        REJECTED,
        /** It was approved for one use, and used. */
        USED,
        /** Its approval was taken back. */
        REVOKED
    }

    Proposal with(State next, String said) {
        return new Proposal(id, kind, client, digest, content, title, author, why, diff, risk, created, next, said);
    }
}
