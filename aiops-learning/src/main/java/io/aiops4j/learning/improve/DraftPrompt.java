package io.aiops4j.learning.improve;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.llm.DomainFacts;
import io.aiops4j.learning.llm.Enclosure;
import io.aiops4j.learning.llm.Models;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a model is asked for a draft with: a template, what is trusted in it as it is, and all that was recorded as data. */
final class DraftPrompt {

    /** The template that comes with the library; a changed one gets another number. */
    static final String BUILT_IN = "draft-1.txt";

    /** How the host names one of its own. */
    static final String NAME = "draft";

    private static final List<String> PLACES =
            List.of("{{rule}}", "{{facts}}", "{{runbook}}", "{{actions}}", "{{analysis}}", "{{data}}");
    private static final int SIMILAR = 5;
    private static final String PARTING = "\n---\n";

    private final String system;
    private final String user;
    private final Collection<ActionSignature> actions;
    private final RecordStore<ExecutionResult> executions;

    private DraftPrompt(
            String template,
            DomainFacts facts,
            Collection<ActionSignature> actions,
            RecordStore<ExecutionResult> executions) {
        int parting = template.indexOf(PARTING);
        if (parting < 0 || !PLACES.stream().allMatch(template::contains)) {
            throw new AiopsException(
                    "The template for drafts lacks something. It needs a line --- between what the model is told of"
                            + " its task and the case, and these places: " + PLACES);
        }
        String whole = template.replace("{{rule}}", Enclosure.RULE).replace("{{facts}}", facts.text());
        int at = whole.indexOf(PARTING);
        this.system = whole.substring(0, at);
        this.user = whole.substring(at + PARTING.length());
        this.actions = actions;
        this.executions = executions;
    }

    /** With the facts of these models, and their template for drafts or the one that comes with the library. */
    static DraftPrompt of(Models models, Collection<ActionSignature> actions, RecordStore<ExecutionResult> executions) {
        return new DraftPrompt(
                models.template(NAME).orElseGet(DraftPrompt::builtIn), models.facts(), actions, executions);
    }

    private static String builtIn() {
        try (InputStream in = DraftPrompt.class.getResourceAsStream(BUILT_IN)) {
            return new String(Objects.requireNonNull(in, BUILT_IN).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String system() {
        return system;
    }

    String user(Runbook parent, Analysis analysis, Enclosure data) {
        String words = analysis.type() + ", confidence " + analysis.confidence() + ", by " + analysis.source()
                + "\nEvidence: " + String.join(", ", analysis.evidence());
        // data last: nothing that stands in it is taken for a place
        return user.replace("{{runbook}}", RunbookCodec.toYaml(parent))
                .replace("{{actions}}", catalogue())
                .replace("{{analysis}}", words)
                .replace("{{data}}", data.text());
    }

    private String catalogue() {
        return actions.stream().map(DraftPrompt::line).sorted().collect(Collectors.joining("\n"));
    }

    private static String line(ActionSignature action) {
        String parameters = action.parameters().stream()
                .map(parameter -> parameter.name() + ": " + parameter.type())
                .collect(Collectors.joining(", "));
        String effects = action.effects().stream().map(Effect::text).collect(Collectors.joining("; "));
        return "- " + action.name() + "(" + parameters + "), risk " + action.risk()
                + (action.idempotent() ? ", may be repeated" : ", may not be repeated")
                + (effects.isEmpty() ? "" : ", effects: " + effects);
    }

    /** All that was recorded: errors, states, what changed, and what similar runs came to. */
    Enclosure data(Runbook parent, ExecutionResult failure, Analysis analysis) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put(
                "run",
                failure.status() + ", verification " + failure.verification().outcome());
        data.put("cause", analysis.cause());
        data.put("error", String.valueOf(failure.error()));
        data.put("verification", failure.verification().detail());
        data.put("steps", failure.steps().stream().map(DraftPrompt::line).collect(Collectors.joining("\n")));
        data.put("state", changes(failure.before(), failure.after()));
        if (!failure.labels().isEmpty()) {
            data.put("labels", failure.labels().toString());
        }
        data.put("similar", similar(parent, failure));
        return Enclosure.of(failure.executionId(), data);
    }

    private static String line(StepResult step) {
        String error = step.error() == null ? "" : ", error: " + step.error();
        String output = step.output().isEmpty() ? "" : ", output: " + step.output();
        return step.name() + " (" + step.action() + "): " + step.status() + " after " + step.attempts() + " attempts"
                + error + output;
    }

    private static String changes(StateSnapshot before, StateSnapshot after) {
        StringBuilder text = new StringBuilder();
        TreeSet<String> names = new TreeSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        for (String name : names) {
            String first = before.value(name);
            String last = after.value(name);
            text.append(name).append(": ").append(first);
            if (!Objects.equals(first, last)) {
                text.append(" -> ").append(last);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String similar(Runbook parent, ExecutionResult failure) {
        return executions
                .find(Query.all()
                        .where("client", failure.client())
                        .where("runbook", parent.id())
                        .limit(SIMILAR + 1))
                .records()
                .stream()
                .filter(each -> !each.executionId().equals(failure.executionId()))
                .limit(SIMILAR)
                .map(each -> "version " + each.runbookVersion() + ": " + each.status() + ", "
                        + each.verification().outcome() + (each.error() == null ? "" : ", " + each.error()))
                .collect(Collectors.joining("\n"));
    }
}
