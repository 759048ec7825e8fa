package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class RunbookCheckTest {

    static final Map<String, ActionSignature> CATALOGUE = Map.of(
            "restart",
                    new ActionSignature(
                            "restart",
                            List.of(Parameter.text("service")),
                            Risk.MEDIUM,
                            true,
                            false,
                            List.of(Effect.parse("status = 'running'"), Effect.parse("heap.limit = heap.configured"))),
            "set_limit",
                    new ActionSignature(
                            "set_limit",
                            List.of(Parameter.number("mb").between(1, 4096)),
                            Risk.HIGH,
                            false,
                            false,
                            List.of(Effect.parse("heap.configured = ${mb}"))));

    private static List<Fault> faults(Runbook runbook) {
        return new RunbookCheck(CATALOGUE::get).check(runbook);
    }

    @Test
    void a_sound_runbook_has_no_faults() {
        assertThat(faults(RunbookArbitraries.sample())).isEmpty();
    }

    @Test
    void every_fault_is_found_at_once_each_with_its_path_and_a_hint() {
        Duration none = Duration.ZERO;
        Runbook bad = new Runbook(
                " ",
                0,
                "",
                "",
                List.of(),
                List.of(
                        Parameter.number("a").between(1, 9).or("12"),
                        Parameter.text("a"),
                        Parameter.text("target"),
                        new Parameter("big", Parameter.Type.NUMBER, null, Set.of(), null, new BigDecimal("1E+90"))),
                List.of(Check.parse("x = ${nobody}")),
                List.of(
                        new Step(
                                "s",
                                "restart",
                                Map.of(),
                                Check.parse("x = ${ghost}"),
                                none,
                                -1,
                                none,
                                Step.OnFailure.STOP),
                        new Step("s", "restrat", Map.of(), null, Duration.ofHours(2), 0, none, Step.OnFailure.STOP),
                        new Step(
                                "t",
                                "set_limit",
                                Map.of("mb", "5000", "kb", "1"),
                                null,
                                Duration.ofNanos(5),
                                11,
                                Duration.ofHours(1),
                                Step.OnFailure.STOP),
                        new Step(
                                "u",
                                "restart",
                                Map.of("service", "${gone}"),
                                null,
                                Duration.ofSeconds(Long.MAX_VALUE),
                                0,
                                Duration.ofSeconds(-5),
                                Step.OnFailure.STOP)),
                List.of(),
                List.of(new Step("", "undo", Map.of(), null, Duration.ofSeconds(1), 0, none, Step.OnFailure.STOP)),
                Runbook.Origin.PERSON);
        assertThat(faults(bad))
                .extracting(Fault::path)
                .contains(
                        "id",
                        "title",
                        "platform",
                        "version",
                        "incidentTypes",
                        "verification",
                        "parameters[0].preset",
                        "parameters[1]",
                        "parameters[2]",
                        "parameters[3]",
                        "preconditions[0]",
                        "steps[0].check",
                        "steps[0].timeout",
                        "steps[0].retries",
                        "steps[0].parameters.service",
                        "steps[1].name",
                        "steps[1].action",
                        "steps[1].timeout",
                        "steps[2].parameters.mb",
                        "steps[2].parameters.kb",
                        "steps[2].timeout",
                        "steps[2].retries",
                        "steps[2].pause",
                        "steps[3].parameters.service",
                        "steps[3].timeout",
                        "steps[3].pause",
                        "rollback[0].action",
                        "rollback[0].name");
        assertThat(faults(bad)).allSatisfy(fault -> {
            assertThat(fault.problem()).isNotBlank().isNotEqualTo("null");
            assertThat(fault.hint()).isNotBlank();
        });
        assertThat(faults(RunbookCodecTest.with(bad, "steps", List.of())))
                .extracting(Fault::path)
                .contains("steps");
    }

    @Provide
    Arbitrary<Runbook> runbooks() {
        return RunbookArbitraries.runbook();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void checking_and_comparing_never_fail_whatever_the_runbook(
            @ForAll("runbooks") Runbook one, @ForAll("runbooks") Runbook other) {
        assertThat(faults(one)).isNotNull();
        assertThat(one.changesFrom(other)).isNotNull();
        assertThat(one.changesFrom(null)).isNotEmpty().allMatch(line -> line.startsWith("+ "));
        assertThat(one.changesFrom(one)).isEmpty();
        assertThat(RunbookWarnings.of(one, other, CATALOGUE::get)).isNotNull();
        assertThat(one.longest().isNegative()).isFalse();
        assertThat(one.changesFrom(other)).allMatch(line -> line.lines().count() <= 1);
    }

    // --- templates ---

    @Property(tries = 200)
    void what_a_value_says_is_never_read_again(@ForAll("hostile") String value) {
        assertThat(Template.fill("a ${x} b ${x}", name -> value)).isEqualTo("a " + value + " b " + value);
    }

    @Provide
    Arbitrary<String> hostile() {
        return RunbookArbitraries.text();
    }

    @Test
    void a_template_is_filled_in_once_and_unknown_names_leave_it_unknown() {
        Map<String, String> values = Map.of("a", "${b}", "b", "secret", "", "empty");
        assertThat(Template.fill("${a}", values::get)).isEqualTo("${b}");
        assertThat(Template.fill("${${b}}", values::get)).isNull();
        assertThat(Template.fill("${}", values::get)).isEqualTo("empty");
        assertThat(Template.fill("$${b}", values::get)).isEqualTo("$secret");
        assertThat(Template.fill("${b", values::get)).isEqualTo("${b");
        assertThat(Template.fill("no ${c}", values::get)).isNull();
        assertThat(Template.names("${a} and ${b} and ${")).containsExactly("a", "b");
        assertThat(Template.fill("${".repeat(100_000), values::get)).hasSize(200_000);
    }

    @Test
    void the_values_of_a_run_are_the_given_ones_the_presets_and_the_target() {
        RunValues values = RunValues.of(
                RunbookArbitraries.sample(),
                Map.of("mb", "2048", "target", "evil", "undeclared", "x"),
                Client.of("acme"),
                Target.instance("redis", "node-3"));
        assertThat(values.apply("mb")).isEqualTo("2048");
        assertThat(values.apply("mode")).isEqualTo("soft");
        assertThat(values.apply("target")).isEqualTo("redis@node-3");
        assertThat(values.apply("target.service")).isEqualTo("redis");
        assertThat(values.apply("client")).isEqualTo("acme");
        assertThat(values.apply("undeclared")).isNull();
    }

    @Test
    void a_simulation_follows_the_declared_effects_in_order() {
        Runbook runbook = RunbookArbitraries.sample();
        RunValues values = RunValues.of(runbook, Map.of("mb", "2048"), Client.DEFAULT, Target.service("redis"));
        StateSnapshot before = StateSnapshot.of(Instant.EPOCH, Map.of("heap.configured", "512", "status", "down"));
        StateSnapshot after = runbook.simulate(before, values, CATALOGUE::get);
        assertThat(after.values())
                .containsEntry("heap.configured", "2048")
                .containsEntry("heap.limit", "2048")
                .containsEntry("status", "running");
        List<Step> reversed = new ArrayList<>(runbook.steps());
        java.util.Collections.reverse(reversed);
        Runbook wrongOrder = RunbookCodecTest.with(runbook, "steps", reversed);
        assertThat(wrongOrder.simulate(before, values, CATALOGUE::get).value("heap.limit"))
                .isEqualTo("512");
        assertThat(runbook.simulate(before, values, name -> null)).isEqualTo(before);
    }

    // --- versions in the queue ---

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Journal journal = Stores.inMemory(clock).journal();
    private final ReviewQueue reviews = new ReviewQueue(
            journal,
            Authority.of("a key of thirty-two bytes or more".getBytes()).approver("bob"),
            clock);
    private final Runbooks runbooks = new Runbooks(journal, reviews, CATALOGUE::get);
    private static final Actor ALICE = Actor.person("alice");
    private static final Actor BOB = Actor.person("bob");

    @Test
    void a_version_with_another_content_is_refused_and_the_next_number_is_told() {
        Runbook v2 = RunbookArbitraries.submittable();
        runbooks.submit(v2, ALICE);
        assertThat(runbooks.submit(v2, ALICE))
                .isEqualTo(runbooks.versions(Client.DEFAULT, v2.id()).get(0).proposalId());
        assertThatThrownBy(() -> runbooks.submit(RunbookCodecTest.with(v2, "title", "other"), ALICE))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("version 3");
        assertThat(runbooks.nextVersion(Client.DEFAULT, v2.id())).isEqualTo(3);
        assertThat(runbooks.nextVersion(Client.of("acme"), v2.id())).isEqualTo(1);
    }

    @Test
    void a_faulty_version_is_refused_with_all_its_faults() {
        Runbook bad = RunbookCodecTest.with(RunbookArbitraries.submittable(), "verification", List.of());
        assertThatThrownBy(() -> runbooks.submit(bad, ALICE)).isInstanceOf(ReviewException.class);
        Step step = RunbookArbitraries.submittable().steps().get(0);
        runbooks.submit(RunbookArbitraries.submittable(), ALICE);
        Runbook twice = RunbookCodecTest.with(
                RunbookCodecTest.with(RunbookArbitraries.submittable(), "version", 3), "steps", List.of(step, step));
        assertThatThrownBy(() -> runbooks.submit(twice, ALICE))
                .isInstanceOfSatisfying(
                        ReviewException.class, e -> assertThat(e.faults()).hasSize(1));
    }

    @Test
    void candidates_are_the_approved_versions_against_the_type_within_their_scope() {
        Runbook v2 = RunbookArbitraries.submittable();
        String id = runbooks.submit(v2, ALICE);
        assertThat(runbooks.candidates(Client.DEFAULT, "slow", Target.service("redis")))
                .isEmpty();
        reviews.approve(id, BOB, Scope.service("redis"));
        assertThat(runbooks.candidates(Client.DEFAULT, "slow", Target.service("redis")))
                .hasSize(1);
        assertThat(runbooks.candidates(Client.DEFAULT, "slow", Target.service("mysql")))
                .isEmpty();
        assertThat(runbooks.candidates(Client.DEFAULT, "other", Target.service("redis")))
                .isEmpty();
        assertThat(runbooks.candidates(Client.of("acme"), "slow", Target.service("redis")))
                .isEmpty();
        assertThat(runbooks.approved(Client.DEFAULT, RunbookCodec.digest(v2)).value())
                .isEqualTo(v2);
        assertThatThrownBy(() -> runbooks.approved(Client.of("acme"), RunbookCodec.digest(v2)))
                .isInstanceOf(NotApprovedException.class);
        Runbook v3 = RunbookCodecTest.with(v2, "version", 3);
        reviews.approve(runbooks.submit(v3, ALICE), BOB, Scope.service("redis"));
        assertThat(runbooks.candidates(Client.DEFAULT, "slow", Target.service("redis")))
                .extracting(candidate -> candidate.version().runbook().version())
                .containsExactly(3);
    }

    @Test
    void an_unreadable_version_does_not_hide_the_others() {
        for (String content : List.of("rb1:{", "rb9:{}", "nonsense")) {
            journal.append(Append.by(ALICE)
                    .add(
                            "proposal/" + content.hashCode(),
                            ReviewEntries.PROPOSED,
                            Map.of(
                                    "kind",
                                    "runbook",
                                    "digest",
                                    Map.of("hex", "0".repeat(64)),
                                    "content",
                                    content,
                                    "title",
                                    "t",
                                    "why",
                                    "w",
                                    "diff",
                                    "d",
                                    "risk",
                                    "LOW")));
        }
        runbooks.submit(RunbookArbitraries.submittable(), ALICE);
        assertThat(runbooks.versions(Client.DEFAULT, "redis-oom")).hasSize(1);
    }
}
