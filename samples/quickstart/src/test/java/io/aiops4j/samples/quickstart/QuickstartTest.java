package io.aiops4j.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing of the story is scripted: another service, another story, another second version. */
class QuickstartTest {

    private static String story(ToyRedis redis, String runbook) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Quickstart.tell(redis, runbook, new Story(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> diff(String story) {
        return story.lines()
                .filter(line -> line.startsWith("   diff "))
                .map(line -> line.substring(7).strip())
                .filter(line -> !line.startsWith("~ version")
                        && !line.startsWith("~ generated")
                        && !line.startsWith("~ origin"))
                .toList();
    }

    private static void endsWell(String story) {
        assertThat(story)
                .contains("REFUSED: runbook redis-oom v2 is pending, not approved")
                .contains("decision      auto_run redis-oom v1")
                .contains("run now: redis-oom v2 on redis by system:decision")
                .contains("verification  NOT_PASSED", "verification  PASSED")
                .contains("v2 helped 1 of 1 times")
                .contains("7 more successes until v2 may run by itself")
                .contains("chain intact");
    }

    @Test
    void another_order_the_restart_moves_behind_the_limit() throws Exception {
        String story = story(new ToyRedis(900, 512), "redis-oom.yaml");
        assertThat(diff(story)).containsExactly("> step 'restart' moved behind 'raise the limit'");
        assertThat(story).contains("failure type  RUNBOOK_INSUFFICIENT");
        endsWell(story);
    }

    @Test
    void another_limit_the_value_is_raised_as_far_as_the_data_need() throws Exception {
        String story = story(new ToyRedis(1500, 512), "right-order.yaml");
        assertThat(diff(story)).containsExactly("~ parameter 'limit_mb' preset: 1024 -> 1875");
        assertThat(story).contains("failure type  PARAMETER_WRONG");
        endsWell(story);
    }

    @Test
    void another_fault_the_restart_is_tried_again_after_a_pause() throws Exception {
        String story = story(new ToyRedis(900, 512).withFailingRestarts(2), "right-order.yaml");
        assertThat(diff(story)).containsExactly("~ step 'restart' retries: 0 -> 3", "~ step 'restart' pause: 0s -> 1s");
        assertThat(story)
                .contains("failure type  TRANSIENT")
                .contains("restart: restart_service {service=redis} DONE after 2 attempts");
        endsWell(story);
    }

    @Test
    void the_host_stays_within_its_80_lines() throws Exception {
        Path host = Path.of("src/main/java/io/aiops4j/samples/quickstart/Quickstart.java");
        assertThat(Files.readAllLines(host)).hasSizeLessThanOrEqualTo(80);
    }
}
