package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Small counts of the evaluations that start processes and servers; each one prints its seed. */
class StoreEvaluationsTest extends Evaluations {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"file", "h2", "sqlite"})
    void nothing_acknowledged_is_lost_when_a_process_is_killed(String store) {
        JsonNode figures = figures("kill", "--store", store, "--kills", "3", "--folder", folder.toString());

        assertThat(figures.get("kills").intValue()).isEqualTo(3);
        assertThat(figures.get("entries").longValue()).isPositive();
        assertNone(figures, "lost", "repeated", "half", "misplaced", "chain_faults", "errors");
        assertThat(figures.get("records_acknowledged").longValue()).isPositive();
        assertThat(figures.get("recorded_acknowledged").longValue()).isPositive();
        assertNone(figures, "records_lost", "records_half", "dangling", "recorded_lost", "tally_differences");
        assertThat(folder).as("it tidies up").isEmptyDirectory();
    }

    @Test
    void two_processes_on_one_database_do_nothing_twice_and_see_the_same() {
        JsonNode figures = figures("race", "--seconds", "4", "--folder", folder.toString());

        assertThat(figures.get("runs").longValue()).isPositive();
        assertThat(figures.get("lease_appends").longValue()).isPositive();
        assertNone(figures, "chain_faults", "starts_after_revoke", "actions_unaccounted", "lease_doubles", "failures");
        assertNone(figures, "follow_holes", "follow_repeats", "follow_differences", "fold_differences");
        assertThat(folder).as("it tidies up").isEmptyDirectory();
    }

    @Test
    void a_storm_leaves_a_handful_of_entries_and_forgetting_leaves_nothing_behind() {
        JsonNode figures = figures("flood", "--signals", "20000", "--outcomes", "20000");

        assertNone(figures, "dropped", "forget_differences");
        assertThat(figures.get("entries_per_incident_max").longValue()).isBetween(1L, 49L);
        assertThat(figures.get("forgotten").longValue()).isPositive();
        assertThat(figures.get("forget_changed").longValue()).isOne();
    }

    @Test
    void a_folder_is_opened_by_another_process() {
        JsonNode figures = figures("open", "--entries", "1003");

        assertThat(figures.get("entries").longValue()).isEqualTo(1003);
        assertThat(figures.get("open_ms").doubleValue()).isPositive();
        assertThat(figures.get("killed_open_ms").doubleValue()).isPositive();
        assertThat(figures.get("heap_mb").doubleValue()).isPositive();
    }

    @Test
    void whoever_records_waits_for_nothing_whatever_becomes_of_the_store() {
        JsonNode figures = figures("record", "--seconds", "1", "--folder", folder.toString());

        for (String store : List.of("sound", "hangs", "throws", "slow", "killed", "full")) {
            assertThat(figures.get(store + "_calls").longValue()).as(store).isPositive();
        }
        assertNone(figures, "altered", "store_calls_by_hosts", "host_blocked", "unaccounted");
        assertNone(figures, "sound_dropped", "sound_spilled");
        assertThat(folder).as("it tidies up").isEmptyDirectory();
    }

    @Test
    void executions_are_found_among_others() {
        JsonNode figures = figures("find", "--store", "sqlite", "--records", "1001", "--seconds", "1");

        assertThat(figures.get("version_pages").intValue()).isPositive();
        assertThat(figures.get("common_found").intValue()).isEqualTo(20);
        assertNone(figures, "apart_found", "nowhere_found");
        assertThat(figures.get("version_p99_ms").doubleValue()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "race", "flood", "open", "record", "find"})
    void explains_itself_and_refuses_what_it_does_not_know(String evaluation) {
        assertThat(eval(evaluation, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage:", "--folder", "Figures:");
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.length() > 120))
                .isEmpty();

        refuses("no option \"--fast\"", evaluation, "--fast", "1");
        refuses("no folder nowhere", args(evaluation, "--folder", "nowhere"));
    }

    @Test
    void refuses_stores_and_numbers_that_make_no_sense() {
        refuses("--store NAME is missing", "kill");
        refuses("file, h2, sqlite, postgresql", "kill", "--store", "memory");
        refuses("--server goes with --store postgresql", "kill", "--store", "file", "--server");
        refuses("given twice", "kill", "--server", "--server");
        refuses("from 1 to 10000, not 0", "kill", "--store", "file", "--kills", "0");
        refuses("whole number, not \"many\"", "kill", "--store", "file", "--kills", "many");
        refuses("whole number, not \"x\"", "kill", "--store", "file", "--seed", "x");
        refuses("from 1 to 3600, not -1", "race", "--seconds", "-1");
        refuses("\"oracle\"", "flood", "--store", "oracle");
    }

    private static String[] args(String evaluation, String... more) {
        List<String> args = new ArrayList<>(List.of(evaluation));
        args.addAll(evaluation.equals("kill") ? List.of("--store", "file") : List.of());
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }
}
