package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.verify.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every text that a person can write into a runbook, each with its path. */
final class Texts {

    private final List<Text> texts = new ArrayList<>();

    private Texts() {}

    /**
     * A text.
     *
     * @param path where it stands
     * @param name of the parameter that has it as its value, or null
     * @param value the text
     */
    record Text(String path, @Nullable String name, String value) {}

    static List<Text> of(Runbook runbook) {
        Texts all = new Texts();
        all.add("id", runbook.id());
        all.add("title", runbook.title());
        all.add("platform", runbook.platform());
        for (int i = 0; i < runbook.incidentTypes().size(); i++) {
            all.add("incidentTypes[" + i + "]", runbook.incidentTypes().get(i));
        }
        for (int i = 0; i < runbook.parameters().size(); i++) {
            all.parameter("parameters[" + i + "]", runbook.parameters().get(i));
        }
        all.conditions("preconditions", runbook.preconditions());
        all.steps("steps", runbook.steps());
        all.conditions("verification", runbook.verification());
        all.steps("rollback", runbook.rollback());
        all.add("origin.by", runbook.origin().by());
        all.add("origin.why", runbook.origin().why());
        return List.copyOf(all.texts);
    }

    private void parameter(String path, Parameter parameter) {
        add(path + ".name", parameter.name());
        if (parameter.preset() != null) {
            texts.add(new Text(path + ".preset", parameter.name(), parameter.preset()));
        }
        // they are a set: which place they have in the file is not known
        parameter.allowed().forEach(allowed -> texts.add(new Text(path + ".allowed", parameter.name(), allowed)));
    }

    private void conditions(String path, List<Check> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            add(path + "[" + i + "]", conditions.get(i).text());
        }
    }

    private void steps(String path, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String here = path + "[" + i + "]";
            add(here + ".name", step.name());
            add(here + ".action", step.action());
            step.parameters()
                    .forEach((name, value) ->
                            texts.add(new Text(here + ".parameters." + Form.brief(name), name, value)));
            if (step.check() != null) {
                add(here + ".check", step.check().text());
            }
        }
    }

    private void add(String path, String text) {
        texts.add(new Text(path, null, text));
    }
}
