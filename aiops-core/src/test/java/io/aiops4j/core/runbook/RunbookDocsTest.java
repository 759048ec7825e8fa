package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Fault;
import io.aiops4j.core.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/runbooks.md says is what the code does. */
final class RunbookDocsTest {

    private static final String DOCS;

    static {
        try {
            DOCS = Files.readString(Path.of("../docs/runbooks.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Run the tests from the folder of the module", e);
        }
    }

    private static List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        String fence = "```" + language + "\n";
        for (int at = DOCS.indexOf(fence); at >= 0; at = DOCS.indexOf(fence, at + 1)) {
            blocks.add(DOCS.substring(at + fence.length(), DOCS.indexOf("```\n", at + fence.length())));
        }
        return blocks;
    }

    @Test
    void each_example_is_a_sound_runbook_without_warnings() {
        List<String> examples = blocks("yaml");
        assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
        for (String example : examples) {
            Runbook runbook = RunbookCodec.fromYaml(example);
            assertThat(new RunbookCheck(RunbookCheckTest.CATALOGUE::get).check(runbook))
                    .isEmpty();
            assertThat(RunbookWarnings.of(runbook, runbook, RunbookCheckTest.CATALOGUE::get))
                    .isEmpty();
        }
        for (String json : blocks("json")) {
            assertThat(RunbookCodec.fromJson(json)).isEqualTo(RunbookCodec.fromYaml(examples.get(0)));
        }
    }

    @Test
    void each_field_is_described() {
        Stream.of(RunbookReader.RUNBOOK, RunbookReader.PARAMETER, RunbookReader.STEP, RunbookReader.ORIGIN)
                .forEach(fields -> fields.forEach(field -> assertThat(DOCS).contains("| `" + field + "` |")));
    }

    @Test
    void each_fault_is_listed_as_the_check_says_it() {
        Set<String> rows = new LinkedHashSet<>();
        for (FaultCases.Case spoiled : FaultCases.all()) {
            Fault fault = spoiled.faults().get(0);
            int line = fault.problem().indexOf(" (line ");
            String problem = line < 0 ? fault.problem() : fault.problem().substring(0, line);
            rows.add("| `" + fault.path() + "` | " + problem + " | " + fault.hint() + " |");
        }
        String table = String.join("\n", rows);
        assertThat(DOCS).as("the table of faults; it should be:\n" + table).contains(table);
    }

    @Test
    void each_bound_is_the_one_of_the_code() {
        assertThat(DOCS)
                .contains(
                        Runbook.MOST_STEPS + " steps",
                        Runbook.LONGEST_RUN.toHours() + " hours",
                        (Runbook.MOST_BYTES >> 10) + " KiB",
                        (Documents.LARGEST >> 20) + " MiB",
                        Step.MOST_RETRIES + " further attempts",
                        RunbookFolder.MOST_FILES / 1_000 + ",000 files",
                        (RunbookFolder.MOST_BYTES >> 20) + " MiB in all");
    }
}
