package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.confidence.Confidence;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say of runs, and what is forgotten and erased, over HTTP. */
class FeedbackRoutesTest {

    private RestHost host;

    @BeforeEach
    void start() {
        host = RestHost.open();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private ExecutionResult ran() throws Exception {
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

    private Confidence confidence() {
        return host.aiops()
                .learning()
                .confidence(
                        Client.DEFAULT,
                        host.aiops()
                                .runbooks()
                                .versions(Client.DEFAULT, "redis-oom")
                                .get(0)
                                .digest());
    }

    @Test
    void that_a_run_did_not_help_counts_against_its_version_and_is_shown() throws Exception {
        String run = ran().executionId();
        int failures = confidence().failures();
        String path = "/executions/" + run + "/feedback";
        HttpResponse<String> said = host.post(
                "operator", path, "{\"helped\": false, \"note\": \"password=hunter2secret, and slow again\"}");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        assertThat(confidence().failures()).isEqualTo(failures + 1);
        assertThat(host.get("reader", "/executions/" + run).body())
                .contains("\"feedback\":[{\"by\":\"person:operator\"")
                .contains("\"helped\":false")
                .contains("slow again")
                .doesNotContain("hunter2secret");
        assertThat(host.post("operator", path, "{\"helped\": true}").statusCode())
                .isEqualTo(200);
        assertThat(confidence().failures()).isEqualTo(failures);
        assertThat(host.post("bob", path, "{\"helped\": false}").statusCode()).isEqualTo(403);
        assertThat(host.post("operator", path, "{}").statusCode()).isEqualTo(422);
        assertThat(host.post("operator", path, "{\"helped\": false, \"person\": \"bob\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(host.post("operator", "/executions/run-none/feedback", "{\"helped\": false}")
                        .statusCode())
                .isEqualTo(404);
        int own = host.aiops().record("nightly", () -> 1);
        host.flush();
        ExecutionResult nightly = host.aiops()
                .executions()
                .find(Query.all().where("runbook", "nightly"))
                .records()
                .get(0);
        assertThat(own).isEqualTo(1);
        assertThat(host.post("operator", "/executions/" + nightly.executionId() + "/feedback", "{\"helped\": false}")
                        .statusCode())
                .as("it is no run of a runbook")
                .isEqualTo(422);
    }

    @Test
    void an_incident_is_forgotten_and_erased_by_an_administrator_who_is_an_approver() throws Exception {
        ExecutionResult result = ran();
        String incident = String.valueOf(result.incidentId());
        String body = "{\"incident\": \"" + incident + "\", \"reason\": \"a drill\"}";
        for (String verb : new String[] {"/forget", "/erase"}) {
            assertThat(host.post("operator", verb, body).statusCode()).isEqualTo(403);
            assertThat(host.post("root", verb, "{\"incident\": \"a\", \"run\": \"b\", \"reason\": \"c\"}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(host.post("root", verb, "{\"incident\": \"a\"}").statusCode())
                    .isEqualTo(422);
            assertThat(host.post("root", verb, "{\"actor\": \"alice\", \"reason\": \"c\"}")
                            .statusCode())
                    .isEqualTo(422);
        }
        HttpResponse<String> forgotten = host.post("root", "/forget", body);
        assertThat(forgotten.statusCode()).as(forgotten.body()).isEqualTo(200);
        assertThat(forgotten.body()).contains("\"kind\":\"incident\"").doesNotContain("\"facts\":0");
        assertThat(confidence().failures() + confidence().successes()).isZero();
        HttpResponse<String> erased = host.post("root", "/erase", body);
        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(erased.body()).contains("\"holder\":\"journal\"").contains("\"holder\":\"executions\",\"erased\":1");
        assertThat(host.get("reader", "/executions/" + result.executionId()).statusCode())
                .isEqualTo(404);
        assertThat(host.get("reader", "/incidents/" + incident).statusCode()).isEqualTo(404);
        assertThat(host.get("root", "/journal/verification").body()).contains("\"intact\":true");
    }

    @Test
    void an_administrator_whom_nobody_named_an_approver_forgets_nothing() throws Exception {
        String incident = host.failed();
        host.aiops().reviews().revokeApprover("root", Actor.person("bob"), "left the company");
        HttpResponse<String> refused =
                host.post("root", "/forget", "{\"incident\": \"" + incident + "\", \"reason\": \"a drill\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("names no approver root");
    }
}
