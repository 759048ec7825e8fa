package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.detect.Detection;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Rules, leaks and limits that are written as properties. */
class DetectionPropertiesTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void a_rule_is_broken_when_it_lasts_and_for_its_metric_only() {
        Contexts.runner()
                .withPropertyValues(
                        "aiops.detection.rules.busy.metric=cpu.load",
                        "aiops.detection.rules.busy.comparison=at-least",
                        "aiops.detection.rules.busy.limit=0.9",
                        "aiops.detection.rules.busy.lasting=5m",
                        "aiops.detection.rules.busy.until=0.8",
                        "aiops.detection.rules.busy.incident-type=cpu_busy")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    assertThat(types(aiops, "cpu.load", 5, i -> 0.95)).isEmpty();
                    assertThat(types(aiops, "other", 19, i -> 0.95)).isEmpty();
                    assertThat(types(aiops, "cpu.load", 19, i -> 0.95)).containsExactly("cpu_busy");
                });
    }

    @Test
    void a_leak_and_a_limit_are_foreseen() {
        Contexts.runner()
                .withPropertyValues(
                        "aiops.detection.leaks.heap.metric=heap.used",
                        "aiops.detection.leaks.heap.memory=true",
                        "aiops.detection.leaks.heap.limit=1e9",
                        "aiops.detection.leaks.heap.over=30m",
                        "aiops.detection.leaks.heap.incident-type=memory_leak",
                        "aiops.detection.limits.disk.metric=disk.free",
                        "aiops.detection.limits.disk.below=0",
                        "aiops.detection.limits.disk.ahead=2h",
                        "aiops.detection.limits.disk.incident-type=disk_full",
                        "aiops.detection.limits.disk.action=clean_disk")
                .withBean("ours", Detection.class, () -> Detection.adaptive().watching("nothing"))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    assertThat(types(aiops, "disk.free", 250, i -> 300 - i)).containsExactly("disk_full");
                    assertThat(types(aiops, "heap.used", 600, i -> 1e8 + 1.3e6 * i))
                            .containsExactlyInAnyOrder("disk_full", "memory_leak");
                });
    }

    @Test
    void nothing_of_it_is_watched_when_detection_is_disabled() {
        Contexts.runner()
                .withPropertyValues(
                        "aiops.detection.enabled=false",
                        "aiops.detection.rules.busy.metric=cpu.load",
                        "aiops.detection.rules.busy.comparison=above",
                        "aiops.detection.rules.busy.limit=0.9")
                .run(context -> assertThat(types(context.getBean(Aiops.class), "cpu.load", 9, i -> 1))
                        .isEmpty());
    }

    @Test
    void what_is_missing_or_cannot_be_is_reported_with_what_to_write() {
        reports("rules.busy", "Its metric is missing.", "rules.busy.comparison=above", "rules.busy.limit=1");
        reports("rules.busy", "Its limit is missing.", "rules.busy.metric=a", "rules.busy.comparison=above");
        reports("rules.busy", "Its comparison is missing.", "rules.busy.metric=a", "rules.busy.limit=1");
        reports(
                "rules.busy",
                "cannot be well again at 2.0",
                "rules.busy.metric=a",
                "rules.busy.comparison=above",
                "rules.busy.limit=1",
                "rules.busy.until=2");
        reports("leaks.heap", "more than 0 an hour", "leaks.heap.metric=a", "leaks.heap.per-hour=-1");
        reports("limits.disk", "above or one below", "limits.disk.metric=a");
        reports(
                "limits.disk",
                "above or one below",
                "limits.disk.metric=a",
                "limits.disk.above=1",
                "limits.disk.below=1");
        reports(
                "limits.disk",
                "a second to a year",
                "limits.disk.metric=a",
                "limits.disk.above=1",
                "limits.disk.ahead=0s");
        reports("zone", "There is no time zone 'Mars'.", "zone=Mars");
    }

    private static void reports(String property, String problem, String... properties) {
        String[] args = new String[properties.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = "--aiops.detection." + properties[i];
        }
        FailureAnalysis analysis = CapturedAnalysis.ofStarting(args);
        assertThat(analysis.getDescription())
                .startsWith("The property aiops.detection." + property + " cannot be used.")
                .contains(problem);
        assertThat(analysis.getAction()).startsWith("Write ").contains("aiops.detection.");
    }

    private static List<String> types(Aiops aiops, String metric, int minutes, IntToDoubleFunction values) {
        for (int i = 0; i < minutes; i++) {
            aiops.observe(new MetricPoint(
                    metric, Target.service("shop"), values.applyAsDouble(i), START.plusSeconds(60L * i)));
        }
        OutOfMemory.flush(aiops);
        return aiops.incidents().open().stream().map(Incident::type).toList();
    }
}
