package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Steps of actions by themselves, for the tests of actions: what a runner hands to a handler, without a runner. */
public final class Steps {

    private Steps() {}

    /** A step of a run with the values that are given, and the presets of the others; refuses what a run would. */
    public static StepContext of(Action action, String executionId, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : action.signature().parameters()) {
            String value = given.getOrDefault(parameter.name(), parameter.preset());
            Objects.requireNonNull(value, parameter.name());
            if (parameter.refusal(value) != null) {
                throw new IllegalArgumentException(parameter.name() + ": " + parameter.refusal(value));
            }
            values.put(parameter.name(), value);
        }
        RunRequest request = new RunRequest(
                "test",
                1,
                Digest.of("test".getBytes()),
                Client.DEFAULT,
                Target.service("test"),
                null,
                "test",
                Map.of(),
                RunRequest.Grounds.ASKED,
                Actor.person("tester"),
                Instant.EPOCH);
        return new StepContext(request, values, executionId + "/" + values, 1, executionId);
    }

    /** What the handler says. */
    public static String run(Action action, String executionId, Map<String, String> given) throws Exception {
        StepContext step = of(action, executionId, given);
        action.handler().run(step);
        return step.output();
    }

    /** The same in the first run. */
    public static String run(Action action, Map<String, String> given) throws Exception {
        return run(action, "exe-1", given);
    }

    /** What a dry run says. */
    public static String preview(Action action, Map<String, String> given) throws Exception {
        return action.preview().look(of(action, "exe-1", given));
    }
}
