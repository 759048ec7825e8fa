package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aiops4j.Aiops;
import io.aiops4j.core.execution.StepResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** HTTP services that are written as properties, against a real server. */
class HttpPropertiesTest {

    private static final String HTTP = "aiops.actions.http.";
    private static final String SCALER = HTTP + "bases.scaler.";
    private static final String SCALE = HTTP + "calls.scale_service.";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Team_Name") + " " + body);
            byte[] answer = "fine".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ApplicationContextRunner reaching(String... more) {
        return Contexts.withAuthority()
                .withPropertyValues(SCALER + "address=http://localhost:"
                        + server.getAddress().getPort() + "/v1")
                .withPropertyValues(more);
    }

    @Test
    void a_page_of_a_base_is_read_with_its_token_and_headers_and_nothing_else_can_be_done() {
        reaching(SCALER + "bearer=swordfish", SCALER + "headers.X-Team_Name=the-blue")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    StepResult result = OneStep.run(
                            aiops, "http_check", Map.of("base", "scaler", "path", "/health", "contains", "fine"));
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(asked).containsExactly("GET /v1/health Bearer swordfish the-blue ");
                    assertThat(OneStep.isKnown(aiops, "http_call")).isFalse();
                    assertThat(context.getBean(AiopsProperties.class).toString())
                            .doesNotContain("swordfish", "the-blue");
                });
    }

    @Test
    void anything_can_be_sent_where_that_is_said_and_reading_can_be_left_out() {
        reaching(HTTP + "call=true", HTTP + "check=false").run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            StepResult result = OneStep.run(
                    aiops, "http_call", Map.of("base", "scaler", "path", "/jobs/7/retry", "method", "POST"));
            assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
            assertThat(asked).singleElement().asString().startsWith("POST /v1/jobs/7/retry null null");
            assertThat(OneStep.isKnown(aiops, "http_check")).isFalse();
        });
    }

    @Test
    void a_call_of_ones_own_is_an_action_with_its_parameters() {
        reaching(
                        SCALE + "base=scaler",
                        SCALE + "request=PUT /services/{service}/scale",
                        SCALE + "risk=medium",
                        SCALE + "parameters[0].name=service",
                        SCALE + "parameters[1].name=replicas",
                        SCALE + "parameters[1].type=number",
                        SCALE + "parameters[1].min=1",
                        SCALE + "parameters[1].max=20")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    assertThat(OneStep.faults(aiops, "scale_service", Map.of("service", "shop", "replicas", "21")))
                            .contains("at most 20");
                    StepResult result = OneStep.run(aiops, "scale_service", Map.of("service", "shop", "replicas", "3"));
                    assertThat(result.status()).as(result.error()).isEqualTo(StepResult.Status.DONE);
                    assertThat(asked).containsExactly("PUT /v1/services/shop/scale null null {\"replicas\":3}");
                });
    }

    @Test
    void a_token_comes_from_the_environment_by_its_placeholder_or_by_the_name_of_its_property() {
        Map<String, Object> environment = Map.of(
                "AIOPS_ACTIONS_HTTP_BASES_SCALER_BEARER", "swordfish",
                "AIOPS_ACTIONS_HTTP_BASES_SCALER_ADDRESS", "https://scaler.internal");
        AiopsProperties bound = new Binder(ConfigurationPropertySources.from(
                        new SystemEnvironmentPropertySource("systemEnvironment", environment)))
                .bind("aiops", AiopsProperties.class)
                .get();
        assertThat(bound.actions().http().bases().get("scaler").bearer()).isEqualTo("swordfish");
        reaching("SCALER_TOKEN=swordfish", SCALER + "bearer=${SCALER_TOKEN}").run(context -> {
            OneStep.run(context.getBean(Aiops.class), "http_check", Map.of("base", "scaler", "path", "/health"));
            assertThat(asked).containsExactly("GET /v1/health Bearer swordfish null ");
        });
    }

    @Test
    void what_cannot_be_reached_or_called_is_reported_with_what_to_write() {
        String address = SCALER + "address=https://scaler.internal/v1";
        Reports.name(HTTP + "bases.scaler", "Its address is missing.", address, SCALER + "bearer=x");
        Reports.name(HTTP + "bases.scaler", "neither http nor https", address, SCALER + "address=ftp://a");
        Reports.name(HTTP + "bases.scaler", "none at all", address, SCALER + "address=not an address");
        Reports.name(HTTP + "bases.scaler", "Its bearer is blank.", address, address, SCALER + "bearer= ");
        Reports.name(
                HTTP + "bases.scaler",
                "a bearer and a header Authorization",
                address,
                address,
                SCALER + "bearer=x",
                SCALER + "headers.authorization=y");
        Reports.name(HTTP + "bases.scaler", "cannot be sent", address, address, SCALER + "bearer=a\nb");
        Reports.name(HTTP + "call", "no service that may be reached", address, HTTP + "call=true");
        Reports.name(HTTP + "calls", "no service that may be reached", address, SCALE + "base=scaler");
        String example = SCALE + "request=PUT /services/{service}/scale";
        Reports.name(HTTP + "calls.scale_service", "Its base is missing.", example, address, example);
        Reports.name(HTTP + "calls.scale_service", "Its request is missing.", example, address, SCALE + "base=scaler");
        Reports.name(
                HTTP + "calls.scale_service",
                "there is no base 'other'",
                example,
                address,
                SCALE + "base=other",
                SCALE + "request=PUT /scale");
        Reports.name(
                HTTP + "calls.scale_service",
                "names a parameter that is not declared",
                example,
                address,
                SCALE + "base=scaler",
                example);
    }

    @Test
    void a_secret_of_an_address_or_a_token_is_in_no_report() {
        for (String wrong : new String[] {"address=https://a b/swordfish", "address=gopher://a/swordfish"}) {
            assertThat(CapturedAnalysis.ofStarting("--" + SCALER + wrong).getDescription())
                    .doesNotContain("swordfish");
        }
        assertThat(CapturedAnalysis.ofStarting(
                                "--" + SCALER + "address=https://a", "--" + SCALER + "bearer=sword\nfish")
                        .getDescription())
                .doesNotContain("sword", "fish");
    }

    @Test
    void a_call_cannot_have_the_name_of_another_action() {
        Reports.name(
                HTTP + "calls.http_check",
                "There is 'http_check' already, by another property.",
                "rename one",
                SCALER + "address=https://scaler.internal",
                HTTP + "calls.http_check.base=scaler",
                HTTP + "calls.http_check.request=POST /");
    }
}
