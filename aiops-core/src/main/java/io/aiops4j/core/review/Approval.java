package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import java.time.Instant;
import java.util.List;

/**
 * A person's word over a digest: where, for how long, within which parameters and how it may run.
 *
 * <pre>{@code
 * Approval approval = aiops.reviews().approve(id, Actor.person("bob"), Scope.service("redis"));
 * }</pre>
 *
 * @param proposalId what was approved
 * @param kind of the change
 * @param digest of exactly the bytes that were approved
 * @param approver who
 * @param mode how it may run
 * @param scope where
 * @param envelope bounds on parameters, beyond those that the change declares itself
 * @param expires when the word stops holding
 * @param note what the approver said
 */
public record Approval(
        String proposalId,
        String kind,
        Digest digest,
        Actor approver,
        Mode mode,
        Scope scope,
        List<Parameter> envelope,
        Instant expires,
        String note) {

    /** Copies the envelope. */
    public Approval {
        envelope = List.copyOf(envelope);
    }

    /** How an approved change may run. The most cautious is when asked, then comes when proven, then at once. */
    public enum Mode {
        /** Only when a person asks for it, or allowed the run. */
        WHEN_ASKED,
        /** By itself, at once: the approver vouches for it. */
        AT_ONCE,
        /** By itself once the lower bound of its confidence passes the threshold; until then as when asked. */
        WHEN_PROVEN;

        /** The more cautious of the two. */
        Mode and(Mode other) {
            if (this == WHEN_ASKED || other == WHEN_ASKED) {
                return WHEN_ASKED;
            }
            return this == WHEN_PROVEN || other == WHEN_PROVEN ? WHEN_PROVEN : AT_ONCE;
        }
    }
}
