package io.aiops4j.samples.boot35;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.jdbc.JdbcStores;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import io.aiops4j.spring.AiopsAction;
import io.aiops4j.spring.RecordExecution;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jar that is compiled against Spring Boot 4 in a real web application on Spring Boot 3.5. */
class FormerBootTest {

    private ConfigurableApplicationContext context;
    private Aiops aiops;

    /** The application. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        @Bean
        Jobs jobs() {
            return new Jobs();
        }
    }

    static class Jobs {

        @RecordExecution("nightly-import")
        public int importAll() {
            return 42;
        }

        @AiopsAction(name = "restart_service", idempotent = true)
        void restart(String service) {}
    }

    @BeforeEach
    void start() {
        SpringApplication application = new SpringApplication(Shop.class);
        application.setBannerMode(Banner.Mode.OFF);
        context = application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always");
        aiops = context.getBean(Aiops.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private String get(String path) throws Exception {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void it_is_the_former_boot() {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
    }

    @Test
    void it_records_recognises_and_keeps_in_the_database() throws Exception {
        assertThat(context.getBean(Jobs.class).importAll()).isEqualTo(42);
        aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        assertThat(aiops.flush(Duration.ofSeconds(30))).isTrue();
        assertThat(context.getBeansOfType(JdbcStores.class)).hasSize(1);
        assertThat(aiops.executions().find(Query.all()).records())
                .extracting(ExecutionResult::runbookId)
                .containsExactly("nightly-import");
        assertThat(aiops.incidents().open()).hasSize(1);
    }

    @Test
    void what_it_logs_is_looked_at() throws Exception {
        LoggerFactory.getLogger("shop").error("OutOfMemoryError: heap space exhausted");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (aiops.incidents().open().isEmpty() && System.nanoTime() < end) {
            aiops.flush(Duration.ofSeconds(1));
        }
        assertThat(aiops.incidents().open()).hasSize(1);
    }

    @Test
    void health_shows_it() throws Exception {
        assertThat(get("/actuator/health"))
                .contains("\"aiops\":{\"status\":\"DEGRADED\"")
                .contains("Authority.of(key)")
                .contains("journal.entries")
                .contains("logs.waiting");
    }

    @Test
    void the_endpoint_and_the_meters_show_it() throws Exception {
        assertThat(get("/actuator/aiops/journal")).contains("\"position\"");
        assertThat(get("/actuator/aiops")).contains("\"incidents\"").contains("\"guardrails\"");
        assertThat(get("/actuator/metrics/aiops.incidents.open")).contains("\"value\":0.0");
    }
}
