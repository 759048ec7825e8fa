package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.Aiops;
import io.aiops4j.AiopsListener;
import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.detect.Detection;
import io.aiops4j.learning.testkit.HandCrank;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each type of bean is picked up, and used. */
class BeansTest {

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private final ApplicationContextRunner restarting = Contexts.withAuthority()
            .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> seen.add(step.text("service"))));

    @Test
    void an_action_is_run_by_an_approved_runbook() {
        restarting.run(context -> {
            ExecutionResult result = OutOfMemory.happensTo(context.getBean(Aiops.class));

            assertThat(seen).containsExactly("redis");
            assertThat(result.status()).isEqualTo(ExecutionResult.Status.COMPLETED);
        });
    }

    @Test
    void a_probe_reads_the_state_before_and_after_a_run() {
        restarting
                .withBean(
                        "redis",
                        StateProbe.class,
                        () -> target -> Map.of("status", seen.isEmpty() ? "down" : "running"))
                .run(context -> {
                    ExecutionResult result = OutOfMemory.happensTo(context.getBean(Aiops.class));

                    assertThat(result.before().values()).containsEntry("status", "down");
                    assertThat(result.after().values()).containsEntry("status", "running");
                    assertThat(result.success()).isTrue();
                });
    }

    @Test
    void a_probe_is_known_by_the_name_of_its_bean() {
        restarting
                .withBean("queueDepth", StateProbe.class, () -> target -> {
                    throw new IllegalStateException("the broker is away");
                })
                .run(context -> assertThat(OutOfMemory.happensTo(context.getBean(Aiops.class))
                                .before()
                                .unknown())
                        .containsOnlyKeys("queueDepth"));
    }

    @Test
    void a_sensor_sees_metric_points() {
        Sensor sensor = point ->
                List.of(Signal.of("disk_full", point.target(), Severity.ERROR, "disk is " + point.value() + " % full"));
        Contexts.runner().withBean("disk", Sensor.class, () -> sensor).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            aiops.observe(MetricPoint.of("disk.used", "shop", 97));
            assertThat(types(aiops)).containsExactly("disk_full");
        });
    }

    @Test
    void a_listener_sees_the_journal() {
        Contexts.runner()
                .withBean("listener", AiopsListener.class, () -> entry -> seen.add(entry.stream()))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    OutOfMemory.isSeenBy(aiops);
                    Incident open = aiops.incidents().open().get(0);
                    assertThat(seen).anyMatch(stream -> stream.contains(open.id()));
                });
    }

    @Test
    void patterns_are_added_to_the_built_in_ones() {
        Contexts.runner()
                .withBean(
                        AlertPattern.class,
                        () -> AlertPattern.of("stuck", "queue \\w+ is stuck", "queue_stuck", Severity.ERROR))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    aiops.observe(LogLine.of("shop", "queue orders is stuck"));
                    OutOfMemory.isSeenBy(aiops);
                    assertThat(types(aiops)).containsExactlyInAnyOrder("queue_stuck", "out_of_memory");
                });
    }

    @Test
    void patterns_come_from_files_too_and_more_are_put_in_at_run_time(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ours.yaml"), """
                patterns:
                  - {id: stuck, regex: 'queue \\w+ is stuck', incidentType: queue_stuck, finds: [queue orders is stuck]}
                """);
        Contexts.runner()
                .withPropertyValues("aiops.patterns.locations=" + file.toUri(), "aiops.patterns.built-in=false")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    aiops.observe(LogLine.of("shop", "queue orders is stuck"));
                    OutOfMemory.isSeenBy(aiops);
                    assertThat(types(aiops)).containsExactly("queue_stuck");
                    context.getBean(PatternLibrary.class)
                            .put(AlertPattern.of("heap", "OutOfMemoryError", "out_of_memory", Severity.ERROR));
                    OutOfMemory.isSeenBy(aiops);
                    assertThat(types(aiops)).containsExactlyInAnyOrder("queue_stuck", "out_of_memory");
                });
    }

    @Test
    void a_file_of_patterns_that_cannot_be_used_is_reported_with_what_is_wrong(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("ours.yaml"), "patterns: [{id: a, regex: '('}]");
        String description = CapturedAnalysis.ofStarting("--aiops.patterns.locations=" + file.toUri())
                .getDescription();
        assertThat(description)
                .startsWith("The property aiops.patterns.locations cannot be used.")
                .contains("ours.yaml", "patterns[0].incidentType");
        assertThat(CapturedAnalysis.ofStarting("--aiops.patterns.locations=file:/nowhere/at/all.yaml")
                        .getDescription())
                .contains("aiops.patterns.locations", "nowhere");
    }

    @Test
    void secrets_are_masked_by_built_in_rules_and_by_those_that_are_beans() {
        Contexts.runner()
                .withPropertyValues("aiops.redaction.without=ip-address", "aiops.redaction.hosts=corp.example")
                .withBean(Redactor.Rule.class, () -> Redactor.Rule.of("order", "order ([0-9]{6})"))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    aiops.observe(LogLine.of(
                            "shop", "order 123456 timed out at 10.1.2.3, db-1.corp.example, password=Kq7vTr0ub4dor"));
                    OutOfMemory.flush(aiops);
                    assertThat(aiops.incidents().open().toString())
                            .contains("order <order:1> timed out at 10.1.2.3, <host-name:1>, password=<password:1>");
                });
        assertThat(CapturedAnalysis.ofStarting("--aiops.redaction.without=everything")
                        .getDescription())
                .startsWith("The property aiops.redaction.without cannot be used.")
                .contains("ip-address");
    }

    @Test
    void a_pattern_that_cannot_be_used_stops_the_start() {
        Contexts.runner()
                .withBean(AlertPattern.class, () -> AlertPattern.of("open", "(", "unclosed", Severity.ERROR))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(AiopsException.class)
                        .hasMessageContaining("\"open\""));
    }

    @Test
    void a_model_is_asked_where_rules_cannot_tell() {
        ScriptedModel model = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        failing().withBean(ChatModel.class, () -> model).run(context -> {
            OutOfMemory.happensTo(context.getBean(Aiops.class));
            assertThat(model.prompts()).singleElement().asString().contains("restart_service");
        });
    }

    @Test
    void of_several_models_the_primary_one_is_asked() {
        ScriptedModel other = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        ScriptedModel primary = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        failing()
                .withBean("other", ChatModel.class, () -> other)
                .withBean("primary", ChatModel.class, () -> primary, bean -> bean.setPrimary(true))
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(other.prompts()).isEmpty();
                    assertThat(primary.prompts()).hasSize(1);
                });
    }

    @Test
    void of_several_models_none_is_asked_when_none_is_primary_and_the_log_says_so() {
        ScriptedModel model = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        List<String> log = CapturedLog.linesOf(() -> failing()
                .withBean("one", ChatModel.class, () -> model)
                .withBean("two", ChatModel.class, () -> model)
                .run(context -> OutOfMemory.happensTo(context.getBean(Aiops.class))));

        assertThat(model.prompts()).isEmpty();
        assertThat(log)
                .anyMatch(line -> line.startsWith("WARN AIOps for Java uses no model") && line.contains("@Primary"));
    }

    private static ApplicationContextRunner failing() {
        return Contexts.withAuthority()
                .withBean(
                        "restart",
                        Action.class,
                        () -> OutOfMemory.restart(step -> {
                            throw new IllegalStateException("the moon is full");
                        }));
    }

    @Test
    void stores_keep_what_happens() {
        Stores stores = Stores.inMemory(Clock.systemUTC());
        Contexts.runner().withBean(Stores.class, () -> stores).run(context -> {
            OutOfMemory.isSeenBy(context.getBean(Aiops.class));
            assertThat(stores.journal().head().position()).isPositive();
        });
    }

    @Test
    void two_stores_of_which_none_is_primary_stop_the_start_instead_of_being_passed_over() {
        Contexts.runner()
                .withBean("one", Stores.class, () -> Stores.inMemory(Clock.systemUTC()))
                .withBean("two", Stores.class, () -> Stores.inMemory(Clock.systemUTC()))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(NoUniqueBeanDefinitionException.class));
    }

    @Test
    void an_authority_replaces_the_one_in_the_properties() {
        Contexts.runner()
                .withPropertyValues("aiops.authority.approvers=carol")
                .withBean(Authority.class, () -> Authority.of(new byte[32]).approver("bob"))
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> seen.add("restarted")))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    OutOfMemory.happensTo(aiops);
                    assertThat(seen).containsExactly("restarted");
                    assertThat(aiops.health().isWell()).isTrue();
                    assertThat(aiops.reviews().isApprover(Actor.person("carol")))
                            .isFalse();
                });
    }

    @Test
    void a_clock_tells_the_time() {
        SettableClock clock = SettableClock.at("2031-02-03T04:05:06Z");
        Contexts.runner().withBean(Clock.class, () -> clock).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            OutOfMemory.isSeenBy(aiops);
            assertThat(aiops.incidents().open()).extracting(Incident::opened).containsExactly(clock.instant());
        });
    }

    @Test
    void of_several_clocks_none_is_used() {
        Contexts.runner()
                .withBean("one", Clock.class, () -> SettableClock.at("2031-02-03T04:05:06Z"))
                .withBean("two", Clock.class, () -> SettableClock.at("2032-02-03T04:05:06Z"))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    OutOfMemory.isSeenBy(aiops);
                    assertThat(aiops.incidents().open())
                            .extracting(Incident::opened)
                            .noneMatch(SettableClock.at("2031-01-01T00:00:00Z").instant()::isBefore);
                });
    }

    @Test
    void a_customizer_has_the_last_word() {
        HandCrank crank = new HandCrank();
        Contexts.runner()
                .withPropertyValues("aiops.node=by-property")
                .withBean(AlertPattern.class, () -> AlertPattern.of("any", ".", "anything", Severity.ERROR))
                .withBean(
                        AiopsBuilderCustomizer.class,
                        () -> builder ->
                                builder.executor(crank).node("by-customizer").patterns(PatternLibrary.of()))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    aiops.observe(LogLine.of("shop", "anything at all"));
                    aiops.observe(MetricPoint.of("disk.used", "shop", 97));
                    aiops.record("here", () -> 1);
                    crank.turn();
                    assertThat(aiops.incidents().open()).isEmpty();
                    assertThat(OutOfMemory.executions(aiops))
                            .extracting(ExecutionResult::host)
                            .containsExactly("by-customizer");
                });
    }

    @Test
    void metrics_are_watched_by_an_adaptive_detection() {
        Contexts.runner().run(context -> {
            assertThat(context).hasSingleBean(Detection.class);
            assertThat(typesAfterAJump(context.getBean(Aiops.class))).containsExactly(Detection.INCIDENT_TYPE);
        });
    }

    @Test
    void a_detection_of_the_application_replaces_the_adaptive_one() {
        Contexts.runner()
                .withBean(
                        "ours", Detection.class, () -> Detection.adaptive().incidentType("heap.used", "out_of_memory"))
                .run(context -> {
                    assertThat(context).hasSingleBean(Detection.class);
                    assertThat(typesAfterAJump(context.getBean(Aiops.class))).containsExactly("out_of_memory");
                });
    }

    @Test
    void a_sensor_of_another_type_leaves_the_adaptive_detection_in_place() {
        Contexts.runner()
                .withBean("idle", Sensor.class, () -> point -> List.of())
                .run(context -> {
                    assertThat(context).hasSingleBean(Detection.class);
                    assertThat(typesAfterAJump(context.getBean(Aiops.class))).containsExactly(Detection.INCIDENT_TYPE);
                });
    }

    @Test
    void metrics_are_not_watched_when_detection_is_disabled() {
        Contexts.runner().withPropertyValues("aiops.detection.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(Detection.class);
            assertThat(typesAfterAJump(context.getBean(Aiops.class))).isEmpty();
        });
    }

    private static List<String> typesAfterAJump(Aiops aiops) {
        IntStream.range(0, 200).forEach(i -> aiops.observe(MetricPoint.of("heap.used", "redis", 100 + i % 3)));
        IntStream.range(0, 10).forEach(i -> aiops.observe(MetricPoint.of("heap.used", "redis", 1000)));
        return types(aiops);
    }

    private static List<String> types(Aiops aiops) {
        OutOfMemory.flush(aiops);
        return aiops.incidents().open().stream().map(Incident::type).toList();
    }
}
