package io.aiops4j.learning.analyze;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What rules find in one execution, with the places in it that they rest on. */
record Found(ExecutionResult result) {

    /** Said by the action, or read off the result: nothing is left to reason about. */
    static final double SAID = 0.95;

    /** Follows from states and declared effects. */
    static final double SHOWN = 0.8;

    /** Follows from words that a handler chose, or from figures that may be chance. */
    static final double LIKELY = 0.6;

    /** Nobody can tell. */
    static final double OPEN = 0;

    Analysis of(FailureType type, double confidence, String cause, String rule, String... places) {
        List<String> evidence = Stream.concat(
                        Stream.of(""), Arrays.stream(places).map(place -> "/" + place))
                .map(place -> result.evidenceId() + place)
                .distinct()
                .toList();
        return new Analysis(type, cause, evidence, confidence, "rule: " + rule);
    }

    Analysis unknown(String cause, String rule) {
        return of(FailureType.UNKNOWN, OPEN, cause, rule);
    }

    static String step(String name) {
        return "steps/" + name;
    }

    static String after(String value) {
        return "after/" + value;
    }

    static String before(String value) {
        return "before/" + value;
    }
}
