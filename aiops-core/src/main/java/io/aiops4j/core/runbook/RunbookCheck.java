package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds every fault of a runbook at once, each with its path and a hint. */
final class RunbookCheck {

    private final Function<String, @Nullable ActionSignature> catalogue;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> known = new HashSet<>(RunValues.BUILT_IN);

    RunbookCheck(Function<String, @Nullable ActionSignature> catalogue) {
        this.catalogue = catalogue;
    }

    List<Fault> check(Runbook runbook) {
        head(runbook);
        parameters(runbook.parameters());
        conditions("preconditions", runbook.preconditions());
        steps("steps", runbook.steps());
        conditions("verification", runbook.verification());
        steps("rollback", runbook.rollback());
        return List.copyOf(faults);
    }

    private void head(Runbook runbook) {
        require(!runbook.id().isBlank(), "id", "it is missing", "give the runbook a name");
        require(!runbook.title().isEmpty(), "title", "it is empty", "say in one line what it does");
        require(!runbook.platform().isEmpty(), "platform", "it is empty", "name one, or write any");
        require(runbook.version() >= 1, "version", "it is " + runbook.version(), "versions count from 1");
        require(
                !runbook.incidentTypes().isEmpty(),
                "incidentTypes",
                "there are none",
                "name at least one kind of incident that it is against");
        require(!runbook.steps().isEmpty(), "steps", "there are none", "add at least one step");
        require(
                !runbook.verification().isEmpty(),
                "verification",
                "there is none",
                "say what must hold afterwards, for instance: status = 'running'");
    }

    private void parameters(List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String path = "parameters[" + i + "]";
            require(
                    known.add(parameter.name()),
                    path,
                    "'" + parameter.name() + "' stands twice, or is built in",
                    "choose another name");
            require(
                    RunbookDocument.isWritable(parameter.min()) && RunbookDocument.isWritable(parameter.max()),
                    path,
                    "a bound has too many digits",
                    "choose one of at most " + RunbookDocument.LONGEST_BOUND + " characters");
            String refusal = parameter.preset() == null ? null : parameter.refusal(parameter.preset());
            require(refusal == null, path + ".preset", String.valueOf(refusal), "choose a value within its own bounds");
        }
    }

    private void conditions(String path, List<Check> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            condition(path + "[" + i + "]", conditions.get(i));
        }
    }

    private void condition(String path, @Nullable Check condition) {
        String parameter = condition == null ? null : condition.parameter();
        require(
                parameter == null || known.contains(parameter),
                path,
                "it reads '" + parameter + "', which is not declared",
                "declare it under parameters");
    }

    private void steps(String path, List<Step> steps) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String here = path + "[" + i + "]";
            require(
                    names.add(step.name()),
                    here + ".name",
                    "'" + step.name() + "' stands twice",
                    "choose another name");
            require(!step.name().isBlank(), here + ".name", "it is missing", "give the step a name");
            condition(here + ".check", step.check());
            bounds(here, step);
            action(here, step);
        }
    }

    private void bounds(String path, Step step) {
        require(
                !step.timeout().isZero() && DurationText.isUpTo(Step.LONGEST_TIMEOUT, step.timeout()),
                path + ".timeout",
                "it is " + step.timeout(),
                "choose one from 1ms to " + DurationText.write(Step.LONGEST_TIMEOUT));
        require(
                step.retries() >= 0 && step.retries() <= Step.MOST_RETRIES,
                path + ".retries",
                "they are " + step.retries(),
                "choose from 0 to " + Step.MOST_RETRIES);
        require(
                DurationText.isUpTo(Step.LONGEST_PAUSE, step.pause()),
                path + ".pause",
                "it is " + step.pause(),
                "choose whole milliseconds, at most " + DurationText.write(Step.LONGEST_PAUSE));
    }

    private void action(String path, Step step) {
        ActionSignature signature = catalogue.apply(step.action());
        if (signature == null) {
            faults.add(new Fault(
                    path + ".action",
                    "there is no action '" + step.action() + "'",
                    "use one from the catalogue, or add it with the builder's action(...)"));
            return;
        }
        require(
                step.retries() == 0 || signature.idempotent(),
                path + ".retries",
                "'" + step.action() + "' is not declared idempotent",
                "leave retries out, or declare the action idempotent");
        for (Map.Entry<String, String> given : step.parameters().entrySet()) {
            value(path + ".parameters." + given.getKey(), signature.parameter(given.getKey()), given.getValue());
        }
        for (Parameter wanted : signature.parameters()) {
            require(
                    wanted.preset() != null || step.parameters().containsKey(wanted.name()),
                    path + ".parameters." + wanted.name(),
                    "it is missing",
                    "'" + step.action() + "' needs it");
        }
    }

    private void value(String path, @Nullable Parameter declared, String value) {
        if (declared == null) {
            faults.add(new Fault(path, "the action takes no such parameter", "remove it"));
            return;
        }
        List<String> names = Template.names(value);
        for (String name : names) {
            require(
                    known.contains(name),
                    path,
                    "it reads '" + name + "', which is not declared",
                    "declare it under parameters, or use one of " + RunValues.BUILT_IN);
        }
        String refusal = names.isEmpty() ? declared.refusal(value) : null;
        require(refusal == null, path, String.valueOf(refusal), "choose a value that the action takes");
    }

    private void require(boolean fine, String path, String problem, String hint) {
        if (!fine) {
            faults.add(new Fault(path, problem, hint));
        }
    }
}
