package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReplayEvaluationTest extends Evaluations {

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_101, 987_654_321})
    void good_patches_rank_above_bad_ones_whatever_the_seed(long seed) {
        JsonNode figures = figures("replay", "--seed", Long.toString(seed), "--cases", "200");

        assertThat(figures.get("seed").longValue()).isEqualTo(seed);
        assertThat(figures.get("cases").intValue()).isEqualTo(200);
        assertThat(figures.get("auc").doubleValue()).isGreaterThanOrEqualTo(0.9);
        for (String kind : new String[] {"restart_loop", "wrong_target", "no_verification", "harmful_order"}) {
            assertThat(figures.get("auc_" + kind).doubleValue()).as(kind).isGreaterThanOrEqualTo(0.9);
        }
        assertThat(figures.get("naive_auc").doubleValue())
                .as("the cases can tell")
                .isLessThan(0.9);
    }

    @Test
    void the_same_seed_gives_the_same_figures() {
        JsonNode once = figures("replay", "--seed", "7", "--cases", "200");
        out.reset();
        assertThat(figures("replay", "--seed", "7", "--cases", "200")).isEqualTo(once);
    }

    @Test
    void refuses_too_few_cases_and_what_is_no_seed() {
        refuses("from 200 on", "replay", "--cases", "20");
        refuses("takes a whole number", "replay", "--seed", "x");
    }
}
