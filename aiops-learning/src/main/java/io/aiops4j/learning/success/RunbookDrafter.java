package io.aiops4j.learning.success;

import io.aiops4j.core.Client;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.improve.Draft;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drafts a runbook against a kind of incident that has none, out of what was done when such incidents were resolved: recorded executions
 * of the host's own code, or runs of a runbook that is against something else. It uses actions of the catalogue alone, acts on nothing but
 * the incident's target, and verifies what changed each time. A draft is checked and waits for a person like anything else.
 *
 * <pre>{@code
 * Draft draft = new RunbookDrafter(catalogue::signature, versions, redactor).draft(Client.DEFAULT, "out_of_memory", resolved);
 * draft.runbook().ifPresentOrElse(this::check, () -> log.info("No proposal: {}", draft.why()));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class RunbookDrafter {

    /** In so many incidents the same must have been done. */
    public static final int LEAST = 3;

    private static final String BY = "experience";
    private static final int LONGEST_ID = 200;
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_TOLD = 500;

    private final Function<String, @Nullable ActionSignature> catalogue;
    private final Function<ExecutionResult, Optional<Runbook>> versions;
    private final Redactor redactor;

    /** A drafter that knows these actions, which version of a runbook an execution ran, and what is masked in records. */
    public RunbookDrafter(
            Function<String, @Nullable ActionSignature> catalogue,
            Function<ExecutionResult, Optional<Runbook>> versions,
            Redactor redactor) {
        this.catalogue = catalogue;
        this.versions = versions;
        this.redactor = redactor;
    }

    /** A draft of the first version, or why there is none. */
    public Draft draft(Client client, String incidentType, List<Resolved> past) {
        Optional<Fix> found = Fix.in(past, LEAST, catalogue);
        if (found.isEmpty()) {
            return Draft.none(nothing(past));
        }
        Fix fix = found.get();
        String often = often(fix, past, incidentType);
        Runbook model = ran(fix);
        String refusal = model == null ? fix.refusal(catalogue, redactor) : null;
        if (refusal != null) {
            return Draft.none(often + "; " + refusal);
        }
        List<Check> verification = model == null ? brought(fix) : model.verification();
        if (verification.isEmpty()) {
            return Draft.none(often + "; nothing is known to have changed each time, so there is nothing to verify: "
                    + "record it with executions().against(incident), with probes for what it changes");
        }
        String why = often + ". It verifies "
                + (model == null ? "what changed each time: " : "what " + model.label() + " verifies: ")
                + verification.stream().map(Check::subject).collect(Collectors.joining(", "));
        return Draft.of(runbook(client, incidentType, fix, model, verification, why));
    }

    private static String nothing(List<Resolved> past) {
        long with = past.stream().filter(resolved -> !resolved.done().isEmpty()).count();
        return with == 0
                ? "nothing was recorded that was done in any of " + past.size()
                        + " incidents: record it with executions().against(incident)"
                : "something was done in " + with + " of " + past.size() + " incidents, and the same in fewer than "
                        + LEAST;
    }

    private static String often(Fix fix, List<Resolved> past, String incidentType) {
        String done =
                HostCode.cut(fix.deeds().stream().map(Deed::text).collect(Collectors.joining(", ")), LONGEST_TOLD);
        String times = fix.times().stream()
                .map(time -> time.last().executionId())
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        return "in " + fix.times().size() + " of the last " + past.size() + " incidents of type " + incidentType
                + " that were resolved, " + done + " was done (" + times + ")";
    }

    /** The runbook that was run each time, or null where the host did it by itself. */
    private @Nullable Runbook ran(Fix fix) {
        List<String> digests = fix.times().stream()
                .map(time -> time.executions().size() == 1 ? time.first().runbookDigest() : "")
                .distinct()
                .toList();
        return digests.size() == 1 && !digests.get(0).isEmpty()
                ? versions.apply(fix.times().get(0).first()).orElse(null)
                : null;
    }

    private static List<Check> brought(Fix fix) {
        return Brought.about(
                fix.times().stream().map(time -> time.first().before()).toList(),
                fix.times().stream().map(time -> time.last().after()).toList());
    }

    private Runbook runbook(
            Client client,
            String incidentType,
            Fix fix,
            @Nullable Runbook model,
            List<Check> verification,
            String why) {
        String done = fix.deeds().stream().map(Deed::action).distinct().collect(Collectors.joining("-"));
        String id = incidentType + "-" + (model == null ? done + fix.mark() : model.id());
        Runbook draft = new Runbook(
                id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id,
                1,
                (model == null ? done : model.title()) + ", against " + incidentType,
                model == null ? "any" : model.platform(),
                List.of(incidentType),
                model == null ? List.of() : model.parameters(),
                model == null ? List.of() : model.preconditions(),
                model == null ? fix.steps() : model.steps(),
                verification,
                model == null ? Duration.ZERO : model.watch(),
                model == null ? List.of() : model.rollback(),
                Runbook.Origin.PERSON);
        String told = why + ". By what its actions declare, " + simulated(draft, client, fix);
        return draft.next(1, draft.parameters(), draft.steps(), new Runbook.Origin(true, 0, BY, told));
    }

    /** What the draft comes to on paper, from the states in which the same was done. */
    private String simulated(Runbook draft, Client client, Fix fix) {
        Map<Verification.Outcome, Integer> outcomes = new EnumMap<>(Verification.Outcome.class);
        for (Fix.Time time : fix.times()) {
            RunValues values =
                    RunValues.of(draft, Map.of(), client, time.resolved().target());
            StateSnapshot after = draft.simulate(time.first().before(), values, catalogue);
            Verification.Outcome outcome =
                    Verification.of(draft.verification(), after, values).outcome();
            boolean silent = outcome == Verification.Outcome.NOT_PASSED && !declares(draft);
            outcomes.merge(silent ? Verification.Outcome.UNKNOWN : outcome, 1, Integer::sum);
        }
        return "that would have come about in " + outcomes.getOrDefault(Verification.Outcome.PASSED, 0) + " of "
                + fix.times().size() + ", not in " + outcomes.getOrDefault(Verification.Outcome.NOT_PASSED, 0)
                + ", and nobody can tell of " + outcomes.getOrDefault(Verification.Outcome.UNKNOWN, 0);
    }

    // where actions do not say what they do to what is verified, that they do nothing to it is no finding
    private boolean declares(Runbook draft) {
        Set<String> subjects = draft.steps().stream()
                .flatMap(step -> Stream.ofNullable(catalogue.apply(step.action())))
                .flatMap(signature -> signature.effects().stream())
                .map(Effect::subject)
                .collect(Collectors.toSet());
        return draft.verification().stream().map(Check::subject).allMatch(subjects::contains);
    }
}
