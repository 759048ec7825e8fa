package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What Boot reports when an application is started with properties that cannot be used. */
final class Reports {

    private Reports() {}

    /** Names the property, says why, and says what to write. */
    static void name(String property, String why, String what, String... properties) {
        FailureAnalysis analysis = CapturedAnalysis.ofStarting(
                Arrays.stream(properties).map(each -> "--" + each).toArray(String[]::new));
        assertThat(analysis.getDescription())
                .startsWith("The property " + property + " cannot be used.")
                .contains(why);
        assertThat(analysis.getAction()).contains(what);
    }
}
