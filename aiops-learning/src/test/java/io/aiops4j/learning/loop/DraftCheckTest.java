package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no draft may do, whoever made it. */
class DraftCheckTest {

    private static final String PARENT = """
            id: shop-slow
            incidentTypes: [timeout]
            platform: linux
            parameters: [{name: to, type: number, preset: 8, min: 1, max: 64}]
            preconditions: ["workers < 64"]
            steps:
              - {name: scale, action: scale, parameters: {to: "${to}"}, check: "workers.configured > 1"}
              - {name: restart, action: restart}
            verification: ["workers >= 5", "queue < 100"]
            watch: 2m
            """;
    private static final String ORIGIN = "origin: {generated: true, parent: 1, by: rules, why: ev-1}\nversion: 2\n";

    private static String refusal(UnaryOperator<String> change) {
        Runbook parent = RunbookCodec.fromYaml(PARENT);
        Runbook draft = RunbookCodec.fromYaml(change.apply(PARENT + ORIGIN));
        return DraftCheck.refusal(parent, draft, 2).orElse("");
    }

    @Test
    void what_asks_for_more_and_takes_less_may_go_before_the_reviewers() {
        assertThat(refusal(text -> text)).isEmpty();
        assertThat(refusal(text -> text.replace("max: 64", "max: 32")
                        .replace("watch: 2m", "watch: 5m")
                        .replace("\"queue < 100\"", "\"queue < 100\", \"status = 'up'\"")
                        .replace("[\"workers < 64\"]", "[\"workers < 64\", \"queue > 1\"]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'id: shop-slow', 'id: bank-slow', bank-slow",
        "'version: 2', 'version: 7', it says that it is version 7",
        "'parent: 1', 'parent: 0', made from 0",
        "'generated: true', 'generated: false', a person wrote it",
        "'platform: linux', 'platform: windows', another platform",
        "'[timeout]', '[timeout, disk_full]', more incidents",
        "'\"workers >= 5\", ', '', drops a verification",
        "'workers >= 5', 'workers >= 1', drops a verification",
        "'watch: 2m', 'watch: 1m', shorter time",
        "'preconditions: [\"workers < 64\"]', 'preconditions: []', drops a precondition",
        "', check: \"workers.configured > 1\"', '', drops the check of step",
        "'max: 64', 'max: 640', may be more",
        "'min: 1, ', '', may be more",
        "'max: 64}]', 'max: 64}, {name: host, type: text}]', does not know"
    })
    void what_reaches_further_or_is_content_with_less_may_not(String from, String to, String why) {
        assertThat(refusal(text -> {
                    assertThat(text).contains(from);
                    return text.replace(from, to);
                }))
                .startsWith("the draft was refused: ")
                .contains(why);
    }
}
