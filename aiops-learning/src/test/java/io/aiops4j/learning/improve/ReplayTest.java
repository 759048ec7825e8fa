package io.aiops4j.learning.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Effect;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.improve.Replay.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, ActionSignature> CATALOGUE = new HashMap<>();

    static {
        declare("scale", List.of(Parameter.number("to")), "workers.configured = ${to}");
        declare("restart", List.of(Parameter.text("service")), "workers = workers.configured");
        declare("reload", List.of(Parameter.text("service")), "workers = workers.configured");
        declare("stop", List.of(Parameter.text("service")), "status = 'down'");
        declare("start", List.of(Parameter.text("service")), "status = 'up'");
        declare("call", List.of());
    }

    private static void declare(String name, List<Parameter> parameters, String... effects) {
        CATALOGUE.put(
                name,
                new ActionSignature(
                        name,
                        parameters,
                        Risk.LOW,
                        true,
                        true,
                        Stream.of(effects).map(Effect::parse).toList()));
    }

    private static Runbook runbook(int version, int to, String... steps) {
        return runbook(version, to, List.of("workers >= workers.needed", "status = 'up'"), steps);
    }

    private static Runbook runbook(int version, int to, List<String> verification, String... steps) {
        StringBuilder yaml = new StringBuilder(
                "id: shop-slow\nversion: " + version + "\n" + """
                incidentTypes: [timeout]
                parameters: [{name: to, type: number, preset: %d, min: 1, max: 64}]
                verification: ["%s"]
                steps:
                """.formatted(to, String.join("\", \"", verification)));
        for (int i = 0; i < steps.length; i++) {
            String[] words = steps[i].split(" ");
            String parameters = words[0].equals("scale")
                    ? "to: \"${to}\""
                    : words[0].equals("call")
                            ? ""
                            : "service: \"" + (words.length > 1 ? words[1] : "${target.service}") + "\"";
            yaml.append("- {name: s%d, action: %s, parameters: {%s}}\n".formatted(i, words[0], parameters));
        }
        return RunbookCodec.fromYaml(yaml.toString());
    }

    private final List<ExecutionResult> past = new ArrayList<>();

    private static Map<String, String> state(int configured, int workers, int needed, String status) {
        return Map.of(
                "workers.configured", "" + configured,
                "workers", "" + workers,
                "workers.needed", "" + needed,
                "status", status);
    }

    /** A run of this version, as it really was; the newest is added last. */
    private void ran(Runbook runbook, Map<String, String> before, Map<String, String> after) {
        ran(runbook, before, after, StepResult.Status.DONE);
    }

    private void ran(
            Runbook runbook, Map<String, String> before, Map<String, String> after, StepResult.Status lastStep) {
        List<StepResult> steps = new ArrayList<>();
        for (int i = 0; i < runbook.steps().size(); i++) {
            var step = runbook.steps().get(i);
            Map<String, String> given = new TreeMap<>();
            step.parameters()
                    .forEach((name, value) -> given.put(
                            name,
                            value.replace("${target.service}", "shop")
                                    .replace(
                                            "${to}",
                                            String.valueOf(
                                                    runbook.parameters().get(0).preset()))));
            boolean last = i == runbook.steps().size() - 1;
            steps.add(new StepResult(
                    step.name(),
                    step.action(),
                    given,
                    last ? lastStep : StepResult.Status.DONE,
                    1,
                    TIME,
                    Duration.ZERO,
                    "",
                    null,
                    null));
        }
        boolean completed = lastStep == StepResult.Status.DONE;
        StateSnapshot found = StateSnapshot.of(TIME, after);
        past.add(
                0,
                ExecutionResult.of("run-" + past.size(), runbook.id())
                        .version(runbook.version(), "digest-" + runbook.version())
                        .incident("inc-" + past.size(), "timeout")
                        .on("default", "shop", "node")
                        .platform("any")
                        .time(TIME.plusSeconds(past.size()), TIME.plusSeconds(past.size()))
                        .status(completed ? ExecutionResult.Status.COMPLETED : ExecutionResult.Status.FAILED)
                        .verification(Verification.of(runbook.verification(), found, name -> null))
                        .state(StateSnapshot.of(TIME, before), found)
                        .steps(steps)
                        .evidence("ev")
                        .build());
    }

    private Replay replay(Runbook draft, Runbook parent) {
        return Replay.over(draft, parent, past, past.get(0).executionId(), CATALOGUE::get);
    }

    private static final Runbook WRONG_ORDER = runbook(1, 8, "restart", "scale");
    private static final Runbook RIGHT_ORDER = runbook(2, 8, "scale", "restart");

    private void failedFor(Runbook parent, int times) {
        for (int i = 0; i < times; i++) {
            ran(parent, state(2, 2, 5, "up"), state(8, 2, 5, "up"));
        }
    }

    private void helped(Runbook parent, int times) {
        for (int i = 0; i < times; i++) {
            ran(parent, state(8, 2, 5, "up"), state(8, 8, 5, "up"));
        }
    }

    @Test
    void a_new_order_fixes_what_the_old_one_did_not_and_leaves_what_it_did() {
        failedFor(WRONG_ORDER, 3);
        helped(WRONG_ORDER, 2);
        Replay replay = replay(RIGHT_ORDER, WRONG_ORDER);
        assertThat(replay.summary()).isEqualTo("would have fixed 3 of 3, would have broken 0, cannot tell 0");
        assertThat(replay.count(Verdict.SAME)).isEqualTo(2);
        assertThat(replay.score()).isGreaterThan(0.5);
        assertThat(replay.priority()).isEqualTo(Proposal.Priority.HIGH);
        assertThat(replay.refusal()).isNull();
        assertThat(replay.cases())
                .extracting(Replay.Case::executionId)
                .containsExactly("run-4", "run-3", "run-2", "run-1", "run-0");
    }

    @Test
    void a_draft_that_fixes_nothing_is_not_to_be_queued_and_the_reason_says_so() {
        failedFor(WRONG_ORDER, 3);
        Replay replay = replay(runbook(2, 16, "restart", "scale"), WRONG_ORDER);
        assertThat(replay.refusal())
                .isEqualTo("it fixes nothing: would have fixed 0 of 3, would have broken 0, cannot tell 0");
        assertThat(replay.score()).isZero();
    }

    @Test
    void what_helped_and_would_not_with_the_draft_is_broken_and_stands_first() {
        failedFor(WRONG_ORDER, 3);
        helped(WRONG_ORDER, 1);
        ran(WRONG_ORDER, state(30, 2, 20, "up"), state(8, 30, 20, "up"));
        Replay replay = replay(RIGHT_ORDER, WRONG_ORDER);
        assertThat(replay.summary()).isEqualTo("would have fixed 3 of 3, would have broken 1, cannot tell 0");
        assertThat(replay.text().lines().skip(1).findFirst())
                .hasValue("- broken run-4: 'workers >= workers.needed' would not hold");
    }

    @Test
    void no_value_of_a_state_is_told_for_a_proposal_is_kept_for_ever() {
        failedFor(WRONG_ORDER, 1);
        ran(WRONG_ORDER, state(7654321, 2, 7654320, "up"), state(8, 7654321, 7654320, "up"));
        assertThat(replay(RIGHT_ORDER, WRONG_ORDER).text()).doesNotContain("765432");
    }

    @Test
    void a_case_is_told_in_a_bounded_text_however_long_a_condition_is() {
        List<String> lengthy = List.of("workers >= workers.needed", "status = '" + "x".repeat(5_000) + "'");
        Runbook parent = runbook(1, 8, lengthy, "restart", "scale");
        failedFor(parent, 1);
        Replay replay = replay(runbook(2, 8, "scale", "restart"), parent);
        assertThat(replay.cases().get(0).why())
                .endsWith("is no longer asked for")
                .hasSizeGreaterThan(5_000);
        assertThat(replay.text().length()).isLessThan(Replay.LONGEST_TOLD + 200);
    }

    @Test
    void a_value_that_is_missing_cannot_be_told() {
        Map<String, String> blind = new HashMap<>(state(2, 2, 5, "up"));
        blind.remove("workers.needed");
        failedFor(WRONG_ORDER, 1);
        ran(WRONG_ORDER, blind, state(8, 2, 5, "up"));
        assertThat(replay(RIGHT_ORDER, WRONG_ORDER).cases().get(0)).satisfies(one -> {
            assertThat(one.verdict()).isEqualTo(Verdict.CANNOT_TELL);
            assertThat(one.why()).contains("a value is not known there");
        });
    }

    @Test
    void an_action_that_declares_nothing_on_what_is_verified_cannot_be_told() {
        failedFor(WRONG_ORDER, 2);
        Replay replay = replay(runbook(2, 8, "restart", "scale", "call"), WRONG_ORDER);
        assertThat(replay.count(Verdict.CANNOT_TELL)).isEqualTo(2);
        assertThat(replay.cases().get(0).why()).contains("'call' declares no effect");
        assertThat(replay.refusal()).as("a person may know").isNull();
        assertThat(replay.priority()).isEqualTo(Proposal.Priority.LOW);
    }

    @Test
    void an_effect_that_did_not_happen_there_is_not_believed_there_and_another_action_is() {
        for (int i = 0; i < 4; i++) {
            ran(RIGHT_ORDER, state(2, 2, 5, "up"), state(8, 2, 5, "up"));
        }
        Replay again = replay(runbook(3, 9, "scale", "restart"), RIGHT_ORDER);
        assertThat(again.count(Verdict.FIXED)).isZero();
        assertThat(again.cases().get(0).parent()).isEqualTo(Verification.Outcome.UNKNOWN);
        assertThat(again.cases().get(0).why()).contains("'restart' did not do to 'workers' there what it declares");
        Replay other = replay(runbook(3, 8, "scale", "reload"), RIGHT_ORDER);
        assertThat(other.count(Verdict.FIXED)).isEqualTo(4);
    }

    @Test
    void an_action_that_seldom_did_what_it_declares_weighs_less_and_too_seldom_nothing() {
        Runbook unscaled = runbook(1, 8, "scale");
        failedFor(unscaled, 1);
        Replay unseen = replay(runbook(3, 8, "scale", "restart"), unscaled);
        for (int i = 0; i < 6; i++) {
            ran(RIGHT_ORDER, state(2, 2, 5, "up"), state(8, 2, 5, "up"));
        }
        failedFor(unscaled, 1);
        Replay seen = replay(runbook(3, 8, "scale", "restart"), unscaled);
        assertThat(unseen.cases().get(0).verdict()).isEqualTo(Verdict.FIXED);
        assertThat(unseen.cases().get(0).weight()).isEqualTo(0.8);
        assertThat(seen.cases().get(0).verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(seen.cases().get(0).why())
                .isEqualTo("what 'restart' declares of 'workers' was found in 0 of 6 runs");
    }

    @Test
    void where_it_agrees_with_what_is_declared_and_yet_came_to_something_else_nothing_is_believed() {
        failedFor(WRONG_ORDER, 1);
        helped(WRONG_ORDER, 1);
        // all that was verified held, and it did not last
        past.set(0, past.get(0).verified(Verification.notPassed("recurrence", "it came back")));
        assertThat(replay(RIGHT_ORDER, WRONG_ORDER).cases().get(0).why())
                .isEqualTo("by declared effects its parent helps, and really it does not help");
    }

    @Test
    void a_step_that_failed_fails_again_unless_it_is_tried_for_longer_which_cannot_be_told() {
        ran(RIGHT_ORDER, state(2, 2, 5, "up"), state(8, 2, 5, "up"), StepResult.Status.FAILED);
        Replay same = replay(runbook(3, 9, "scale", "restart"), RIGHT_ORDER);
        Runbook patient = RIGHT_ORDER.next(
                3,
                RIGHT_ORDER.parameters(),
                List.of(RIGHT_ORDER.steps().get(0), RIGHT_ORDER.steps().get(1).retrying(3, Duration.ofSeconds(1))),
                RIGHT_ORDER.origin());
        Replay longer = replay(patient, RIGHT_ORDER);
        assertThat(same.refusal()).as("other values before it may matter").isNull();
        assertThat(longer.cases().get(0).verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(longer.cases().get(0).why()).contains("at a further attempt");
        assertThat(longer.refusal()).isNull();
        assertThat(replay(RIGHT_ORDER, RIGHT_ORDER).cases().get(0).verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void to_verify_less_is_harm_in_each_case_and_a_lower_preset_does_not_lower_what_the_parent_asks() {
        failedFor(WRONG_ORDER, 2);
        Replay less = replay(runbook(2, 8, List.of("status = 'up'"), "scale", "restart"), WRONG_ORDER);
        assertThat(less.count(Verdict.BROKEN)).isEqualTo(2);
        assertThat(less.refusal()).isNotNull();
        assertThat(less.cases().get(0).why())
                .isEqualTo("the verification 'workers >= workers.needed' is no longer asked for");
        List<String> lenient = List.of("workers >= ${to}");
        Runbook strict = runbook(1, 8, lenient, "restart");
        past.clear();
        ran(strict, state(2, 2, 5, "up"), state(2, 2, 5, "up"));
        assertThat(replay(runbook(2, 1, lenient, "restart"), strict).count(Verdict.FIXED))
                .isZero();
    }

    @Test
    void another_target_is_harm_and_changes_nothing_here_unless_the_parent_acts_there_too() {
        failedFor(WRONG_ORDER, 2);
        Replay stray = replay(runbook(2, 8, "scale", "restart till"), WRONG_ORDER);
        assertThat(stray.count(Verdict.BROKEN)).isEqualTo(2);
        assertThat(stray.cases().get(0).draft()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(stray.cases().get(0).why()).contains("something else than the target of the incident");
        past.clear();
        Runbook both = runbook(1, 8, "restart", "scale", "start till");
        failedFor(both, 2);
        assertThat(replay(runbook(2, 8, "scale", "restart", "start till"), both).count(Verdict.FIXED))
                .isEqualTo(2);
    }

    @Test
    void to_do_the_same_again_and_again_to_no_effect_is_harm_and_again_to_some_effect_is_not() {
        failedFor(WRONG_ORDER, 2);
        Replay loop = replay(runbook(2, 8, "restart", "restart", "restart", "scale"), WRONG_ORDER);
        assertThat(loop.cases().get(0).why()).isEqualTo("'restart' is done again and again, and nothing comes of it");
        assertThat(loop.score()).isEqualTo(-1);
        Replay cycle = replay(
                runbook(2, 8, "restart", "scale", "stop", "start", "stop", "start", "stop", "start"), WRONG_ORDER);
        assertThat(cycle.count(Verdict.BROKEN)).isEqualTo(2);
        Replay effective = replay(runbook(2, 8, "restart", "scale", "restart"), WRONG_ORDER);
        assertThat(effective.count(Verdict.FIXED)).isEqualTo(2);
    }

    @Test
    void to_make_worse_for_a_while_what_held_is_harm_unless_the_parent_does_so() {
        failedFor(WRONG_ORDER, 2);
        Replay dip = replay(runbook(2, 8, "stop", "scale", "restart", "start"), WRONG_ORDER);
        assertThat(dip.count(Verdict.BROKEN)).isEqualTo(2);
        assertThat(dip.cases().get(0).why()).contains("'status = 'up'' does not hold for a while");
        past.clear();
        Runbook stopping = runbook(1, 8, "stop", "restart", "scale", "start");
        failedFor(stopping, 2);
        assertThat(replay(runbook(2, 8, "stop", "scale", "restart", "start"), stopping)
                        .count(Verdict.FIXED))
                .isEqualTo(2);
    }

    @Test
    void the_newest_two_hundred_of_the_client_and_the_type_count_and_the_failure_itself() {
        RecordStore<ExecutionResult> store = Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"))
                .records(ExecutionResult.KIND, ExecutionResult.CODEC);
        failedFor(WRONG_ORDER, 210);
        past.forEach(store::save);
        ExecutionResult elsewhere = ExecutionResult.of("other", "shop-slow")
                .version(1, "")
                .incident("inc", "timeout")
                .on(Client.of("acme").id(), "shop", "node")
                .platform("any")
                .time(TIME.plusSeconds(9_999), TIME.plusSeconds(9_999))
                .status(ExecutionResult.Status.COMPLETED)
                .verification(Verification.unknown("no"))
                .state(StateSnapshot.of(TIME, Map.of()), StateSnapshot.of(TIME, Map.of()))
                .evidence("ev")
                .build();
        store.save(elsewhere);
        Replay newest = Replay.of(RIGHT_ORDER, WRONG_ORDER, past.get(0), store, CATALOGUE::get);
        assertThat(newest.cases()).hasSize(Replay.MOST);
        assertThat(newest.cases()).extracting(Replay.Case::executionId).doesNotContain("other", "run-9");
        Replay old = Replay.of(RIGHT_ORDER, WRONG_ORDER, past.get(209), store, CATALOGUE::get);
        assertThat(old.cases())
                .hasSize(Replay.MOST)
                .first()
                .satisfies(one -> assertThat(one.executionId()).isEqualTo("run-0"));
        assertThat(newest.text().lines()).hasSize(Replay.MOST_TOLD + 2);
        assertThat(newest.text()).endsWith("- and 180 more");
    }

    @Test
    void a_draft_without_a_parent_is_held_against_what_really_came_of_it() {
        failedFor(WRONG_ORDER, 2);
        Replay replay = Replay.over(RIGHT_ORDER, null, past, past.get(0).executionId(), CATALOGUE::get);
        assertThat(replay.summary()).isEqualTo("would have fixed 2 of 2, would have broken 0, cannot tell 0");
    }
}
