package io.aiops4j.spring.web;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewConflictException;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.run.GuardrailException;
import io.aiops4j.spring.web.Problem.Kind;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the library refused, or what failed, as a problem. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String SOON = "5";

    private final JournalReader journal;

    Problems(JournalReader journal) {
        this.journal = journal;
    }

    Problem of(RuntimeException failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof AiopsException refusal && isReachable()) {
            return refused(refusal, String.valueOf(refusal.getMessage()));
        }
        // its message may quote what nobody is to read here
        LOG.warn("A request failed", failure);
        return isReachable()
                ? new Problem(Kind.FAILED, "It failed for a reason that the application's log has. Look there.")
                : new Problem(
                        Kind.AWAY,
                        "The store cannot be reached, so nothing can be read or written; the application's log says more."
                                + " Try again in a while.",
                        List.of(),
                        Map.of("Retry-After", SOON));
    }

    private static Problem refused(AiopsException refusal, String message) {
        if (refusal instanceof ReviewConflictException
                || refusal instanceof StaleAppendException
                || refusal instanceof NotApprovedException
                || refusal instanceof GuardrailException) {
            return new Problem(Kind.CONFLICT, message);
        }
        if (refusal instanceof ReviewException review) {
            return new Problem(review.faults().isEmpty() ? Kind.CONFLICT : Kind.INVALID, message, review.faults());
        }
        return refusal instanceof DocumentException document
                ? new Problem(Kind.INVALID, message, document.faults())
                : new Problem(Kind.INVALID, message);
    }

    private boolean isReachable() {
        try {
            journal.head();
            return true;
        } catch (RuntimeException away) {
            return false;
        }
    }
}
