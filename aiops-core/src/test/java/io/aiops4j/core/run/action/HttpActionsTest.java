package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.http.OddServer;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.OneStep;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.run.StepContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** http_check and http_call against real servers, also those that stall, reset, drip and flood. */
@Timeout(120)
final class HttpActionsTest {

    private static final String SECRET = "Kq7vTr0ub4dor9";

    private static HttpAccess to(OddServer server) {
        return HttpAccess.to("shop", server.uri(""), Map.of("X-Api-Key", SECRET));
    }

    private static Map<String, String> health(String... more) {
        return more.length == 0
                ? Map.of("base", "shop", "path", "/health")
                : Map.of("base", "shop", "path", "/health", more[0], more[1]);
    }

    @Test
    void a_check_passes_when_status_and_text_are_as_expected() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", "{\"status\":\"UP\"}"))) {
            Action check = Actions.httpCheck(to(server));
            StepResult result = OneStep.run(check, health("contains", "UP"));
            assertThat(result.status()).isEqualTo(StepResult.Status.DONE);
            assertThat(result.output())
                    .startsWith("GET " + server.uri("/health") + " answered 200 in ")
                    .contains("{\"status\":\"UP\"}");
            StepResult other = OneStep.run(check, health("contains", "DOWN"));
            assertThat(other.failure()).isEqualTo(FailureType.EXTERNAL_DEPENDENCY);
            assertThat(other.error()).contains("answered 200, and 200 with 'DOWN' in it was expected");
            StepResult head = OneStep.run(check, health("method", "HEAD"));
            assertThat(head.status()).isEqualTo(StepResult.Status.DONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, ENVIRONMENT_OR_PERMISSION",
        "403, ENVIRONMENT_OR_PERMISSION",
        "404, PARAMETER_WRONG",
        "429, TRANSIENT",
        "503, TRANSIENT",
        "500, EXTERNAL_DEPENDENCY",
        "302, UNKNOWN"
    })
    void another_status_is_a_failure_of_its_kind(int status, FailureType type) throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(status, "", "no"))) {
            StepResult check = OneStep.run(Actions.httpCheck(to(server)), health());
            assertThat(check.failure()).isEqualTo(type);
            assertThat(check.error()).contains("answered " + status);
            StepResult call = OneStep.run(
                    Actions.httpCall(to(server)), Map.of("base", "shop", "method", "POST", "path", "/jobs"));
            assertThat(call.failure()).isEqualTo(type);
            // what is expected is a matter of the runbook
            assertThat(OneStep.run(Actions.httpCheck(to(server)), health("status", "" + status))
                            .status())
                    .isEqualTo(StepResult.Status.DONE);
        }
    }

    @Test
    void a_call_sends_its_json_under_the_key_of_its_step_and_the_number_of_its_lock() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(202, "", "accepted, password=" + SECRET + "!x"))) {
            StepResult result = OneStep.run(
                    Actions.httpCall(to(server)),
                    Map.of("base", "shop", "method", "POST", "path", "/jobs/7/retry", "body", "{\"force\":true}"));
            assertThat(result.status()).isEqualTo(StepResult.Status.DONE);
            assertThat(result.output()).contains("answered 202").doesNotContain(SECRET);
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("POST /jobs/7/retry HTTP/1.1")
                            .contains("X-Api-Key: " + SECRET, "Content-Type: application/json", "Idempotency-Key: key-")
                            .containsPattern("Aiops-Fence: [1-9]")
                            .endsWith("{\"force\":true}"));
        }
    }

    @Test
    void a_call_of_its_own_kind_puts_values_into_one_segment_and_into_fields_and_nowhere_else() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", ""))) {
            Action scale = scale(to(server));
            assertThat(scale.signature().idempotent()).isTrue();
            Map<String, String> values =
                    Map.of("service", "shop a?b#c", "replicas", "3", "why", "\"},{\"x\":\"", "drain", "true");
            Runner.DryRun.Planned dry = OneStep.preview(scale, values);
            assertThat(dry.preview())
                    .isEqualTo("would send PUT " + server.uri("/services/shop%20a%3Fb%23c/scale")
                            + " with {\"replicas\":3,\"why\":\"\\\"},{\\\"x\\\":\\\"\",\"drain\":true}");
            assertThat(server.requests()).isEmpty();
            assertThat(OneStep.run(scale, values).status()).isEqualTo(StepResult.Status.DONE);
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("PUT /services/shop%20a%3Fb%23c/scale HTTP/1.1")
                            .endsWith("{\"replicas\":3,\"why\":\"\\\"},{\\\"x\\\":\\\"\",\"drain\":true}"));
        }
    }

    private static Action scale(HttpAccess access) {
        return Actions.httpCall(
                access,
                "scale_service",
                Risk.MEDIUM,
                "shop",
                "PUT /services/{service}/scale",
                Parameter.text("service"),
                Parameter.number("replicas").between(1, 20),
                Parameter.text("why").or(""),
                new Parameter("drain", Parameter.Type.BOOLEAN, "false", java.util.Set.of(), null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "../../admin", "", "a\\b", "%2e", "a;b", "a\r\nb"})
    void a_value_that_would_lead_elsewhere_is_refused_and_nothing_is_sent(String service) throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", ""))) {
            Map<String, String> values = Map.of("service", service, "replicas", "3");
            StepResult result = OneStep.run(scale(to(server)), values);
            assertThat(result.status()).isEqualTo(StepResult.Status.FAILED);
            assertThat(result.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
            assertThat(OneStep.preview(scale(to(server)), values).refusal()).isEqualTo(result.error());
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/",
                "//evil.example/x",
                "/../x",
                "/%2e%2e/x",
                "/a%2fb",
                "/a\r\nX: y",
                "/a\\b",
                "@evil/"
            })
    void a_path_cannot_choose_another_host(String path) throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", ""))) {
            for (Action action : new Action[] {Actions.httpCheck(to(server)), Actions.httpCall(to(server))}) {
                Map<String, String> values = action.signature().name().equals("http_check")
                        ? Map.of("base", "shop", "path", path)
                        : Map.of("base", "shop", "path", path, "method", "POST");
                StepResult result = OneStep.run(action, values);
                assertThat(result.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
                assertThat(result.error()).contains("is refused");
                assertThat(OneStep.preview(action, values).refusal()).contains("is refused");
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_base_that_is_not_there_and_a_body_that_is_no_json_are_typed_failures() throws Exception {
        HttpAccess access = HttpAccess.to("shop", URI.create("http://127.0.0.1:1"), Map.of());
        StepResult base = OneStep.run(Actions.httpCheck(access), Map.of("base", "other", "path", "/"));
        assertThat(base.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(base.error()).isEqualTo("There is no base 'other'. Configure it, or use one of [shop].");
        StepResult body = OneStep.run(
                Actions.httpCall(access), Map.of("base", "shop", "method", "POST", "path", "/", "body", "{\"a\":1"));
        assertThat(body.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(body.error()).startsWith("The body is no JSON.");
        StepResult nobody = OneStep.run(Actions.httpCheck(access), Map.of("base", "shop", "path", "/"));
        assertThat(nobody.failure()).isEqualTo(FailureType.EXTERNAL_DEPENDENCY);
        assertThat(nobody.error()).contains("does not accept connections");
    }

    @Test
    void the_time_out_of_the_step_stops_a_server_that_stalls_or_drips() throws Exception {
        for (OddServer.Behaviour late : new OddServer.Behaviour[] {OddServer.SILENT, OddServer.DRIP}) {
            try (OddServer server = OddServer.start(late)) {
                StepResult result = OneStep.run(Actions.httpCheck(to(server)), health(), Duration.ofMillis(500));
                assertThat(result.status()).isEqualTo(StepResult.Status.TIMED_OUT);
                assertThat(result.error()).isEqualTo("no end within 500 ms");
                assertThat(server.awaitHangUp(Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    @Test
    void a_reset_garbage_and_50_megabytes_are_dealt_with() throws Exception {
        for (OddServer.Behaviour broken : new OddServer.Behaviour[] {OddServer.RESET, OddServer.GARBAGE}) {
            try (OddServer server = OddServer.start(broken)) {
                StepResult result = OneStep.run(Actions.httpCheck(to(server)), health());
                assertThat(result.failure()).isEqualTo(FailureType.EXTERNAL_DEPENDENCY);
            }
        }
        try (OddServer server = OddServer.start(OddServer.FLOOD)) {
            StepResult result = OneStep.run(Actions.httpCheck(to(server)), health());
            assertThat(result.status()).isEqualTo(StepResult.Status.DONE);
            assertThat(result.output()).hasSizeLessThan(StepContext.LONGEST_OUTPUT / 2);
            StepResult sought = OneStep.run(Actions.httpCheck(to(server)), health("contains", "y"));
            assertThat(sought.error()).contains("its first " + HttpAccess.MOST_BYTES + " bytes were looked at");
        }
    }

    @Test
    void a_dry_run_asks_and_sends_nothing() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", ""))) {
            assertThat(OneStep.preview(Actions.httpCheck(to(server)), health()).preview())
                    .isEqualTo("would ask GET " + server.uri("/health") + " and expect 200");
            assertThat(OneStep.preview(
                                    Actions.httpCall(to(server)),
                                    Map.of("base", "shop", "method", "DELETE", "path", "/tasks/7"))
                            .preview())
                    .isEqualTo("would send DELETE " + server.uri("/tasks/7") + " without a body");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_a_call_is_refused_when_it_is_made() {
        HttpAccess access = HttpAccess.to("shop", URI.create("https://shop.internal"), Map.of());
        for (String request :
                new String[] {"GET /x", "POST", "POST x", "POST /{unknown}", "POST //x", "DELETE /x", "POST /../{id}"
                }) {
            assertThatThrownBy(() -> Actions.httpCall(access, "call", Risk.LOW, "shop", request, Parameter.text("id")))
                    .as(request)
                    .isInstanceOf(AiopsException.class);
        }
        assertThatThrownBy(() -> Actions.httpCall(access, "call", Risk.LOW, "other", "POST /x"))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("there is no base 'other'");
        assertThat(Actions.httpCall(access, "call", Risk.LOW, "shop", "POST /x")
                        .signature()
                        .idempotent())
                .isFalse();
    }
}
