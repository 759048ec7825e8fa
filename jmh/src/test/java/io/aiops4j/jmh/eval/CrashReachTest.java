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
    void malformed_input_ends_with_one_helpful_line() {
        refuses("\"memory\"", "crash", "--store", "memory");
        refuses("--store needs a value", "crash", "--store");
        refuses("from 1 to 100, not 0", "crash", "--every", "0");
        refuses("from 1 to 3600, not -1", "reach", "--seconds", "-1");
    }
}
