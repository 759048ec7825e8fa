package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RunbookFaultsTest {

    @Test
    void the_sound_one_has_none() {
        assertThat(FaultCases.faults(FaultCases.SOUND)).isEmpty();
    }

    static Stream<FaultCases.Case> cases() {
        return FaultCases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_fault_is_found_where_it_is_and_nowhere_else(FaultCases.Case spoiled) {
        assertThat(spoiled.faults()).extracting(Fault::path).containsOnly(spoiled.path());
        assertThat(spoiled.faults()).allSatisfy(fault -> {
            assertThat(fault.problem()).isNotBlank().doesNotContain("null").hasSizeLessThan(400);
            assertThat(fault.hint()).isNotBlank().hasSizeLessThan(400);
        });
    }

    @Test
    void what_cannot_be_read_and_what_cannot_be_run_is_told_at_once() {
        String bad = FaultCases.SOUND
                .replace("timeout: 10s", "timeout: soon")
                .replace("action: restart", "action: restrat, shell: rm")
                .replace("status = 'running'", "all is well")
                .replace("min: 1,", "min: few,");
        assertThat(FaultCases.faults(bad))
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "steps[0].timeout",
                        "steps[1].shell",
                        "steps[1].action",
                        "verification[0]",
                        "parameters[0].min");
        assertThat(FaultCases.faults(bad))
                .filteredOn(fault -> fault.path().equals("steps[0].timeout"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.problem()).isEqualTo("'soon' cannot be read (line 7)"));
        assertThatThrownBy(() -> RunbookCodec.fromYaml(bad))
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.faults()).hasSize(4))
                .hasMessageContaining("steps[0].timeout");
    }

    @Test
    void a_file_made_of_faults_gives_a_bounded_list_and_a_short_message() {
        StringBuilder bad = new StringBuilder(FaultCases.SOUND);
        for (int i = 0; i < 20_000; i++) {
            bad.append("unknown").append(i).append(": 1\n");
        }
        assertThat(FaultCases.faults(bad.toString())).hasSize(Findings.MOST);
        assertThatThrownBy(() -> RunbookCodec.fromYaml(bad.toString()))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5_000));
    }

    // --- among its relatives ---

    private static final Runbook PARENT = RunbookCodec.fromYaml(FaultCases.SOUND
            .replace("version: 2", "version: 1")
            .replace("  - {name: limit, action: set_limit, parameters: {mb: \"${mb}\"}, timeout: 10s}\n", ""));
    private static final Runbook CHILD = RunbookCodec.fromYaml(FaultCases.SOUND);

    private static Runbook from(boolean generated, int parent) {
        return RunbookCodecTest.with(CHILD, "origin", new Runbook.Origin(generated, parent, "", "why"));
    }

    private static List<Fault> faults(Runbook runbook) {
        return new Family(List.of(PARENT)).faults(runbook, RunbookCheckTest.CATALOGUE::get);
    }

    private static List<Fault> warnings(Runbook runbook, Runbook parent) {
        return RunbookWarnings.of(runbook, parent, RunbookCheckTest.CATALOGUE::get);
    }

    @Test
    void a_higher_risk_than_the_parents_is_a_fault_in_a_draft_and_a_warning_for_a_person() {
        assertThat(faults(from(true, 1))).extracting(Fault::path).containsExactly("steps[0].action");
        assertThat(faults(from(false, 1))).isEmpty();
        assertThat(warnings(from(false, 1), PARENT))
                .singleElement()
                .satisfies(warning -> assertThat(warning.problem()).contains("HIGH", "MEDIUM"));
        Runbook undoing = RunbookCodecTest.with(
                RunbookCodecTest.with(from(true, 1), "steps", PARENT.steps()),
                "rollback",
                List.of(CHILD.steps().get(0)));
        assertThat(faults(undoing)).extracting(Fault::path).containsExactly("rollback[0].action");
    }

    @Test
    void a_draft_from_a_version_that_nobody_knows_is_a_fault_and_for_a_person_a_warning() {
        Runbook v3 = RunbookCodecTest.with(from(true, 2), "version", 3);
        assertThat(faults(v3)).extracting(Fault::path).containsExactly("origin.parent");
        assertThat(warnings(RunbookCodecTest.with(from(false, 2), "version", 3), null))
                .extracting(Fault::path)
                .containsExactly("origin.parent");
    }

    @Test
    void a_number_that_is_taken_is_a_fault_that_names_the_next_one() {
        Runbook other = RunbookCodecTest.with(PARENT, "title", "another");
        assertThat(faults(other))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .isEqualTo(
                                "version: redis-oom v1 exists already with another content (submit it as version 2)"));
        assertThat(faults(PARENT)).isEmpty();
    }

    @Test
    void whoever_asks_less_than_the_parent_or_allows_more_is_shown_to_the_reviewer() {
        Parameter mb = CHILD.parameters().get(0);
        Runbook less = RunbookCodecTest.with(CHILD, "verification", List.of(Check.parse("status != 'down'")));
        assertThat(warnings(less, CHILD)).extracting(Fault::path).containsExactly("verification");
        Runbook hasty = RunbookCodecTest.with(CHILD, "preconditions", List.of());
        Runbook careful = RunbookCodecTest.with(CHILD, "preconditions", CHILD.verification());
        assertThat(warnings(hasty, careful)).extracting(Fault::path).containsExactly("preconditions");
        assertThat(warnings(careful, hasty)).isEmpty();
        Runbook narrow = RunbookCodecTest.with(
                CHILD, "parameters", List.of(mb.between(1, 100).or("50")));
        assertThat(warnings(CHILD, narrow)).extracting(Fault::path).containsExactly("parameters[0]");
        assertThat(warnings(narrow, CHILD)).isEmpty();
        Runbook chosen = RunbookCodecTest.with(CHILD, "parameters", List.of(mb.oneOf("512", "1024")));
        assertThat(warnings(CHILD, chosen)).extracting(Fault::path).containsExactly("parameters[0]");
        assertThat(warnings(chosen, CHILD)).isEmpty();
    }

    @Test
    void what_has_no_effect_or_cannot_be_seen_is_a_warning() {
        Runbook sound = CHILD;
        assertThat(warnings(sound, null)).isEmpty();
        Runbook unused = RunbookCodecTest.with(
                sound, "parameters", List.of(sound.parameters().get(0), Parameter.text("spare")));
        assertThat(warnings(unused, null)).extracting(Fault::path).containsExactly("parameters[1]");
        Runbook pausing = RunbookCodecTest.with(
                sound,
                "steps",
                List.of(
                        sound.steps().get(0).retrying(0, Duration.ofSeconds(1)),
                        sound.steps().get(1)));
        assertThat(warnings(pausing, null)).extracting(Fault::path).containsExactly("steps[0].pause");
        Runbook unreached =
                RunbookCodecTest.with(sound, "rollback", List.of(sound.steps().get(0)));
        assertThat(warnings(unreached, null)).extracting(Fault::path).containsExactly("rollback");
        Runbook hidden = RunbookCodecTest.with(sound, "title", "Redis\u202e is fine");
        assertThat(warnings(hidden, null)).extracting(Fault::path).containsExactly("title");
        Runbook slow = RunbookCodecTest.with(
                sound,
                "steps",
                List.of(sound.steps().get(0), sound.steps().get(1).retrying(10, Duration.ofMinutes(10))));
        assertThat(warnings(slow, null)).extracting(Fault::path).containsExactly("steps");
        Runbook wide = RunbookCodecTest.with(
                sound, "parameters", List.of(sound.parameters().get(0).between(1, 9_000)));
        assertThat(warnings(wide, null)).extracting(Fault::path).containsExactly("steps[0].parameters.mb");
    }

    @Test
    void the_longest_run_counts_attempts_pauses_and_the_roll_back() {
        Step step = new Step(
                "a", "restart", Map.of(), null, Duration.ofSeconds(10), 2, Duration.ofSeconds(5), Step.OnFailure.STOP);
        Runbook runbook = RunbookCodecTest.with(CHILD, "steps", List.of(step, step));
        assertThat(runbook.longest()).isEqualTo(Duration.ofSeconds(80));
        assertThat(RunbookArbitraries.sample().longest())
                .isEqualTo(Duration.ofSeconds(10 + 3 * 30 + 10).plusMillis(100));
    }
}
