package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.review.Approval;
import io.aiops4j.core.run.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class GateEvaluationTest {

    private static final int ROUNDS = 2;

    private static JsonNode json(Figures figures) {
        return new JsonMapper().readTree(figures.json());
    }

    @Test
    void nothing_runs_that_was_not_approved_and_all_that_was_does() {
        int attacks = ROUNDS * GateEvaluation.attacks().size();
        JsonNode figures =
                json(new GateEvaluation().run(List.of("--attacks", Integer.toString(attacks), "--seed", "17")));
        for (GateAttack attack : GateEvaluation.attacks()) {
            boolean ran = figures.get(attack.kind() + "_ran").longValue() > 0;
            assertThat(ran).as(attack.kind()).isFalse();
        }
        assertThat(figures.get("faults").longValue()).isZero();
        assertThat(figures.get("refused").longValue() + figures.get("ran").longValue())
                .isEqualTo(attacks);
        assertThat(figures.get("controls_ran").longValue()).isEqualTo(attacks);
    }

    @Test
    void every_kind_of_attack_has_a_name_of_its_own() {
        assertThat(GateEvaluation.attacks()).extracting(GateAttack::kind).doesNotHaveDuplicates();
    }

    @Test
    void an_attack_that_runs_and_a_control_that_does_not_are_counted() throws InterruptedException {
        GateTally tally = new GateTally();
        GateAttack open = new GateAttack("open_door", (scene, random, altered) -> {
            GatePlant plant = scene.fresh();
            plant.approve(Approval.Mode.AT_ONCE);
            if (altered) {
                plant.run(plant.request(RunRequest.Grounds.VOUCHED));
            }
        });
        GateEvaluation.attempt(open, 1, tally);
        GateEvaluation.attempt(
                new GateAttack("broken", (scene, random, altered) -> {
                    if (altered) {
                        throw new IllegalStateException("no words");
                    }
                }),
                1,
                tally);
        JsonNode figures = json(tally.figures(new Figures()));
        assertThat(figures.get("ran").longValue()).isOne();
        assertThat(figures.get("open_door_ran").longValue()).isOne();
        assertThat(figures.get("faults").longValue()).isOne();
        assertThat(figures.get("controls_ran").longValue()).isZero();
        assertThat(tally.first()).contains("open_door ran");
    }

    @Test
    void its_help_says_what_is_outside_and_a_wrong_option_is_refused() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Eval eval = new Eval(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(eval.run(List.of("gate", "--help"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Outside: whoever has the host's key");
        assertThat(eval.run(List.of("gate", "--attacks", "0"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--attacks takes a whole number from 1");
    }
}
