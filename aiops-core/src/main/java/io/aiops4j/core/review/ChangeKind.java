package io.aiops4j.core.review;

import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of change that can wait for approval (SPI): whoever owns the payload says how it is written, checked and shown.
 *
 * <pre>{@code
 * final class RunbookKind implements ChangeKind<Runbook> { ... }
 * }</pre>
 *
 * <p>Implementations are stateless or safe for use by many threads.
 *
 * @param <T> what is changed
 */
public interface ChangeKind<T> {

    /** The kind's name, such as {@code runbook}. */
    String name();

    /** The one canonical text of a change: equal changes have equal texts. The text is what gets approved. */
    String encode(T change);

    /** The change that this canonical text says. */
    T decode(String canonical);

    /** Everything that is wrong with a change; it can neither be submitted nor approved before this is empty. */
    List<Fault> check(T change);

    /** What a reviewer reads: title, risk, difference to what is there, and what an approver must tick. */
    Summary summarise(T change);

    /** The digest of a change's canonical text. */
    default Digest digest(T change) {
        return Digest.of(encode(change).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a reviewer reads.
     *
     * @param title one line
     * @param risk how much can go wrong
     * @param diff the difference to what is there, line by line
     * @param warnings what is legal and dangerous: an approver must tick the path of each
     * @param priority how soon it should be looked at
     * @param deadline when it is too late to approve or use it, or null
     */
    record Summary(
            String title,
            Risk risk,
            String diff,
            List<Fault> warnings,
            Proposal.Priority priority,
            @Nullable Instant deadline) {

        /** Copies the warnings. */
        public Summary {
            warnings = List.copyOf(warnings);
        }

        /** Without warnings, in its turn, and never too late. */
        public Summary(String title, Risk risk, String diff) {
            this(title, risk, diff, List.of());
        }

        /** With these warnings, in its turn, and never too late. */
        public Summary(String title, Risk risk, String diff, List<Fault> warnings) {
            this(title, risk, diff, warnings, Proposal.Priority.NORMAL, null);
        }

        /** The same, as urgent as this, and too late from the deadline on if there is one. */
        public Summary due(Proposal.Priority urgency, @Nullable Instant end) {
            return new Summary(title, risk, diff, warnings, urgency, end);
        }
    }
}
