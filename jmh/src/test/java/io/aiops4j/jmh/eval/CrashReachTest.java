package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Small counts of the evaluations in which nodes that run something are killed; the seed is printed. */
class CrashReachTest extends Evaluations {

    @TempDir
    Path folder;

    @Test
    void a_run_whose_node_is_killed_is_gone_on_with_and_no_step_is_repeated_blindly() {
        JsonNode figures = figures("crash", "--store", "file", "--every", "16", "--folder", folder.toString());

        assertThat(figures.get("file_crashes").intValue()).isGreaterThanOrEqualTo(6);
        assertNone(figures, "file_missed", "file_wrong_ends", "file_blind_repeats", "file_double_ends");
        assertNone(figures, "file_lost_approvals", "file_permissions_used_twice", "file_chain_faults");
        assertThat(folder).as("it tidies up").isEmptyDirectory();
    }

    @Test
    void what_is_allowed_on_one_node_runs_once_on_another_and_stops_when_it_must() {
        JsonNode figures = figures("reach", "--seconds", "1", "--times", "1", "--folder", folder.toString());

        assertThat(figures.get("runs").longValue()).isPositive();
        assertNone(figures, "runs_twice", "on_wrong_node", "actions_unaccounted", "starts_after_halt", "stuck");
        assertThat(figures.get("taken_over").longValue()).isOne();
        assertThat(figures.get("escalated").longValue()).isOne();
        assertThat(figures.get("halted").longValue()).isOne();
        assertNone(figures, "chain_faults", "escalated_twice", "failures");
        assertThat(folder).as("it tidies up").isEmptyDirectory();
    }

    @Test
    void limits_hold_to_the_unit_for_nodes_that_are_killed_and_everything_stops_within_a_second() {
        JsonNode figures = figures("guardrails", "--seconds", "6", "--seed", "7", "--folder", folder.toString());

        assertThat(figures.get("ran").longValue()).isPositive();
        assertThat(figures.get("refused").longValue()).isPositive();
        assertThat(figures.get("restarts").longValue()).isPositive();
        assertThat(figures.get("most_in_an_hour").longValue()).isBetween(1L, 10L);
        assertThat(figures.get("most_on_a_service").longValue()).isBetween(1L, 4L);
        assertThat(figures.get("most_against_an_incident").longValue()).isBetween(1L, 5L);
        assertNone(figures, "pauses_broken", "circuits_broken", "together_on_a_service", "starts_after_halt");
        assertNone(figures, "failures", "chain_faults");
        assertThat(folder).as("it tidies up").isEmptyDirectory();
    }

    @Test
    void malformed_input_ends_with_one_helpful_line() {
        refuses("\"memory\"", "crash", "--store", "memory");
        refuses("--store needs a value", "crash", "--store");
        refuses("from 1 to 100, not 0", "crash", "--every", "0");
        refuses("from 1 to 3600, not -1", "reach", "--seconds", "-1");
        refuses("from 1 to 600, not 0", "guardrails", "--seconds", "0");
    }
}
