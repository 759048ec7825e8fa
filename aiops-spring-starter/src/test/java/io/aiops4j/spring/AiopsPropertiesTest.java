package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.llm.Models;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.json.JsonParserFactory;

class AiopsPropertiesTest {

    @Test
    void every_property_is_honoured(@TempDir Path folder) {
        Contexts.withAuthority()
                .withPropertyValues(
                        "aiops.node=shop-1",
                        "aiops.spill.folder=" + folder,
                        "aiops.confidence.threshold=0.9",
                        "aiops.authority.approvers=bob, carol")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    assertThat(host(aiops)).isEqualTo("shop-1");
                    assertThat(threshold(aiops)).isEqualTo(0.9);
                    assertThat(folder.resolve("lock")).exists();
                    assertThat(aiops.health().isWell()).isTrue();
                    assertThat(aiops.reviews().isApprover(Actor.person("bob"))).isTrue();
                    assertThat(aiops.reviews().isApprover(Actor.person("carol")))
                            .isTrue();
                });
    }

    @Test
    void a_spill_that_another_instance_has_is_refused_with_its_folder(@TempDir Path folder) {
        Contexts.withAuthority()
                .withPropertyValues("aiops.spill.folder=" + folder)
                .run(first -> Contexts.withAuthority()
                        .withPropertyValues("aiops.spill.folder=" + folder)
                        .run(second -> assertThat(second)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining(folder.toString())
                                .hasMessageContaining("in use")));
    }

    @Test
    void names_of_approvers_may_be_listed_and_may_hold_any_character() {
        Contexts.runner()
                .withPropertyValues(
                        "aiops.authority.approvers[0]=bob@example.com", "aiops.authority.approvers[1]=Zoë, the first")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    assertThat(aiops.reviews().isApprover(Actor.person("bob@example.com")))
                            .isTrue();
                    assertThat(aiops.reviews().isApprover(Actor.person("Zoë, the first")))
                            .isTrue();
                });
    }

    @Test
    void defaults_are_those_of_the_library() {
        Contexts.runner().run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            try (Aiops plain = Aiops.builder().build()) {
                assertThat(threshold(aiops)).isEqualTo(threshold(plain)).isEqualTo(Confidence.DEFAULT_THRESHOLD);
                assertThat(host(aiops)).isEqualTo(host(plain));
                assertThat(aiops.health().degradations())
                        .isEqualTo(plain.health().degradations());
            }
        });
    }

    private static double threshold(Aiops aiops) {
        return aiops.learning()
                .confidence(Client.DEFAULT, Digest.of(new byte[0]))
                .threshold();
    }

    private static String host(Aiops aiops) {
        aiops.record("where", () -> 1);
        List<ExecutionResult> executions = OutOfMemory.executions(aiops);
        return executions.get(0).host();
    }

    @Test
    void a_key_that_is_not_base64_is_reported_with_what_to_write() {
        FailureAnalysis analysis = CapturedAnalysis.ofStarting("--aiops.authority.key=not a key: swordfish");

        assertThat(analysis.getDescription())
                .isEqualTo("The property aiops.authority.key cannot be used. It is not base64.");
        assertThat(analysis.getAction())
                .isEqualTo("Set it to what this prints, or leave it out to go without a key: openssl rand -base64 32");
    }

    @Test
    void a_key_that_is_too_short_is_reported_with_how_long_it_must_be() {
        FailureAnalysis analysis = CapturedAnalysis.ofStarting("--aiops.authority.key=c3dvcmRmaXNo");

        assertThat(analysis.getDescription())
                .startsWith("The property aiops.authority.key cannot be used.")
                .contains("9 bytes", "at least 16");
        assertThat(analysis.getAction()).contains("openssl rand -base64 32");
    }

    @Test
    void a_key_that_is_empty_is_no_way_to_go_without_one() {
        assertThat(CapturedAnalysis.ofStarting("--aiops.authority.key=").getDescription())
                .contains("aiops.authority.key", "0 bytes");
    }

    @Test
    void a_wrong_key_is_in_no_report_and_no_stack_trace() {
        for (String secret : List.of("c3dvcmRmaXNo", "swordfish!", "sword-fish", "swordfish=")) {
            FailureAnalysis analysis = CapturedAnalysis.ofStarting("--aiops.authority.key=" + secret);
            assertThat(text(analysis)).doesNotContain(secret, "swordfish", "Illegal base64 character", "Input byte");
        }
    }

    private static String text(FailureAnalysis analysis) {
        StringWriter trace = new StringWriter();
        analysis.getCause().printStackTrace(new PrintWriter(trace));
        return analysis.getDescription() + analysis.getAction() + trace;
    }

    @Test
    void a_key_with_a_line_end_behind_it_is_the_same_key() {
        AiopsProperties.AuthorityProperties fromAFile = new AiopsProperties.AuthorityProperties(
                OutOfMemory.KEY + "\n", List.of(), List.of(), Map.of(), 1, Map.of());

        assertThat(fromAFile.toAuthority().seal().isKeyed()).isTrue();
    }

    @Test
    void a_key_is_never_printed() {
        Contexts.withAuthority()
                .run(context -> assertThat(
                                context.getBean(AiopsProperties.class).toString())
                        .contains("key=******", "bob")
                        .doesNotContain(OutOfMemory.KEY));
    }

    @Test
    void a_threshold_out_of_range_is_reported_with_what_to_write() {
        for (String threshold : List.of("0", "1", "70", "-0.7", "NaN")) {
            FailureAnalysis analysis = CapturedAnalysis.ofStarting("--aiops.confidence.threshold=" + threshold);

            assertThat(analysis.getDescription())
                    .startsWith("The property aiops.confidence.threshold cannot be used.")
                    .contains(String.valueOf(Double.parseDouble(threshold)));
            assertThat(analysis.getAction())
                    .isEqualTo("Write a number between 0 and 1: aiops.confidence.threshold=0.7");
        }
    }

    @Test
    void a_value_of_another_type_is_reported_with_what_to_write() {
        FailureAnalysis number = CapturedAnalysis.ofStarting("--aiops.confidence.threshold=often");
        FailureAnalysis truth = CapturedAnalysis.ofStarting("--aiops.detection.enabled=perhaps");

        assertThat(number.getDescription())
                .startsWith("The property aiops.confidence.threshold cannot be used.")
                .contains("\"often\"", "commandLineArgs");
        assertThat(number.getAction()).isEqualTo("Write a number with a decimal point.");
        assertThat(truth.getDescription()).startsWith("The property aiops.detection.enabled cannot be used.");
        assertThat(truth.getAction()).isEqualTo("Write true or false.");
    }

    @Test
    void the_report_on_a_wrong_value_does_not_show_the_key_beside_it() {
        FailureAnalysis analysis = CapturedAnalysis.ofStarting(
                "--aiops.authority.key=" + OutOfMemory.KEY, "--aiops.detection.enabled=perhaps");
        assertThat(text(analysis)).doesNotContain(OutOfMemory.KEY);
    }

    @Test
    void wrong_properties_of_others_are_left_to_boot() {
        FailureAnalysis analysis = CapturedAnalysis.ofStarting("--spring.task.execution.pool.core-size=many");
        assertThat(analysis.getDescription()).startsWith("Failed to bind");
    }

    @Test
    void an_approver_without_a_name_is_reported_with_what_to_write() {
        FailureAnalysis analysis = CapturedAnalysis.ofStarting("--aiops.authority.approvers=alice,,bob");

        assertThat(analysis.getDescription()).startsWith("The property aiops.authority.approvers cannot be used.");
        assertThat(analysis.getAction()).contains("aiops.authority.approvers=alice,bob");
    }

    @Test
    void a_critical_service_takes_as_many_people_with_the_role_as_the_properties_say() {
        Contexts.runner()
                .withPropertyValues(
                        "aiops.authority.key=" + OutOfMemory.KEY,
                        "aiops.authority.approvers=bob,carol,dave",
                        "aiops.authority.roles.dba=bob,carol",
                        "aiops.authority.critical.redis.approvals=2",
                        "aiops.authority.critical.redis.role=dba")
                .withBean(Action.class, () -> OutOfMemory.restart(step -> {}))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    String id = OutOfMemory.submittedTo(aiops);
                    Target redis = Target.service("redis");
                    aiops.reviews().approve(id, Actor.person("dave"));
                    aiops.reviews().approve(id, Actor.person("bob"));
                    assertThat(aiops.runbooks().candidates(Client.DEFAULT, "out_of_memory", redis))
                            .isEmpty();
                    aiops.reviews().approve(id, Actor.person("carol"));
                    assertThat(aiops.runbooks().candidates(Client.DEFAULT, "out_of_memory", redis))
                            .hasSize(1);
                });
    }

    @Test
    void what_everything_takes_is_a_property_too_and_an_earlier_key_still_holds() {
        String former = "ZmVkY2JhOTg3NjU0MzIxMA==";
        Contexts.runner()
                .withPropertyValues(
                        "aiops.authority.key=" + OutOfMemory.KEY,
                        "aiops.authority.former-keys=" + former,
                        "aiops.authority.approvers=bob,carol",
                        "aiops.authority.approvals=2")
                .withBean(Action.class, () -> OutOfMemory.restart(step -> {}))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    String id = OutOfMemory.submittedTo(aiops);
                    aiops.reviews().approve(id, Actor.person("bob"));
                    assertThat(aiops.reviews().byId(id).orElseThrow().state()).isNotEqualTo(Proposal.State.APPROVED);
                    aiops.reviews().approve(id, Actor.person("carol"));
                    assertThat(aiops.reviews().byId(id).orElseThrow().state()).isEqualTo(Proposal.State.APPROVED);
                    Seal earlier = Seal.with(Base64.getDecoder().decode(former));
                    assertThat(context.getBean(AiopsProperties.class)
                                    .authority()
                                    .toAuthority()
                                    .seal()
                                    .signed(earlier.sign("a", "b"), "a", "b"))
                            .isTrue();
                });
    }

    @Test
    void roles_and_counts_that_nobody_could_meet_are_reported_with_what_to_write() {
        assertThat(CapturedAnalysis.ofStarting("--aiops.authority.approvers=bob", "--aiops.authority.roles.dba=carol")
                        .getDescription())
                .isEqualTo("The property aiops.authority.roles.dba cannot be used. 'carol' is no approver.");
        assertThat(CapturedAnalysis.ofStarting("--aiops.authority.approvals=0").getDescription())
                .startsWith("The property aiops.authority.approvals cannot be used.");
        FailureAnalysis few = CapturedAnalysis.ofStarting(
                "--aiops.authority.approvers=bob",
                "--aiops.authority.roles.dba=bob",
                "--aiops.authority.critical.redis.approvals=2",
                "--aiops.authority.critical.redis.role=dba");
        assertThat(few.getDescription())
                .isEqualTo("The property aiops.authority.critical.redis cannot be used. It takes 2 with the role 'dba',"
                        + " and 1 have it.");
    }

    @Test
    void every_guardrail_is_a_property_and_what_is_not_said_is_as_the_library_has_it() {
        Contexts.withAuthority()
                .run(context -> assertThat(context.getBean(Aiops.class).runs().guardrails())
                        .isEqualTo(Guardrails.DEFAULT));
        Contexts.withAuthority()
                .withPropertyValues(
                        "aiops.guardrails.per-hour=1",
                        "aiops.guardrails.per-incident=2",
                        "aiops.guardrails.per-target=3",
                        "aiops.guardrails.most-waiting=4",
                        "aiops.guardrails.cool-down=5m",
                        "aiops.guardrails.cool-down-after-failure=6m",
                        "aiops.guardrails.apart=7m",
                        "aiops.guardrails.breaker-failures=8",
                        "aiops.guardrails.breaker-pause=9m",
                        "aiops.guardrails.recurrence=10m",
                        "aiops.guardrails.windows[0]=Mon-Fri 22:00-06:00 Europe/Berlin",
                        "aiops.guardrails.windows[1]=Sat,Sun 00:00-00:00 Europe/Berlin",
                        "aiops.guardrails.freezes[0]=2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin everything")
                .run(context -> assertThat(context.getBean(Aiops.class).runs().guardrails())
                        .isEqualTo(Guardrails.DEFAULT
                                .perHour(1)
                                .perIncident(2)
                                .perTarget(3)
                                .mostWaiting(4)
                                .coolDown(Duration.ofMinutes(5), Duration.ofMinutes(6))
                                .apart(Duration.ofMinutes(7))
                                .breaker(8, Duration.ofMinutes(9))
                                .recurrence(Duration.ofMinutes(10))
                                .window("Mon-Fri 22:00-06:00 Europe/Berlin")
                                .window("Sat,Sun 00:00-00:00 Europe/Berlin")
                                .freeze("2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin everything")));
    }

    @Test
    void a_guardrail_that_is_none_is_reported_with_what_to_write() {
        Map<String, String> wrong = Map.of(
                "per-hour=-1", "Write 0 or more: aiops.guardrails.per-hour=10",
                "per-incident=-1", "Write 0 or more: aiops.guardrails.per-incident=5",
                "breaker-failures=0", "Write 1 or more: aiops.guardrails.breaker-failures=3",
                "breaker-pause=2d", "Write a time of at most a day: aiops.guardrails.breaker-pause=15m",
                "cool-down=2d", "Write a time of at most a day: aiops.guardrails.cool-down=15m",
                "recurrence=2d", "Write a time of at most a day: aiops.guardrails.recurrence=15m",
                "apart=-1s", "Write a time of at most a day: aiops.guardrails.apart=15m",
                "windows[0]=night", "Mon-Fri 22:00-06:00 Europe/Berlin",
                "freezes[0]=summer", "2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin");
        wrong.forEach((property, action) -> {
            FailureAnalysis analysis = CapturedAnalysis.ofStarting("--aiops.guardrails." + property);
            String name = property.substring(0, property.indexOf('=')).replace("[0]", "");
            assertThat(analysis.getDescription())
                    .startsWith("The property aiops.guardrails." + name + " cannot be used.");
            assertThat(analysis.getAction()).endsWith(action);
        });
    }

    @Test
    void a_blank_node_is_reported_with_what_to_write() {
        FailureAnalysis analysis = CapturedAnalysis.ofStarting("--aiops.node= ");

        assertThat(analysis.getDescription()).isEqualTo("The property aiops.node cannot be used. It is blank.");
        assertThat(analysis.getAction()).contains("aiops.node=shop-1");
    }

    @Test
    void editors_know_every_property_with_a_description_and_its_default() throws IOException {
        Map<String, Object> defaults = new HashMap<>();
        for (Map<?, ?> property : properties()) {
            assertThat(property.get("description")).asString().endsWith(".").hasSizeGreaterThan(20);
            defaults.put((String) property.get("name"), property.get("defaultValue"));
        }

        Map<String, Object> expected = new HashMap<>();
        expected.put("aiops.enabled", true);
        expected.put("aiops.node", null);
        expected.put("aiops.spill.folder", null);
        expected.put("aiops.guardrails.per-hour", Guardrails.DEFAULT_PER_HOUR);
        expected.put("aiops.guardrails.per-incident", Guardrails.DEFAULT_PER_INCIDENT);
        expected.put("aiops.guardrails.per-target", Guardrails.DEFAULT_PER_TARGET);
        expected.put("aiops.guardrails.most-waiting", Guardrails.DEFAULT_MOST_WAITING);
        expected.put("aiops.guardrails.cool-down", null);
        expected.put("aiops.guardrails.cool-down-after-failure", null);
        expected.put("aiops.guardrails.apart", null);
        expected.put("aiops.guardrails.breaker-failures", Guardrails.DEFAULT_BREAKER_FAILURES);
        expected.put("aiops.guardrails.breaker-pause", null);
        expected.put("aiops.guardrails.recurrence", null);
        expected.put("aiops.guardrails.windows", null);
        expected.put("aiops.jdbc.enabled", true);
        expected.put("aiops.jdbc.schema", "create");
        expected.put("aiops.jdbc.table-prefix", "aiops_");
        expected.put("aiops.guardrails.freezes", null);
        expected.put("aiops.confidence.threshold", Confidence.DEFAULT_THRESHOLD);
        expected.put("aiops.authority.key", null);
        expected.put("aiops.authority.former-keys", null);
        expected.put("aiops.authority.approvers", null);
        expected.put("aiops.authority.roles", null);
        expected.put("aiops.authority.approvals", 1);
        expected.put("aiops.authority.critical", null);
        expected.put("aiops.detection.enabled", true);
        expected.put("aiops.detection.zone", "UTC");
        expected.put("aiops.detection.rules", null);
        expected.put("aiops.detection.leaks", null);
        expected.put("aiops.detection.limits", null);
        expected.put("aiops.detection.meters", null);
        expected.put("aiops.detection.step", MetersProperties.STEP);
        expected.put("aiops.metrics.enabled", true);
        expected.put("aiops.events.enabled", true);
        expected.put("management.endpoint.aiops.access", "unrestricted"); // there is nothing but reading
        expected.put("management.endpoint.aiops.cache.time-to-live", "0ms");
        expected.put("aiops.redaction.without", null);
        expected.put("aiops.redaction.hosts", null);
        expected.put("aiops.patterns.built-in", true);
        expected.put("aiops.patterns.locations", null);
        expected.put("aiops.actions.services.manager", null);
        expected.put("aiops.actions.services.program", null);
        expected.put("aiops.actions.services.allow", null);
        expected.put("aiops.actions.services.names", null);
        expected.put("aiops.actions.services.any", false);
        expected.put("aiops.actions.cleanup-logs", null);
        expected.put("aiops.actions.edit-config", null);
        expected.put("aiops.actions.commands", null);
        expected.put("aiops.actions.http.bases", null);
        expected.put("aiops.actions.http.check", true);
        expected.put("aiops.actions.http.call", false);
        expected.put("aiops.actions.http.calls", null);
        expected.put("aiops.actions.connection-pools", false);
        expected.put("aiops.actions.terminate-queries", false);
        expected.put("aiops.actions.wait-until", false);
        expected.put("aiops.actions.notify", false);
        expected.put("aiops.notify.escalations", true);
        expected.put("aiops.notify.log", false);
        expected.put("aiops.notify.webhook.address", null);
        expected.put("aiops.notify.webhook.key", null);
        expected.put("aiops.probes.jvm", false);
        expected.put("aiops.probes.memory", false);
        expected.put("aiops.probes.cpu", false);
        expected.put("aiops.probes.disks", null);
        expected.put("aiops.probes.processes", null);
        expected.put("aiops.probes.ports", null);
        expected.put("aiops.probes.http", null);
        expected.put("aiops.probes.certificates", null);
        expected.put("aiops.probes.services", null);
        expected.put("aiops.probes.target-service", false);
        expected.put("aiops.probes.within", null);
        expected.put("aiops.logs.enabled", true);
        expected.put("aiops.logs.level", "warn");
        expected.put("aiops.logs.service", null);
        expected.put("aiops.logs.capacity", LogFeed.DEFAULT_CAPACITY);
        expected.put("aiops.models.cheap", null);
        expected.put("aiops.models.timeout", null);
        expected.put("aiops.models.attempts", Models.ATTEMPTS);
        expected.put("aiops.models.at-once", Models.AT_ONCE);
        expected.put("aiops.models.cache", null);
        expected.put("aiops.models.tokens-per-day", (int) Models.TOKENS_PER_DAY);
        expected.put("aiops.models.money-per-day", null);
        expected.put("aiops.models.prices", null);
        expected.put("management.health.aiops.enabled", true);
        expected.put("aiops.web.enabled", true);
        expected.put("aiops.web.path", "/aiops/api/v1");
        expected.put("aiops.web.page", true);
        expected.put("aiops.web.page-path", "/aiops");
        expected.put("aiops.web.read-only", false);
        expected.put("aiops.web.open-reading", false);
        expected.put("aiops.web.chain", false);
        expected.put("aiops.web.requests-per-minute", 600);
        expected.put("aiops.web.largest-body", "256KB");
        expected.put("aiops.web.recent-lines", 1000);
        assertThat(defaults).isEqualTo(expected);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> properties() throws IOException {
        for (URL metadata : Collections.list(
                AiopsProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = metadata.openStream()) {
                String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (json.contains(AiopsProperties.class.getName())) {
                    return (List<Map<?, ?>>)
                            JsonParserFactory.getJsonParser().parseMap(json).get("properties");
                }
            }
        }
        throw new AssertionError("there is no metadata");
    }
}
