package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.core.verify.Verifier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A verifier that is a bean decides, for incidents of the type that is its name. */
class VerifierBeansTest {

    private static final ApplicationContextRunner RUNNING = Contexts.withAuthority()
            .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> {}))
            .withBean(
                    "redis", StateProbe.class, () -> target -> Map.of("status", "running", "heap.used_percent", "97"));

    private static Verification verification(Aiops aiops) {
        ExecutionResult result = OutOfMemory.happensTo(aiops);
        assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
        return result.verification();
    }

    @Test
    void without_one_the_built_in_verifier_decides() {
        RUNNING.run(context -> {
            Verification verification = verification(context.getBean(Aiops.class));
            assertThat(verification.outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
            assertThat(verification.detail()).contains("heap.used_percent");
        });
    }

    @Test
    void one_of_the_incidents_type_takes_the_place_of_the_built_in_one() {
        RUNNING.withBean("out_of_memory", Verifier.class, () -> (before, after) -> Verification.passed("our eyes", 0.9))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    Verification verification = verification(aiops);
                    assertThat(verification.outcome()).isEqualTo(Verification.Outcome.PASSED);
                    assertThat(verification.method()).contains("our eyes");
                    assertThat(verification.confidence()).isEqualTo(0.9);
                    assertThat(aiops.incidents().open()).isEmpty();
                });
    }

    @Test
    void one_that_refutes_keeps_the_incident_open() {
        RUNNING.withBean(
                        "out_of_memory",
                        Verifier.class,
                        () -> (before, after) -> Verification.notPassed("our eyes", "still red"))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    Verification verification = verification(aiops);
                    assertThat(verification.outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
                    assertThat(verification.detail()).contains("still red");
                    assertThat(aiops.incidents().open()).hasSize(1);
                });
    }

    @Test
    void one_of_another_type_decides_nothing() {
        RUNNING.withBean("disk_full", Verifier.class, () -> (before, after) -> Verification.passed("our eyes", 1))
                .run(context -> assertThat(
                                verification(context.getBean(Aiops.class)).outcome())
                        .isEqualTo(Verification.Outcome.NOT_PASSED));
    }
}
