package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds every fault of a runbook at once, each with its path and a hint. */
final class RunbookCheck {

    private static final int LONGEST_ID = 200;

    private final Function<String, @Nullable ActionSignature> catalogue;
    private final Findings findings = new Findings();

    RunbookCheck(Function<String, @Nullable ActionSignature> catalogue) {
        this.catalogue = catalogue;
    }

    List<Fault> check(Runbook runbook) {
        head(runbook);
        types(runbook.incidentTypes());
        parameters(runbook.parameters());
        ConditionCheck conditions = new ConditionCheck(runbook, findings);
        StepCheck steps = new StepCheck(runbook, catalogue, findings);
        conditions.all("preconditions", runbook.preconditions());
        steps.all("steps", runbook.steps());
        conditions.all("verification", runbook.verification());
        steps.all("rollback", runbook.rollback());
        whole(runbook);
        Texts.of(runbook).forEach(this::secret);
        return findings.all();
    }

    private void head(Runbook runbook) {
        findings.require(!runbook.id().isBlank(), "id", "it is missing", "give the runbook a name");
        findings.require(
                runbook.id().length() <= LONGEST_ID,
                "id",
                "it has " + runbook.id().length() + " characters",
                "keep to " + LONGEST_ID);
        findings.require(!runbook.title().isEmpty(), "title", "it is empty", "say in one line what it does");
        findings.require(!runbook.platform().isEmpty(), "platform", "it is empty", "name one, or write any");
        findings.require(runbook.version() >= 1, "version", "it is " + runbook.version(), "versions count from 1");
        findings.require(
                !runbook.incidentTypes().isEmpty(),
                "incidentTypes",
                "there are none",
                "name at least one kind of incident that it is against");
        findings.require(!runbook.steps().isEmpty(), "steps", "there are none", "add at least one step");
        findings.require(
                !runbook.verification().isEmpty(),
                "verification",
                "there is none",
                "say what must hold afterwards, for instance: status = 'running'");
        findings.require(
                DurationText.isUpTo(Runbook.LONGEST_WATCH, runbook.watch()),
                "watch",
                "it is " + runbook.watch(),
                "choose whole milliseconds, at most " + DurationText.write(Runbook.LONGEST_WATCH)
                        + ", or leave it out for one look");
        int parent = runbook.origin().parent();
        findings.require(
                parent >= 0 && (parent == 0 || parent < runbook.version()),
                "origin.parent",
                "it is " + parent + ", and this is version " + runbook.version(),
                "name an older version, or leave it out");
    }

    private void types(List<String> types) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            String path = "incidentTypes[" + i + "]";
            findings.require(!types.get(i).isBlank(), path, "it is blank", "name a kind of incident, or remove it");
            findings.require(seen.add(types.get(i)), path, Form.quote(types.get(i)) + " stands twice", "remove one");
        }
    }

    private void parameters(List<Parameter> parameters) {
        Set<String> names = new HashSet<>(RunValues.BUILT_IN);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String path = "parameters[" + i + "]";
            findings.require(
                    names.add(parameter.name()),
                    path,
                    "'" + parameter.name() + "' stands twice, or is built in",
                    "choose another name");
            findings.require(
                    parameter.name().indexOf('}') < 0,
                    path + ".name",
                    "no template can name it: it has a brace",
                    "choose a name without braces");
            findings.require(
                    RunbookDocument.isWritable(parameter.min()) && RunbookDocument.isWritable(parameter.max()),
                    path,
                    "a bound has too many digits",
                    "choose one of at most " + RunbookReader.LONGEST_BOUND + " characters");
            bounds(path, parameter);
            values(path, parameter);
        }
    }

    private void bounds(String path, Parameter parameter) {
        BigDecimal min = parameter.min();
        BigDecimal max = parameter.max();
        findings.require(
                (min == null && max == null) || parameter.type() == Parameter.Type.NUMBER,
                path + (min == null ? ".max" : ".min"),
                "it bounds a " + parameter.type().name().toLowerCase(Locale.ROOT),
                "write type: number, or remove the bound");
        findings.require(
                min == null || max == null || min.compareTo(max) <= 0,
                path + ".min",
                "it is greater than max",
                "exchange them");
    }

    private void values(String path, Parameter parameter) {
        Parameter any =
                new Parameter(parameter.name(), parameter.type(), null, Set.of(), parameter.min(), parameter.max());
        for (String allowed : parameter.allowed()) {
            String refusal = any.refusal(allowed);
            findings.require(
                    refusal == null,
                    path + ".allowed",
                    Form.quote(allowed) + " can never be given: " + refusal,
                    "remove it, or change type or bounds");
        }
        String refusal = parameter.preset() == null ? null : parameter.refusal(parameter.preset());
        findings.require(
                refusal == null, path + ".preset", String.valueOf(refusal), "choose a value within its own bounds");
    }

    private void whole(Runbook runbook) {
        Duration longest = runbook.longest();
        findings.require(
                longest.compareTo(Runbook.LONGEST_RUN) <= 0,
                "steps",
                "one run may take " + longest.toHours() + " hours in all",
                "cut time-outs, retries, pauses or the watch, so that it takes at most "
                        + Runbook.LONGEST_RUN.toHours());
        int bytes = RunbookCodec.canonical(runbook).getBytes(StandardCharsets.UTF_8).length;
        findings.require(
                bytes <= Runbook.MOST_BYTES,
                "runbook",
                "it has " + bytes + " bytes in all",
                "keep to " + Runbook.MOST_BYTES + ", so that it can be shown beside its parent, or split it");
    }

    // the text itself is not repeated: what is said of it may end up in a log
    private void secret(Texts.Text text) {
        String what = text.name() == null ? Secrets.in(text.value()) : Secrets.in(text.name(), text.value());
        findings.require(
                what == null,
                text.path(),
                "it looks like " + what + ", and what is proposed is kept for ever",
                "take it out; let the action read it where the host keeps secrets, or pass its name as a parameter");
    }
}
