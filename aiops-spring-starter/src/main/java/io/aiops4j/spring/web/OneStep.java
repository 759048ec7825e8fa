package io.aiops4j.spring.web;

import io.aiops4j.core.Client;
import io.aiops4j.core.Id;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Target;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One action as a runbook, because nothing runs that nobody approved. The same action on the same service with the same values is the same
 * runbook, so that asking twice is one proposal.
 */
final class OneStep {

    /** No incident is of this kind by itself: what somebody asked for once is no answer to a failure. */
    static final String INCIDENT_TYPE = "asked_for";

    private static final String SERVICE = "service";

    private final ActionSignature action;
    private final Client client;
    private final Target target;
    private final Map<String, String> parameters;

    OneStep(ActionSignature action, Client client, Target target, Map<String, String> given) {
        this.action = action;
        this.client = client;
        this.target = target;
        Map<String, String> all = new TreeMap<>(given);
        if (action.parameter(SERVICE) != null) {
            all.putIfAbsent(SERVICE, target.service());
        }
        this.parameters = all;
    }

    /** The runbook; without conditions of the caller's own, what the action is declared to do must hold after it. */
    Runbook runbook(List<Check> conditions) {
        List<Check> verification = conditions.isEmpty() ? declared() : conditions;
        return new Runbook(
                id(verification),
                1,
                "Run " + action.name() + " on " + target,
                "any",
                List.of(INCIDENT_TYPE),
                List.of(),
                List.of(),
                List.of(new Step(
                        action.name(),
                        action.name(),
                        parameters,
                        null,
                        Step.DEFAULT_TIMEOUT,
                        0,
                        Duration.ZERO,
                        Step.OnFailure.STOP)),
                verification,
                List.of(),
                Runbook.Origin.PERSON);
    }

    private String id(List<Check> verification) {
        List<String> causes = new ArrayList<>(List.of(client.id(), action.name(), target.toString()));
        parameters.forEach((name, value) -> causes.addAll(List.of(name, value)));
        verification.forEach(check -> causes.add(check.text()));
        return Id.derived("action", causes.toArray(String[]::new));
    }

    // of two effects on one value the later one counts
    private List<Check> declared() {
        Map<String, Check> last = new LinkedHashMap<>();
        for (Effect effect : action.effects()) {
            String text = text(effect);
            if (text == null) {
                last.remove(effect.subject());
            } else {
                last.put(effect.subject(), Check.parse(text));
            }
        }
        return List.copyOf(last.values());
    }

    private @Nullable String text(Effect effect) {
        String parameter = effect.parameter();
        if (parameter == null) {
            return effect.text();
        }
        Parameter declared = action.parameter(parameter);
        String value = parameters.getOrDefault(parameter, declared == null ? null : declared.preset());
        // a value that is a template is filled in by the run
        return value == null ? null : effect.subject() + " = " + (value.startsWith("${") ? value : "'" + value + "'");
    }
}
