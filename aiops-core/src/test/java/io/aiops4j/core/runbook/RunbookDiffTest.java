package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class RunbookDiffTest {

    private static final Runbook SAMPLE = RunbookArbitraries.sample();

    private static Step step(String name) {
        return new Step(
                name,
                "restart",
                Map.of("service", "x"),
                null,
                Duration.ofSeconds(1),
                0,
                Duration.ZERO,
                Step.OnFailure.STOP);
    }

    @Test
    void a_difference_names_what_was_moved_added_removed_and_changed() {
        Step limit = SAMPLE.steps().get(0);
        Step restart = SAMPLE.steps().get(1);
        Runbook child = new Runbook(
                SAMPLE.id(),
                3,
                "Redis is low on memory",
                SAMPLE.platform(),
                List.of("slow"),
                List.of(SAMPLE.parameters().get(0).or("2048")),
                List.of(),
                List.of(restart, limit.with("mb", "2048"), step("wait")),
                List.of(Check.parse("heap.limit > 900"), Check.parse("status = 'running'")),
                List.of(),
                new Runbook.Origin(false, 2, "alice", "still too little"));
        assertThat(child.changesFrom(SAMPLE))
                .containsExactly(
                        "~ version: 2 -> 3",
                        "~ title: Redis is [out of -> low on] memory",
                        "- incident type 'out_of_memory'",
                        "- parameter 'mode': preset=soft, allowed=\"hard, soft\"",
                        "~ parameter 'mb' preset: 1024 -> 2048",
                        "- precondition 'status': \"status = 'running'\"",
                        "> step 'limit' moved behind 'restart'",
                        "~ step 'limit' parameters.mb: ${mb} -> 2048",
                        "+ step 'wait' behind 'limit': action=restart, parameters.service=x, timeout=1s",
                        "~ verification 'heap.limit': heap.limit > [heap.used -> 900]",
                        "+ verification 'status' behind 'heap.limit': \"status = 'running'\"",
                        "- rollback step 'undo': action=set_limit, parameters.mb=512, timeout=10s",
                        "~ generated: true -> false",
                        "~ origin parent: 1 -> 2",
                        "~ origin by: (none) -> alice",
                        "~ origin: [it was -> still] too little");
    }

    @Test
    void words_are_compared_within_a_value_and_both_values_shown_where_nothing_is_common() {
        Map<String[], String> table = new LinkedHashMap<>();
        table.put(new String[] {"1024", "2048"}, "1024 -> 2048");
        table.put(new String[] {"set it to 1024 MB", "set it to 2048 MB"}, "set it to [1024 -> 2048] MB");
        table.put(new String[] {"wait a while", "wait"}, "wait [a while ->]");
        table.put(new String[] {"wait", "then wait"}, "[-> then] wait");
        table.put(new String[] {"a b c d", "a x c y"}, "a [b -> x] c [d -> y]");
        table.put(new String[] {"", "x"}, "\"\" -> x");
        table.put(new String[] {null, "x"}, "(none) -> x");
        table.put(new String[] {"(none)", null}, "\"(none)\" -> (none)");
        table.put(new String[] {"a b", "a  b"}, "\"a b\" -> \"a  b\"");
        table.put(new String[] {"a b", "a b "}, "\"a b\" -> \"a b \"");
        table.put(new String[] {"a [b -> c] d", "a b d"}, "\"a [b -> c] d\" -> \"a b d\"");
        table.put(new String[] {"say \"a\" -> b", "x"}, "\"say \\\"a\\\" -> b\" -> x");
        table.forEach((values, shown) ->
                assertThat(WordDiff.between(values[0], values[1])).isEqualTo(shown));
        String many = "word ".repeat(5_000).strip();
        assertThat(WordDiff.between(many, many + " more")).startsWith("\"word");
    }

    @Test
    void each_changed_field_is_shown() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", "other");
        fields.put("version", 9);
        fields.put("title", "x");
        fields.put("platform", "x");
        fields.put("incidentTypes", List.of("slow", "out_of_memory"));
        fields.put(
                "parameters",
                List.of(SAMPLE.parameters().get(1), SAMPLE.parameters().get(0)));
        fields.put("preconditions", List.of(Check.parse("status != 'running'")));
        fields.put("steps", List.of(SAMPLE.steps().get(0)));
        fields.put("verification", List.of(Check.parse("heap.limit >= heap.used")));
        fields.put("rollback", List.of());
        fields.put("origin", Runbook.Origin.PERSON);
        fields.forEach((field, value) -> assertThat(
                        RunbookCodecTest.with(SAMPLE, field, value).changesFrom(SAMPLE))
                .as(field)
                .isNotEmpty()
                .allMatch(line -> line.substring(2)
                        .startsWith(
                                switch (field) {
                                    case "incidentTypes" -> "incident type";
                                    case "parameters" -> "parameter";
                                    case "preconditions" -> "precondition";
                                    case "steps" -> "step";
                                    case "rollback" -> "rollback step";
                                    case "origin" -> line.contains("generated") ? "generated" : "origin";
                                    default -> field;
                                })));
        Parameter mode = SAMPLE.parameters().get(1);
        assertThat(SAMPLE.next(
                                2,
                                List.of(SAMPLE.parameters().get(0), mode.oneOf("soft", "hard", "off")),
                                SAMPLE.steps(),
                                SAMPLE.origin())
                        .changesFrom(SAMPLE))
                .containsExactly("~ parameter 'mode' allowed: hard, [-> off,] soft");
        assertThat(SAMPLE.next(
                                2,
                                List.of(
                                        SAMPLE.parameters().get(0),
                                        new Parameter("mode", mode.type(), mode.preset(), Set.of(), null, null)),
                                SAMPLE.steps(),
                                SAMPLE.origin())
                        .changesFrom(SAMPLE))
                .containsExactly("~ parameter 'mode' allowed: \"hard, soft\" -> (none)");
    }

    @Provide
    Arbitrary<Runbook> runbooks() {
        return RunbookArbitraries.runbook();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void a_difference_is_empty_if_and_only_if_the_two_are_equal(
            @ForAll("runbooks") Runbook one, @ForAll("runbooks") Runbook other, @ForAll @IntRange(max = 11) int part) {
        // one part from another runbook: two wholly different ones prove nothing
        Runbook mixed = new Runbook(
                part == 0 ? other.id() : one.id(),
                part == 1 ? other.version() : one.version(),
                part == 2 ? other.title() : one.title(),
                part == 3 ? other.platform() : one.platform(),
                part == 4 ? other.incidentTypes() : one.incidentTypes(),
                part == 5 ? other.parameters() : one.parameters(),
                part == 6 ? other.preconditions() : one.preconditions(),
                part == 7 ? other.steps() : one.steps(),
                part == 8 ? other.verification() : one.verification(),
                part == 9 ? other.rollback() : one.rollback(),
                part == 10 ? other.origin() : one.origin());
        List<String> lines = mixed.changesFrom(one);
        assertThat(lines.isEmpty()).as(lines.toString()).isEqualTo(mixed.equals(one));
        assertThat(one.changesFrom(mixed).isEmpty()).isEqualTo(mixed.equals(one));
        boolean same = lines.stream()
                .allMatch(line -> line.startsWith("~ version: ")
                        || line.startsWith("~ generated: ")
                        || line.startsWith("~ origin"));
        assertThat(same).as(lines.toString()).isEqualTo(mixed.doesTheSameAs(one));
        assertThat(lines).allMatch(line -> line.lines().count() == 1 && Shown.isPlain(line));
    }

    @Property(tries = 200)
    void moving_one_step_is_one_line(@ForAll @IntRange(max = 9) int from, @ForAll @IntRange(max = 9) int to) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            steps.add(step("s" + i));
        }
        Runbook before = RunbookCodecTest.with(SAMPLE, "steps", steps);
        steps.add(to, steps.remove(from));
        Runbook after = RunbookCodecTest.with(SAMPLE, "steps", steps);
        assertThat(after.changesFrom(before))
                .hasSize(from == to ? 0 : 1)
                .allMatch(line -> line.startsWith("> step 's"));
    }

    @Test
    void a_value_cannot_pass_itself_off_as_another_line() {
        Step forged = SAMPLE.steps().get(1).with("service", "x\n- step 'limit' {}\r\u2028\u202e\u3164\udb40\udc41");
        Runbook child =
                RunbookCodecTest.with(SAMPLE, "steps", List.of(SAMPLE.steps().get(0), forged));
        List<String> changes = child.changesFrom(SAMPLE);
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).lines()).hasSize(1);
        assertThat(changes.get(0))
                .contains("\\u000a- step", "\\u202e", "\\u3164", "\\u{e0041}")
                .doesNotContain("\u202e");
    }

    @Test
    void steps_of_one_name_are_a_fault_and_no_failure_of_the_difference() {
        Step step = SAMPLE.steps().get(0);
        Runbook twice = RunbookCodecTest.with(SAMPLE, "steps", List.of(step, step));
        assertThat(twice.changesFrom(SAMPLE))
                .contains("- step 'restart': action=restart,"
                        + " parameters.service=${target.service}, retries=2, pause=50ms, onFailure=roll_back")
                .anyMatch(line -> line.startsWith("+ step 'limit' no. 2 behind 'limit': "));
        assertThat(SAMPLE.changesFrom(twice)).isNotEmpty();
    }

    @Test
    @Timeout(10)
    void thousands_of_steps_in_another_order_are_compared_at_once() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            steps.add(step("step" + i));
        }
        List<Step> turned = new ArrayList<>(steps);
        java.util.Collections.reverse(turned);
        assertThat(RunbookCodecTest.with(SAMPLE, "steps", turned)
                        .changesFrom(RunbookCodecTest.with(SAMPLE, "steps", steps)))
                .hasSize(19_999);
    }
}
