package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Patterns over HTTP: seen, tried, and changed by nothing but other people's approvals. */
class PatternRoutesTest {

    private static final String STUCK = "{\"id\": \"queue-stuck\", \"regex\": \"(?i)queue (?P<name>\\\\w+) is stuck\","
            + " \"incidentType\": \"queue_stuck\", \"tags\": [\"queue\"], \"why\": \"seen three times\"}";

    private RestHost host;

    @BeforeEach
    void start() {
        host = RestHost.open();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private String approved(HttpResponse<String> submitted) throws Exception {
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
        String id = host.aiops().reviews().pending().get(0).id();
        assertThat(submitted.body()).contains(id);
        host.aiops().reviews().approve(id, Actor.person("bob"));
        host.flush();
        return id;
    }

    @Test
    void a_pattern_is_looked_for_once_somebody_else_approved_it() throws Exception {
        HttpResponse<String> submitted = host.post("alice", "/patterns", STUCK);
        assertThat(submitted.body()).contains("\"state\":\"pending\"");
        assertThat(host.get("reader", "/patterns?source=approved").body()).isEqualTo("{\"items\":[]}");
        assertThat(host.post("alice", "/patterns", STUCK).body()).isEqualTo(submitted.body());

        String id = approved(submitted);

        assertThat(host.get("reader", "/patterns?source=approved").body())
                .contains("\"id\":\"queue-stuck\",\"source\":\"approved\"")
                .contains("\"severity\":\"error\"")
                .contains("\"approver\":\"person:bob\"");
        assertThat(host.get("reader", "/patterns/" + id).body())
                .isEqualTo(host.get("reader", "/patterns/queue-stuck").body());
        host.aiops().observe(LogLine.of("shop", "queue orders is stuck"));
        host.flush();
        assertThat(host.aiops().incidents().open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.type()).isEqualTo("queue_stuck"));
    }

    @Test
    void what_the_application_gave_is_seen_and_not_changed_here() throws Exception {
        host.aiops()
                .learning()
                .patterns()
                .given()
                .put(AlertPattern.of("ours", "(?i)our own trouble", "ours", Severity.INFO));
        assertThat(host.get("reader", "/patterns/ours").body()).contains("\"source\":\"host\"");
        String page = host.get("reader", "/patterns?source=built_in&limit=2").body();
        assertThat(page).contains("\"source\":\"built_in\"").contains("\"next\":\"");
        assertThat(host.get("reader", "/patterns/none").statusCode()).isEqualTo(404);
        assertThat(host.get("operator", "/patterns").statusCode()).isEqualTo(403);
        for (String verb : new String[] {"change", "delete"}) {
            String body = verb.equals("change") ? "{\"why\": \"x\"}" : "{\"note\": \"x\"}";
            assertThat(host.post("bob", "/patterns/ours/" + verb, body).statusCode())
                    .isEqualTo(409);
            assertThat(host.post("bob", "/patterns/none/" + verb, body).statusCode())
                    .isEqualTo(404);
            assertThat(host.post("reader", "/patterns/ours/" + verb, body).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_change_waits_while_what_is_approved_goes_on_and_a_deletion_takes_both_back() throws Exception {
        approved(host.post("alice", "/patterns", STUCK));
        HttpResponse<String> changed = host.post(
                "alice", "/patterns/queue-stuck/change", "{\"severity\": \"critical\", \"why\": \"it costs money\"}");
        assertThat(host.get("reader", "/patterns/queue-stuck").body()).contains("\"severity\":\"error\"");
        approved(changed);
        assertThat(host.get("reader", "/patterns/queue-stuck").body())
                .contains("\"severity\":\"critical\"")
                .contains("\"tags\":[\"queue\"]");
        assertThat(host.post("carol", "/patterns/queue-stuck/delete", "{\"note\": \"no approver\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(host.post("bob", "/patterns/queue-stuck/delete", "{\"note\": \"too noisy\"}")
                        .body())
                .isEqualTo("{\"id\":\"queue-stuck\",\"revoked\":2}");
        assertThat(host.get("reader", "/patterns/queue-stuck").statusCode()).isEqualTo(404);
        assertThat(host.aiops().learning().patterns().approved()).isEmpty();
    }

    @Test
    void all_faults_of_a_pattern_come_at_once() throws Exception {
        assertThat(host.post("alice", "/patterns", "{\"regex\": \"x\", \"severity\": \"bad\", \"author\": \"bob\"}")
                        .body())
                .contains("\"path\":\"id\"")
                .contains("\"path\":\"incidentType\"")
                .contains("\"path\":\"severity\"")
                .contains("\"path\":\"author\"")
                .contains("\"path\":\"why\"");
        assertThat(host.post(
                                "alice",
                                "/patterns",
                                STUCK.replace("(?P<name>", "(?=").replace("seen", "look ahead"))
                        .body())
                .contains("\"path\":\"regex\"");
        assertThat(host.aiops().reviews().pending()).isEmpty();
    }

    @Test
    void a_pattern_is_tried_against_lines_without_being_known() throws Exception {
        String pattern = "\"pattern\": {\"regex\": \"(?i)login of (?P<who>\\\\w+) with password=(?P<what>\\\\S+)\","
                + " \"incidentType\": \"login\"}";
        HttpResponse<String> tried = host.post(
                "alice",
                "/patterns/try",
                "{" + pattern + ", \"lines\": [\"Login of eve with password=Tr0ub4dor&3x\", \"all is fine\"]}");
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(tried.body())
                .contains("\"incidentType\":\"login\"")
                .contains("\"who\":\"eve\"")
                .contains("{\"line\":\"all is fine\",\"matches\":[]}")
                .as("what a group caught of a secret")
                .doesNotContain("Tr0ub4dor");
        assertThat(host.aiops().incidents().open()).isEmpty();
        assertThat(host.post("alice", "/patterns/try", "{\"pattern\": {\"regex\": \"(x\"}, \"lines\": []}")
                        .body())
                .contains("\"path\":\"lines\"")
                .contains("\"path\":\"pattern.incidentType\"");
        assertThat(host.post(
                                "alice",
                                "/patterns/try",
                                "{\"pattern\": {\"regex\": \"(x\", \"incidentType\": \"x\"}, \"lines\": [\"x\"]}")
                        .body())
                .contains("\"path\":\"pattern.regex\"");
        assertThat(host.post("reader", "/patterns/try", "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void all_known_patterns_are_tried_where_none_is_named() throws Exception {
        approved(host.post("alice", "/patterns", STUCK));
        String lines = "\"lines\": [\"OutOfMemoryError: heap space exhausted\", \"queue orders is stuck\"]}";
        assertThat(host.post("alice", "/patterns/try", "{" + lines).body())
                .contains("\"incidentType\":\"out_of_memory\"")
                .contains("\"id\":\"queue-stuck\"")
                .contains("\"groups\":{\"name\":\"orders\"}");
        assertThat(host.post("alice", "/patterns/try", "{\"id\": \"queue-stuck\", " + lines)
                        .body())
                .contains("queue-stuck")
                .doesNotContain("out_of_memory");
        assertThat(host.post("alice", "/patterns/try", "{\"id\": \"none\", " + lines)
                        .statusCode())
                .isEqualTo(404);
        StringBuilder many = new StringBuilder("{\"lines\": [\"x\"");
        many.append(", \"x\"".repeat(PatternTrial.MOST_LINES)).append("]}");
        assertThat(host.post("alice", "/patterns/try", many.toString()).statusCode())
                .isEqualTo(422);
    }

    @Test
    void ways_to_investigate_are_read() throws Exception {
        assertThat(host.get("reader", "/knowledge/investigations?limit=1").body())
                .contains("\"triggers\":[")
                .contains("\"lookFor\":")
                .contains("\"fix\":");
    }
}
