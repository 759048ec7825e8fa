package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What handlers and probes say is kept, and what is secret in it is not. */
@Timeout(60)
final class RunRedactionTest {

    private static final String SECRET = "Kq7vTr0ub4dor!9";
    private static final String TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

    @Test
    void neither_the_record_nor_the_journal_sees_a_secret_that_a_handler_or_a_probe_tells() throws Exception {
        Action leaks = Action.named("leak").run(step -> {
            step.output("connected with password=" + SECRET);
            throw new IllegalStateException("401 for https://x:" + TOKEN + "@git.example.com/repo.git");
        });
        Map<String, String> state = Map.of("db.password", SECRET, "detail", "down since " + SECRET);
        try (Plant plant = new Plant(Map.of("database", target -> state), leaks)) {
            ExecutionResult result = plant.run("""
                    id: leaks
                    incidentTypes: [out_of_memory]
                    steps:
                      - {name: leak, action: leak}
                    verification: ["status = 'running'"]
                    """);
            String record = ExecutionResult.CODEC.encode(result);
            assertThat(record).doesNotContain(SECRET, TOKEN).contains("<password:1>", "connected with password=");
            assertThat(result.before().value("db.password")).isEqualTo("<password:1>");
            assertThat(result.before().value("detail")).isEqualTo("down since <password:1>");
            assertThat(result.steps().get(0).error()).contains("401 for https://", "git.example.com");
            for (Entry entry : plant.journal.readAll(0, 1_000)) {
                assertThat(new String(entry.payload().bytes(), StandardCharsets.UTF_8))
                        .as(entry.type().toString())
                        .doesNotContain(SECRET, TOKEN);
            }
        }
    }

    @Test
    void a_token_at_the_bound_of_the_output_is_not_kept_by_half() throws Exception {
        Action talks = Action.named("talk").run(step -> {
            step.output("x ".repeat(StepContext.LONGEST_OUTPUT / 2 - 10));
            step.output(TOKEN + " and more");
        });
        Action fails = Action.named("fail").run(step -> {
            throw new IllegalStateException("y ".repeat(975) + TOKEN + " z".repeat(100));
        });
        try (Plant plant = new Plant(talks, fails)) {
            ExecutionResult result = plant.run("""
                    id: talks
                    incidentTypes: [out_of_memory]
                    steps:
                      - {name: talk, action: talk}
                      - {name: fail, action: fail}
                    verification: ["status = 'running'"]
                    """);
            assertThat(result.steps().get(0).output()).endsWith("x...").hasSizeLessThan(StepContext.LONGEST_OUTPUT);
            assertThat(String.valueOf(result.steps().get(1).error()))
                    .contains("y y")
                    .doesNotContain("ghp_");
        }
    }
}
