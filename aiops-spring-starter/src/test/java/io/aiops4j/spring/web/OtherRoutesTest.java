package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.store.Query;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents, runs, runbooks, the journal and what comes in, over HTTP. */
class OtherRoutesTest {

    private static final String NOTE = "{\"note\": \"because\"}";

    private RestHost host;

    @BeforeEach
    void start() {
        host = RestHost.open();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private ExecutionResult healed() throws Exception {
        String id = host.proposed();
        host.aiops()
                .reviews()
                .approve(
                        id,
                        Actor.person("bob"),
                        Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
        host.failed();
        return host.aiops().executions().find(Query.all()).records().get(0);
    }

    @Test
    void an_incident_is_found_taken_over_handed_back_and_resolved() throws Exception {
        String id = host.failed();
        assertThat(host.get("reader", "/incidents?type=out_of_memory&target=redis")
                        .body())
                .contains(id);
        assertThat(host.get("reader", "/incidents?type=disk_full").body()).isEqualTo("{\"items\":[]}");
        assertThat(host.post("operator", "/incidents/" + id + "/take-over", NOTE)
                        .body())
                .contains("\"takenOverBy\":\"person:operator\"");
        assertThat(host.post("operator", "/incidents/" + id + "/hand-back", NOTE)
                        .body())
                .doesNotContain("takenOverBy");
        assertThat(host.post("operator", "/incidents/" + id + "/resolve", NOTE).body())
                .contains("resolved");
        assertThat(host.aiops().incidents().byId(id).orElseThrow().status()).isEqualTo(Incident.Status.RESOLVED);
        assertThat(host.post("operator", "/incidents/" + id + "/resolve", NOTE).statusCode())
                .isEqualTo(409);
        assertThat(host.get("reader", "/incidents/" + id).body())
                .contains("incident.opened")
                .contains("incident.taken-over")
                .contains("incident.resolved")
                .contains("person:operator");
        assertThat(host.get("reader", "/incidents/inc-none").statusCode()).isEqualTo(404);
    }

    @Test
    void what_was_run_is_found_by_its_fields_and_read_whole() throws Exception {
        ExecutionResult result = healed();
        assertThat(host.get("reader", "/executions?runbook=redis-oom&version=1").body())
                .contains(result.executionId());
        assertThat(host.get("reader", "/executions?runbook=other").body()).isEqualTo("{\"items\":[]}");
        assertThat(host.get("reader", "/executions/" + result.executionId()).body())
                .contains("\"steps\":[{\"name\":\"restart\"")
                .contains("\"before\":");
        assertThat(host.get("reader", "/executions?since=yesterday").statusCode())
                .isEqualTo(400);
        assertThat(host.get("reader", "/executions?after=nowhere").statusCode()).isEqualTo(422);
        assertThat(host.get("reader", "/learning").body()).contains("\"analysed\"");
        assertThat(host.get("reader", "/learning/outcomes").statusCode()).isEqualTo(200);
    }

    @Test
    void a_runbook_is_submitted_by_whoever_is_signed_in_and_waits() throws Exception {
        HttpResponse<String> submitted =
                host.post("alice", "/runbooks?why=it+fails", RestHost.RUNBOOK, "Content-Type", "application/yaml");
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
        var version =
                host.aiops().runbooks().versions(Client.DEFAULT, "redis-oom").get(0);
        assertThat(submitted.body()).contains(version.proposalId());
        assertThat(host.aiops()
                        .reviews()
                        .byId(version.proposalId())
                        .orElseThrow()
                        .author())
                .isEqualTo(Actor.person("alice"));
        assertThat(host.get("reader", "/runbooks").body()).contains("\"state\":\"pending\"");
        assertThat(host.get("reader", "/runbooks/redis-oom").body())
                .contains("\"proposedBy\":\"person:alice\"")
                .contains("\"approvedNow\":false");
        assertThat(host.get("reader", "/runbooks/redis-oom/versions/1").body())
                .contains("restart_service")
                .contains("\"diff\":");
        assertThat(host.get("reader", "/runbooks/redis-oom/versions/2").statusCode())
                .isEqualTo(404);
        assertThat(host.get("reader", "/runbooks/none").statusCode()).isEqualTo(404);
    }

    @Test
    void all_faults_of_a_runbook_come_with_path_and_hint() throws Exception {
        HttpResponse<String> refused = host.post(
                "alice",
                "/runbooks",
                RestHost.RUNBOOK.replace("restart_service", "restrat_service").replace("10s", "soon"),
                "Content-Type",
                "application/yaml");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"faults\":[")
                .contains("steps[0].timeout")
                .contains("\"hint\"");
        assertThat(host.aiops().reviews().pending()).isEmpty();
    }

    @Test
    void everything_is_halted_by_an_approver_and_resumed_by_an_administrator() throws Exception {
        HttpResponse<String> halted = host.post("operator", "/guardrails/halt", NOTE);
        assertThat(halted.body()).isEqualTo("{\"halted\":true}");
        assertThat(host.get("reader", "/guardrails").body())
                .contains("\"halted\":true")
                .contains("operator");
        assertThat(host.post("operator", "/guardrails/resume", NOTE).statusCode())
                .isEqualTo(403);
        assertThat(host.post("root", "/guardrails/resume", NOTE).body()).isEqualTo("{\"halted\":false}");
        assertThat(host.get("reader", "/runs").body()).isEqualTo("{\"items\":[]}");
        assertThat(host.post("operator", "/runs/run-none/cancel", NOTE).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_journal_is_read_in_pages_and_verified_by_administrators() throws Exception {
        healed();
        long end = host.aiops().journal().head().position();
        assertThat(host.get("reader", "/journal").body()).contains("\"position\":" + end);
        String page = host.get("reader", "/journal/entries?after=2&limit=2").body();
        assertThat(page).contains("\"position\":3").contains("\"position\":4").contains("\"next\":\"4\"");
        assertThat(host.get("root", "/journal/verification").body()).contains("\"intact\":true");
        String other = "0".repeat(64);
        assertThat(host.get("root", "/journal/verification?position=2&hash=" + other)
                        .body())
                .contains("\"intact\":false");
        assertThat(host.get("root", "/journal/verification?position=2").statusCode())
                .isEqualTo(400);
        assertThat(host.get("root", "/journal/verification?position=2&hash=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void lines_and_signals_come_in_and_become_incidents() throws Exception {
        HttpResponse<String> taken = host.post("operator", "/signals", """
                {"lines": [{"service": "redis", "message": "OutOfMemoryError: heap space exhausted"}],
                 "signals": [{"service": "shop", "type": "queue_stuck", "severity": "critical", "message": "it stands"}]}
                """);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(taken.body())
                .startsWith("{\"lines\":1,\"signals\":1,\"anomalies\":0,\"noticed\":2,\"items\":[{")
                .contains("\"type\":\"out_of_memory\"")
                .contains("\"outcome\":\"escalate\"");
        host.flush();
        assertThat(host.aiops().incidents().open())
                .extracting(Incident::type)
                .containsExactlyInAnyOrder("out_of_memory", "queue_stuck");
        HttpResponse<String> refused = host.post(
                "operator", "/signals", "{\"lines\": [{\"message\": 1}, {\"service\": \"a\", \"actor\": \"bob\"}]}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("lines[0].service")
                .contains("lines[1].message")
                .contains("lines[1].actor");
        assertThat(host.post("operator", "/signals", "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void what_alertmanager_sends_is_taken_in() throws Exception {
        HttpResponse<String> taken = host.post("operator", "/signals/alertmanager", """
                {"version": "4", "groupKey": "{}:{}", "status": "firing", "receiver": "aiops", "truncatedAlerts": 0,
                 "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "externalURL": "http://am",
                 "alerts": [
                  {"status": "firing", "labels": {"alertname": "RedisOutOfMemory", "service": "redis", "severity": "critical"},
                   "annotations": {"summary": "no memory is left"}, "startsAt": "2026-03-01T00:00:00Z", "fingerprint": "f1"},
                  {"status": "resolved", "labels": {"alertname": "DiskFull", "instance": "db-1:9100"}, "annotations": {}}]}
                """);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(taken.body())
                .startsWith("{\"signals\":1,\"resolved\":1,\"noticed\":1,\"items\":[{")
                .contains("\"outcome\":\"escalate\"");
        host.flush();
        assertThat(host.aiops().incidents().open()).singleElement().satisfies(incident -> {
            assertThat(incident.type()).isEqualTo("redis_out_of_memory");
            assertThat(incident.message()).contains("no memory is left");
            assertThat(incident.source()).isEqualTo("alertmanager");
        });
        assertThat(host.post("operator", "/signals/alertmanager", "{\"alerts\": [{}]}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_secret_in_what_came_in_does_not_come_out() throws Exception {
        String secret = "AKIAIOSFODNN7EXAMPLE";
        host.post(
                "operator",
                "/signals",
                ("{\"lines\": [{\"service\": \"redis\", \"message\": \"OutOfMemoryError: heap space key=%s\"}],"
                                + "\"signals\": [{\"service\": \"shop\", \"type\": \"leak\", \"message\": \"key %s\"}]}")
                        .formatted(secret, secret));
        host.flush();
        assertThat(host.aiops().incidents().open()).hasSize(2);
        for (Incident incident : host.aiops().incidents().open()) {
            assertThat(host.get("reader", "/incidents/" + incident.id()).body())
                    .contains("message")
                    .doesNotContain(secret);
        }
        assertThat(host.get("reader", "/journal/entries").body()).doesNotContain(secret);
    }

    @Test
    void who_is_signed_in_is_told_who_they_are() throws Exception {
        assertThat(host.get("bob", "/me").body())
                .isEqualTo("{\"signedIn\":true,\"name\":\"bob\",\"actor\":\"person:bob\",\"approver\":true,"
                        + "\"authorities\":[\"aiops:read\",\"aiops:review\"],\"readOnly\":false}");
    }
}
