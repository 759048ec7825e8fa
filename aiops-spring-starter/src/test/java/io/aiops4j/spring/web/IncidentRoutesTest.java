package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.store.Query;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents that people open, note on and label, those that are over, and what was decided about them, over HTTP. */
class IncidentRoutesTest {

    private static final String NOTE = "{\"note\": \"because\"}";
    private static final String STUCK = """
            {"type": "queue_stuck", "service": "shop", "severity": "critical", "message": "it stands"}
            """;

    private RestHost host;

    @BeforeEach
    void start() {
        host = RestHost.open();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static String field(String body, String name) {
        int from = body.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return body.substring(from, body.indexOf('"', from));
    }

    private String opened() throws Exception {
        return field(host.post("operator", "/incidents", STUCK).body(), "id");
    }

    private void resolve(String id) throws Exception {
        assertThat(host.post("operator", "/incidents/" + id + "/resolve", NOTE).statusCode())
                .isEqualTo(200);
        host.flush();
    }

    @Test
    void a_person_opens_an_incident_it_is_decided_about_and_the_same_again_feeds_it() throws Exception {
        HttpResponse<String> opened = host.post("operator", "/incidents", STUCK);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        String id = field(opened.body(), "id");
        assertThat(opened.headers().firstValue("Location")).contains(RestHost.BASE + "/incidents/" + id);
        assertThat(opened.body())
                .contains("\"severity\":\"critical\"")
                .contains("\"source\":\"person:operator\"")
                .contains("\"status\":\"escalated\"")
                .contains("\"outcome\":\"escalate\"")
                .contains("no runbook against it is approved");
        HttpResponse<String> again = host.post("operator", "/incidents", STUCK);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(field(again.body(), "id")).isEqualTo(id);
        assertThat(host.aiops().incidents().open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.signals()).isEqualTo(2));
        assertThat(host.post("reader", "/incidents", STUCK).statusCode()).isEqualTo(403);
        HttpResponse<String> wrong =
                host.post("operator", "/incidents", "{\"severity\": \"bad\", \"source\": \"person:bob\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("\"type\"")
                .contains("\"service\"")
                .contains("\"message\"")
                .contains("\"severity\"")
                .contains("\"source\"");
    }

    @Test
    void what_a_person_opens_runs_what_is_approved_for_it() throws Exception {
        String proposal = host.proposed();
        host.move(
                "bob",
                proposal,
                "approve",
                "{\"services\": [\"redis\"], \"mode\": \"at_once\", \"note\": \"tried on staging\"}");
        HttpResponse<String> opened = host.post(
                "operator",
                "/incidents",
                "{\"type\": \"out_of_memory\", \"service\": \"redis\", \"message\": \"it is slow\"}");
        assertThat(opened.body()).contains("\"outcome\":\"auto_run\"");
        host.flush();
        String id = field(opened.body(), "id");
        assertThat(host.get("reader", "/executions?incident=" + id).body()).contains("redis-oom");
    }

    @Test
    void people_note_on_an_incident_also_when_it_is_over_and_no_secret_comes_out() throws Exception {
        String id = opened();
        resolve(id);
        HttpResponse<String> noted = host.post(
                "operator", "/incidents/" + id + "/notes", "{\"note\": \"the key was AKIAIOSFODNN7EXAMPLE\"}");
        assertThat(noted.statusCode()).as(noted.body()).isEqualTo(200);
        assertThat(noted.body())
                .contains("\"by\":\"person:operator\"")
                .contains("the key was")
                .doesNotContain("AKIAIOSFODNN7EXAMPLE");
        assertThat(host.get("reader", "/incidents/" + id).body())
                .contains("\"notes\":[{")
                .contains("incident.noted")
                .doesNotContain("AKIAIOSFODNN7EXAMPLE");
        assertThat(host.post("reader", "/incidents/" + id + "/notes", NOTE).statusCode())
                .isEqualTo(403);
        assertThat(host.post("operator", "/incidents/inc-none/notes", NOTE).statusCode())
                .isEqualTo(404);
        assertThat(host.post("operator", "/incidents/" + id + "/notes", "{}").statusCode())
                .isEqualTo(422);
        assertThat(host.post("operator", "/incidents/" + id + "/notes", "{\"note\": \"" + "x".repeat(2_001) + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void an_incident_is_called_a_false_alarm_and_lists_show_it() throws Exception {
        String id = opened();
        assertThat(host.post("operator", "/incidents/" + id + "/feedback", "{\"real\": false, \"note\": \"a drill\"}")
                        .body())
                .isEqualTo("{\"id\":\"" + id + "\",\"label\":\"false_alarm\"}");
        assertThat(host.get("reader", "/incidents").body()).contains("\"label\":\"false_alarm\"");
        assertThat(host.aiops().incidents().labels())
                .singleElement()
                .satisfies(labels -> assertThat(labels.falseAlarms()).isEqualTo(1));
        assertThat(host.post("operator", "/incidents/" + id + "/feedback", "{\"real\": true}")
                        .statusCode())
                .isEqualTo(200);
        resolve(id);
        assertThat(host.get("reader", "/incidents?status=resolved").body()).contains("\"label\":\"real\"");
        assertThat(host.get("reader", "/incidents/" + id).body())
                .contains("\"label\":\"real\"")
                .contains("a drill");
        assertThat(host.post("bob", "/incidents/" + id + "/feedback", "{\"real\": true}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(host.post("operator", "/incidents/inc-none/feedback", "{\"real\": true}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(host.post("operator", "/incidents/" + id + "/feedback", "{\"real\": \"perhaps\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(host.post("operator", "/incidents/" + id + "/feedback", NOTE).statusCode())
                .isEqualTo(422);
    }

    @Test
    void what_is_over_is_listed_the_last_one_first_in_pages() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = opened();
            resolve(id);
            ids.add(0, id);
        }
        assertThat(host.get("reader", "/incidents").body()).isEqualTo("{\"items\":[]}");
        List<String> found = new ArrayList<>();
        String after = "";
        do {
            String body = host.get("reader", "/incidents?status=resolved&limit=1" + after)
                    .body();
            found.add(field(body, "id"));
            assertThat(body).contains("\"resolvedBy\":\"person:operator\"").contains("\"note\":\"because\"");
            after = body.contains("\"next\"")
                    ? "&after=" + URLEncoder.encode(field(body, "next"), StandardCharsets.UTF_8)
                    : "";
        } while (!after.isEmpty());
        assertThat(found).isEqualTo(ids);
        assertThat(host.get("reader", "/incidents?status=resolved&type=disk_full")
                        .body())
                .isEqualTo("{\"items\":[]}");
        assertThat(host.get("reader", "/incidents?status=resolved&since=2200-01-01T00:00:00Z")
                        .body())
                .isEqualTo("{\"items\":[]}");
        assertThat(host.get("reader", "/incidents?since=yesterday").statusCode())
                .isEqualTo(400);
        assertThat(host.get("guest", "/incidents?status=resolved").statusCode()).isEqualTo(403);
    }

    @Test
    void decisions_have_their_reasons_options_and_causes() throws Exception {
        String proposal = host.proposed();
        host.move("bob", proposal, "approve", "{\"services\": [\"redis\"], \"note\": \"tried\"}");
        String asked = host.failed();
        String escalated = opened();
        String all = host.get("reader", "/decisions").body();
        assertThat(all.indexOf(escalated)).isPositive().isLessThan(all.indexOf(asked));
        String one = host.get("reader", "/decisions?incident=" + asked).body();
        assertThat(one)
                .contains("\"outcome\":\"ask_human\"")
                .contains("\"runbook\":\"redis-oom v1\"")
                .contains("\"mode\":\"when_proven\"")
                .contains("\"lowerBound\":0.05")
                .contains("\"threshold\":0.7")
                .contains("\"causes\":[")
                .doesNotContain(escalated);
        assertThat(host.get("reader", "/decisions?outcome=escalate").body())
                .contains(escalated)
                .doesNotContain(asked);
        String first = host.get("reader", "/decisions?limit=1").body();
        assertThat(first).contains(escalated).contains("\"next\"");
        assertThat(host.get("reader", "/decisions?limit=1&after=" + field(first, "next"))
                        .body())
                .contains(asked);
        String position = one.substring(one.indexOf("\"position\":") + 11, one.indexOf(','));
        assertThat(host.get("reader", "/decisions/" + position).body()).contains(asked);
        assertThat(host.get("reader", "/decisions/1").statusCode()).isEqualTo(404);
        assertThat(host.get("reader", "/decisions/none").statusCode()).isEqualTo(404);
        assertThat(host.get("operator", "/decisions").statusCode()).isEqualTo(403);
        assertThat(host.get("reader", "/decisions?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void an_anomaly_is_answered_with_its_incident_and_the_decision() throws Exception {
        HttpResponse<String> taken = host.post("operator", "/signals", """
                {"wait": 10, "anomalies": [{"service": "redis", "type": "out_of_memory", "severity": "critical",
                  "detector": "capacity", "suggestedAction": "restart_service", "confidence": 0.92,
                  "details": {"metric": "heap.used"}}]}
                """);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        Incident incident = host.aiops().incidents().open().get(0);
        assertThat(incident.source()).isEqualTo("detector:capacity");
        assertThat(taken.body())
                .contains("\"anomalies\":1")
                .contains("\"incident\":\"" + incident.id() + "\"")
                .contains("\"link\":\"/aiops/api/v1/incidents/" + incident.id() + "\"")
                .contains("\"outcome\":\"escalate\"")
                .contains("no runbook against it is approved");
        assertThat(host.aiops().executions().find(Query.all()).records())
                .as("a suggestion starts nothing")
                .isEmpty();
        HttpResponse<String> wrong = host.post(
                "operator",
                "/signals",
                "{\"wait\": 11, \"anomalies\": [{\"service\": \"redis\", \"type\": \"x\", \"confidence\": \"1e999999999\"}]}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("anomalies[0].confidence").contains("\"wait\"");
    }

    @Test
    void who_does_not_wait_is_told_that_it_is_pending_or_what_came_of_it() throws Exception {
        HttpResponse<String> taken = host.post(
                "operator",
                "/signals",
                "{\"wait\": 0, \"signals\": [{\"service\": \"shop\", \"type\": \"queue_stuck\", \"message\": \"m\"}]}");
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.body()).containsAnyOf("\"pending\":true", "\"incident\":");
        host.flush();
        assertThat(host.aiops().incidents().open()).hasSize(1);
        assertThat(host.aiops().journal().stream(IncidentEntries.stream(
                        host.aiops().incidents().open().get(0).id())))
                .isNotEmpty();
    }
}
