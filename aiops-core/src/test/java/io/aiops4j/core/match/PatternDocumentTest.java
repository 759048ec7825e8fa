package io.aiops4j.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.Fault;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.signal.Severity;
import org.junit.jupiter.api.Test;

/** Patterns and investigations as people write them. */
final class PatternDocumentTest {

    @Test
    void a_list_of_patterns_is_read_with_all_that_can_be_said() {
        assertThat(PatternLibrary.read("patterns.yaml", """
                        patterns:
                          - id: queue
                            regex: '(?i)queue \\w+'
                            incidentType: queue_trouble
                          - id: queue-stuck
                            regex: '(?i)queue (?P<queue>\\w+) is stuck'
                            incidentType: queue_stuck
                            severity: critical
                            category: queues
                            tags: [orders, kafka]
                            suggestedAction: restart_consumers
                            parent: queue
                            finds: ["ERROR Queue orders is stuck since 12:00"]
                            leaves: ["queue orders is empty"]
                          - {id: status, regex: '^5\\d\\d$', field: status, incidentType: http_5xx, finds: ["503"], leaves: ["1503"]}
                        """))
                .satisfiesExactly(
                        queue -> assertThat(queue)
                                .isEqualTo(AlertPattern.of("queue", "(?i)queue \\w+", "queue_trouble", Severity.ERROR)),
                        stuck -> assertThat(stuck)
                                .isEqualTo(AlertPattern.of(
                                                "queue-stuck",
                                                "(?i)queue (?P<queue>\\w+) is stuck",
                                                "queue_stuck",
                                                Severity.CRITICAL)
                                        .category("queues")
                                        .tagged("kafka", "orders")
                                        .suggesting("restart_consumers")
                                        .childOf("queue")),
                        status -> assertThat(status.field()).isEqualTo("status"));
        assertThat(PatternLibrary.read(
                        "p.json", "{\"patterns\":[{\"id\":\"a\",\"regex\":\"b\",\"incidentType\":\"c\"}]}"))
                .hasSize(1);
    }

    @Test
    void all_faults_are_found_at_once_each_with_its_path_and_line() {
        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> PatternLibrary.read("ours.yaml", """
                patterns:
                  - id: a
                    regex: 'x(?=y)'
                    incidentType: t
                  - id: a
                    regex: full
                    incidentType: t
                    severity: awful
                    finds: [empty]
                    leaves: [the disk is full]
                  - {regex: b, colour: red}
                """));
        assertThat(refused).hasMessageStartingWith("ours.yaml: Not a list of patterns: it has 8 faults");
        assertThat(refused.faults())
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "patterns[0].regex",
                        "patterns[1].severity",
                        "patterns[1].id",
                        "patterns[1].finds[0]",
                        "patterns[1].leaves[0]",
                        "patterns[2].colour",
                        "patterns[2].id",
                        "patterns[2].incidentType");
        assertThat(refused.faults())
                .extracting(Fault::problem)
                .anyMatch(problem -> problem.contains("look-ahead") && problem.contains("line 2"));
    }

    @Test
    void a_list_of_investigations_is_read_and_its_faults_are_told() {
        assertThat(Investigations.read("i.yaml", """
                        investigations:
                          - id: queue-stuck
                            name: A queue is stuck
                            triggers: [queue is stuck]
                            steps: [{tool: consumer-groups, arguments: --describe, lookFor: members}]
                            causes: [{cause: No consumer, evidence: [no active members], fix: Start the consumers}]
                        """))
                .singleElement()
                .satisfies(read -> assertThat(read.causes().get(0).evidence()).containsExactly("no active members"));
        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> Investigations.read("i.yaml", """
                investigations:
                  - {id: a, triggers: [x]}
                  - {id: a, triggers: []}
                  - {id: b, triggers: [' ']}
                """));
        assertThat(refused.faults())
                .extracting(Fault::path)
                .containsExactly("investigations[1].id", "investigations[1]", "investigations[2]");
    }
}
