package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with steps: names, bounds, actions and what they are given. */
final class StepCheck {

    private final Runbook runbook;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final ConditionCheck conditions;
    private final Findings findings;

    StepCheck(Runbook runbook, Function<String, @Nullable ActionSignature> catalogue, Findings findings) {
        this.runbook = runbook;
        this.catalogue = catalogue;
        this.conditions = new ConditionCheck(runbook, findings);
        this.findings = findings;
    }

    void all(String path, List<Step> steps) {
        findings.require(
                steps.size() <= Runbook.MOST_STEPS,
                path,
                "there are " + steps.size(),
                "keep to " + Runbook.MOST_STEPS + ", or make two runbooks of it");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(steps.size(), Runbook.MOST_STEPS); i++) {
            Step step = steps.get(i);
            String here = path + "[" + i + "]";
            findings.require(
                    names.add(step.name()),
                    here + ".name",
                    Form.quote(step.name()) + " stands twice",
                    "choose another name");
            findings.require(!step.name().isBlank(), here + ".name", "it is missing", "give the step a name");
            if (step.check() != null) {
                conditions.one(here + ".check", step.check());
            }
            bounds(here, step);
            failure(path, here, step);
            action(here, step);
        }
    }

    private void bounds(String path, Step step) {
        findings.require(
                !step.timeout().isZero() && DurationText.isUpTo(Step.LONGEST_TIMEOUT, step.timeout()),
                path + ".timeout",
                "it is " + step.timeout(),
                "choose one from 1ms to " + DurationText.write(Step.LONGEST_TIMEOUT));
        findings.require(
                step.retries() >= 0 && step.retries() <= Step.MOST_RETRIES,
                path + ".retries",
                "they are " + step.retries(),
                "choose from 0 to " + Step.MOST_RETRIES);
        findings.require(
                DurationText.isUpTo(Step.LONGEST_PAUSE, step.pause()),
                path + ".pause",
                "it is " + step.pause(),
                "choose whole milliseconds, at most " + DurationText.write(Step.LONGEST_PAUSE));
    }

    private void failure(String list, String path, Step step) {
        boolean rollsBack = step.onFailure() == Step.OnFailure.ROLL_BACK;
        boolean undoing = list.equals("rollback");
        findings.require(
                !rollsBack || undoing || !runbook.rollback().isEmpty(),
                path + ".onFailure",
                "it rolls back, and there are no rollback steps",
                "write rollback steps, or choose stop or continue");
        findings.require(
                !rollsBack || !undoing,
                path + ".onFailure",
                "a rollback step cannot roll back",
                "choose stop or continue");
    }

    private void action(String path, Step step) {
        ActionSignature signature = catalogue.apply(step.action());
        if (signature == null) {
            findings.add(
                    path + ".action",
                    "there is no action " + Form.quote(step.action()),
                    "use one from the catalogue, or add it with the builder's action(...)");
            return;
        }
        findings.require(
                step.retries() == 0 || signature.idempotent(),
                path + ".retries",
                "'" + step.action() + "' is not declared idempotent",
                "leave retries out, or declare the action idempotent");
        for (Map.Entry<String, String> given : step.parameters().entrySet()) {
            String here = path + ".parameters." + Form.brief(given.getKey());
            Parameter declared = signature.parameter(given.getKey());
            if (declared == null) {
                findings.add(here, "the action takes no such parameter", "remove it");
            } else {
                value(here, declared, given.getValue());
            }
        }
        for (Parameter wanted : signature.parameters()) {
            findings.require(
                    wanted.preset() != null || step.parameters().containsKey(wanted.name()),
                    path + ".parameters." + wanted.name(),
                    "it is missing",
                    "'" + step.action() + "' needs it");
        }
    }

    private void value(String path, Parameter taken, String value) {
        findings.require(
                Template.isClosed(value), path, "a template in it is not closed", "close it with a brace: ${name}");
        List<String> names = Template.names(value);
        for (String name : names) {
            findings.require(
                    runbook.parameter(name) != null || RunValues.BUILT_IN.contains(name),
                    path,
                    "it reads " + Form.quote(name) + ", which is not declared",
                    "declare it under parameters, or use one of " + RunValues.BUILT_IN);
        }
        String refusal = names.isEmpty() ? taken.refusal(value) : null;
        findings.require(refusal == null, path, String.valueOf(refusal), "choose a value that the action takes");
        Parameter whole =
                names.size() == 1 && value.equals("${" + names.get(0) + "}") ? runbook.parameter(names.get(0)) : null;
        if (whole != null) {
            handedOn(path, taken, whole);
        }
    }

    // a parameter of the runbook that becomes one of the action must be able to be one
    private void handedOn(String path, Parameter taken, Parameter declared) {
        // what the declaration refuses itself is told there
        boolean sound = declared.preset() == null || declared.refusal(declared.preset()) == null;
        String preset = declared.preset() == null || !sound ? null : taken.refusal(declared.preset());
        findings.require(
                preset == null,
                path,
                "the preset of '" + declared.name() + "' does not fit the action: " + preset,
                "choose another preset for '" + declared.name() + "'");
        Parameter any = new Parameter(declared.name(), declared.type(), null, Set.of(), declared.min(), declared.max());
        for (String allowed : declared.allowed()) {
            String refusal = any.refusal(allowed) == null ? taken.refusal(allowed) : null;
            findings.require(
                    refusal == null,
                    path,
                    "'" + declared.name() + "' may be " + Form.quote(allowed) + ", which does not fit the action: "
                            + refusal,
                    "take that value out of what is allowed for '" + declared.name() + "'");
        }
        findings.require(
                taken.type() == Parameter.Type.TEXT
                        || taken.type() == declared.type()
                        || !declared.allowed().isEmpty(),
                path,
                "'" + declared.name() + "' is a "
                        + declared.type().name().toLowerCase(Locale.ROOT) + ", and the action takes a "
                        + taken.type().name().toLowerCase(Locale.ROOT),
                "declare '" + declared.name() + "' with type "
                        + taken.type().name().toLowerCase(Locale.ROOT));
        boolean turned = declared.min() != null
                && declared.max() != null
                && declared.min().compareTo(declared.max()) > 0;
        boolean apart =
                (declared.max() != null && taken.min() != null && declared.max().compareTo(taken.min()) < 0)
                        || (declared.min() != null
                                && taken.max() != null
                                && declared.min().compareTo(taken.max()) > 0);
        findings.require(
                turned || !apart,
                path,
                "no value of '" + declared.name() + "' is within what the action takes",
                "choose bounds for '" + declared.name() + "' within the action's: " + RunbookWarnings.range(taken));
    }
}
