package io.aiops4j.learning.improve;

import io.aiops4j.core.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A draft of a better version, or why there is none.
 *
 * <pre>{@code
 * Draft draft = improver.improve(parent, failure, analysis, 2);
 * draft.runbook().ifPresentOrElse(this::check, () -> log.info("No proposal: {}", draft.why()));
 * }</pre>
 *
 * @param made the version, or null
 * @param why what was changed and by which evidence, or why there is no draft
 * @param findings what a reviewer should know of the text that it rests on, such as that it reads like an instruction to a model
 */
public record Draft(@Nullable Runbook made, String why, List<String> findings) {

    /** Copies the list. */
    public Draft {
        findings = List.copyOf(findings);
    }

    /** A draft; its origin says why. */
    public static Draft of(Runbook runbook) {
        return new Draft(runbook, runbook.origin().why(), List.of());
    }

    /** None, for this reason. */
    public static Draft none(String why) {
        return new Draft(null, why, List.of());
    }

    /** The version, if there is one. */
    public Optional<Runbook> runbook() {
        return Optional.ofNullable(made);
    }

    /** The same with what a reviewer should know. */
    public Draft with(List<String> more) {
        return new Draft(made, why, more);
    }
}
