package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is allowed, and what a reviewer should nevertheless have seen. */
final class RunbookWarnings {

    private static final Duration LONG = Duration.ofHours(1);

    private final Runbook runbook;
    private final Function<String, @Nullable ActionSignature> catalogue;
    private final Findings findings = new Findings();

    private RunbookWarnings(Runbook runbook, Function<String, @Nullable ActionSignature> catalogue) {
        this.runbook = runbook;
        this.catalogue = catalogue;
    }

    /** The warnings of a version that was made from this parent, or from none. */
    static List<Fault> of(
            Runbook runbook, @Nullable Runbook parent, Function<String, @Nullable ActionSignature> catalogue) {
        RunbookWarnings warnings = new RunbookWarnings(runbook, catalogue);
        if (parent != null) {
            warnings.against(parent);
        } else if (runbook.origin().parent() > 0) {
            warnings.findings.add(
                    "origin.parent",
                    "version " + runbook.origin().parent() + " is not known here, so nothing can be compared with it",
                    "read it as if it were new");
        }
        warnings.unused();
        warnings.steps("steps", runbook.steps());
        warnings.steps("rollback", runbook.rollback());
        warnings.whole();
        return warnings.findings.all();
    }

    /** What a reviewer has to tick: that more can go wrong than with the version that it was made from. */
    static List<Fault> riskier(
            Runbook runbook, @Nullable Runbook parent, Function<String, @Nullable ActionSignature> catalogue) {
        Findings findings = new Findings();
        if (parent != null) {
            Risk now = riskOf(runbook, catalogue);
            Risk before = riskOf(parent, catalogue);
            findings.require(
                    now.compareTo(before) <= 0,
                    "steps",
                    "its risk is " + now + ", and that of version " + parent.version() + " is " + before,
                    "make sure that the riskier action is needed");
        }
        return findings.all();
    }

    private void against(Runbook parent) {
        findings.addAll(riskier(runbook, parent, catalogue));
        lost("verification", parent.verification(), runbook.verification());
        findings.require(
                runbook.watch().compareTo(parent.watch()) >= 0,
                "watch",
                "it is watched for " + DurationText.write(runbook.watch()) + ", and version " + parent.version()
                        + " for " + DurationText.write(parent.watch()),
                "make sure that the version is not approved for looking away sooner");
        lost("preconditions", parent.preconditions(), runbook.preconditions());
        for (int i = 0; i < runbook.parameters().size(); i++) {
            Parameter parameter = runbook.parameters().get(i);
            Parameter old = parent.parameter(parameter.name());
            findings.require(
                    old == null || parameter.isWithin(old),
                    "parameters[" + i + "]",
                    "'" + parameter.name() + "' may be more than in version " + parent.version(),
                    "make sure that " + range(parameter) + " is meant");
        }
    }

    private void lost(String path, List<Check> before, List<Check> after) {
        for (Check condition : before) {
            findings.require(
                    after.contains(condition),
                    path,
                    "'" + Form.brief(condition.text()) + "' is no longer asked for",
                    "make sure that the version is not approved for asking less");
        }
    }

    private void unused() {
        Set<String> used = new HashSet<>();
        for (List<Step> steps : List.of(runbook.steps(), runbook.rollback())) {
            for (Step step : steps) {
                step.parameters().values().forEach(value -> used.addAll(Template.names(value)));
                reads(step.check(), used);
            }
        }
        runbook.preconditions().forEach(check -> reads(check, used));
        runbook.verification().forEach(check -> reads(check, used));
        for (int i = 0; i < runbook.parameters().size(); i++) {
            String name = runbook.parameters().get(i).name();
            findings.require(
                    used.contains(name),
                    "parameters[" + i + "]",
                    "'" + name + "' is not used",
                    "remove it, or use it as ${" + name + "}");
        }
    }

    private static void reads(@Nullable Check check, Set<String> used) {
        String name = check == null ? null : check.parameter();
        if (name != null) {
            used.add(name);
        }
    }

    private void steps(String path, List<Step> steps) {
        for (int i = 0; i < Math.min(steps.size(), Runbook.MOST_STEPS); i++) {
            Step step = steps.get(i);
            String here = path + "[" + i + "]";
            findings.require(
                    step.retries() > 0 || step.pause().isZero(),
                    here + ".pause",
                    "it pauses before further attempts, and there are none",
                    "remove the pause, or write retries");
            ActionSignature signature = catalogue.apply(step.action());
            for (Map.Entry<String, String> given : step.parameters().entrySet()) {
                Parameter taken = signature == null ? null : signature.parameter(given.getKey());
                Parameter declared = declaredAs(given.getValue());
                findings.require(
                        taken == null || declared == null || !declared.allowed().isEmpty() || declared.isWithin(taken),
                        here + ".parameters." + Form.brief(given.getKey()),
                        "'" + (declared == null ? "" : declared.name()) + "' may have values that the action refuses",
                        "declare it with the action's bounds: " + (taken == null ? "" : range(taken)));
            }
        }
    }

    private @Nullable Parameter declaredAs(String value) {
        List<String> names = Template.names(value);
        return names.size() == 1 && value.equals("${" + names.get(0) + "}") ? runbook.parameter(names.get(0)) : null;
    }

    private void whole() {
        findings.require(
                runbook.rollback().isEmpty()
                        || runbook.steps().stream().anyMatch(step -> step.onFailure() == Step.OnFailure.ROLL_BACK),
                "rollback",
                "no step leads there",
                "write onFailure: roll_back where a step should, or remove the rollback steps");
        findings.require(
                runbook.longest().compareTo(LONG) <= 0,
                "steps",
                "one run may take " + runbook.longest().toMinutes() + " minutes in all",
                "make sure that nothing waits for it");
        Texts.of(runbook)
                .forEach(text -> findings.require(
                        Shown.isPlain(text.value()),
                        text.path(),
                        "it has characters that cannot be seen",
                        "read it in the difference, where they are written out"));
    }

    /** A runbook is as risky as its riskiest action, whether that does or undoes. */
    static Risk riskOf(Runbook runbook, Function<String, @Nullable ActionSignature> catalogue) {
        Risk risk = Risk.LOW;
        for (List<Step> steps : List.of(runbook.steps(), runbook.rollback())) {
            for (Step step : steps) {
                ActionSignature signature = catalogue.apply(step.action());
                risk = signature != null && signature.risk().compareTo(risk) > 0 ? signature.risk() : risk;
            }
        }
        return risk;
    }

    /** What a parameter may be, for people. */
    static String range(Parameter parameter) {
        if (!parameter.allowed().isEmpty()) {
            return "one of " + Form.brief(String.join(", ", parameter.allowed()));
        }
        String least = parameter.min() == null ? "any" : parameter.min().toString();
        String most = parameter.max() == null ? "any" : parameter.max().toString();
        return parameter.type() == Parameter.Type.NUMBER
                ? "from " + least + " to " + most
                : "any " + parameter.type().name().toLowerCase(Locale.ROOT);
    }
}
