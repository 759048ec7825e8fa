package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.Aiops;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.verify.StateProbe;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the documents say under "With Spring Boot" binds as it stands there, and does what they say. */
class SpringDocsTest {

    private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");
    private static final Map<String, String> SECRETS = Map.of(
            "SCALER_TOKEN", "t0ken",
            "SHOP_KEY", "k3y",
            "HOOK_ADDRESS", "https://hooks.example.com/ops",
            "HOOK_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

    @TempDir
    private Path folder;

    /** The block as it stands there. */
    private static Map<String, String> block(String document) throws IOException {
        String text = Files.readString(DOCS.resolve(document));
        String heading = document.equals("metrics.md") ? "Meters that feed detectors" : "With Spring Boot";
        String section = text.substring(text.indexOf("\n## " + heading + "\n"));
        int open = section.indexOf("```yaml\n") + "```yaml\n".length();
        Map<String, String> properties = new LinkedHashMap<>();
        flatten(
                "",
                new Documents(document, "properties").yaml(section.substring(open, section.indexOf("```", open))),
                properties);
        return properties;
    }

    // as Boot reads YAML
    private static void flatten(String name, Node node, Map<String, String> properties) {
        if (node instanceof Node.Fields fields) {
            fields.fields()
                    .forEach((field, each) -> flatten(name.isEmpty() ? field : name + "." + field, each, properties));
        } else if (node instanceof Node.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                flatten(name + "[" + i + "]", items.items().get(i), properties);
            }
        } else if (node instanceof Node.Scalar scalar) {
            properties.put(name, String.valueOf(scalar.text()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"actions.md", "logging.md", "metrics.md", "models.md", "notifications.md", "verification.md"})
    void every_property_there_is_one(String document) throws IOException {
        Map<String, String> properties = block(document);
        assertThat(properties).hasSizeGreaterThan(3);
        new Binder(new MapConfigurationPropertySource(properties))
                .bind(
                        "aiops",
                        Bindable.of(AiopsProperties.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
    }

    private ApplicationContextRunner started(String document) throws IOException {
        List<String> pairs = new ArrayList<>();
        Map<String, String> here = new HashMap<>(block(document));
        for (String place : new String[] {"/var/log/shop", "/etc/shop", "/var/lib/shop"}) {
            Path there = Files.createDirectories(folder.resolve(place.substring(1)));
            here.replaceAll((property, value) -> value.equals(place) ? there.toString() : value);
        }
        SECRETS.forEach((name, value) -> pairs.add(name + "=" + value)); // as they would come from the environment
        here.forEach((property, value) -> pairs.add(property + "=" + value));
        return Contexts.withAuthority().withPropertyValues(pairs.toArray(String[]::new));
    }

    @Test
    void the_actions_there_are_actions() throws IOException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:docs");
        started("actions.md")
                .withPropertyValues("aiops.notify.log=true")
                .withBean("queue", StateProbe.class, () -> target -> Map.of("queue.depth", 3))
                .withBean(HikariDataSource.class, () -> {
                    HikariDataSource hikari = new HikariDataSource();
                    hikari.setDataSource(h2);
                    return hikari;
                })
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    for (String action : new String[] {
                        "start_service", "restart_service", "run_command", "cleanup_logs", "edit_config",
                        "restore_config", "http_check", "scale_service", "reset_connection_pool", "terminate_queries",
                        "wait_until", "notify"
                    }) {
                        assertThat(OneStep.isKnown(aiops, action)).as(action).isTrue();
                    }
                    assertThat(OneStep.isKnown(aiops, "stop_service")).isFalse();
                    assertThat(OneStep.isKnown(aiops, "http_call")).isFalse();
                    assertThat(OneStep.planned(aiops, "run_command", Map.of("command", "reindex", "shard", "7"))
                                    .preview())
                            .contains("/opt/shop/bin/reindex, --shard=7");
                });
    }

    @Test
    void the_notifiers_there_are_told() throws IOException {
        started("notifications.md").run(context -> {
            assertThat(context.getBean(AiopsNotifyAutoConfiguration.Told.class)
                            .notices()
                            .all())
                    .hasSize(2);
            assertThat(OneStep.isKnown(context.getBean(Aiops.class), "notify")).isTrue();
        });
    }

    @Test
    void the_probes_there_are_probes() throws IOException {
        started("verification.md").run(context -> {
            Map<String, StateProbe> probes = new HashMap<>();
            wanted(context.getBean("aiopsWantedProbes")).addTo(new HashMap<>(), probes::put);
            assertThat(probes)
                    .containsOnlyKeys(
                            "jvm",
                            "memory",
                            "cpu",
                            "disks",
                            "process/worker",
                            "port/redis",
                            "http/shop",
                            "certificate/site",
                            "certificate/own",
                            "service",
                            "service/nginx",
                            "service/shop");
        });
    }

    @Test
    void the_meters_there_are_watched() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Gauge.builder("jvm.memory.used", () -> 1e8).tag("area", "heap").register(registry);
        started("metrics.md")
                .withBean(MeterRegistry.class, () -> registry)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(MeterFeed.class)
                        .matches(MeterFeed::isRunning));
    }

    @SuppressWarnings("unchecked")
    private static Wanted<StateProbe> wanted(Object bean) {
        return (Wanted<StateProbe>) bean;
    }
}
