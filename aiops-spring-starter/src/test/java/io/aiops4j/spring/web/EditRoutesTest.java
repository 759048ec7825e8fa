package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.store.Query;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proposals that are listed when they are over, prioritised and edited, and runs that people ask for, over HTTP. */
class EditRoutesTest {

    private static final String NOTE = "{\"note\": \"because\"}";
    private static final String RUN = "{\"runbook\": \"redis-oom\", \"version\": 1, \"service\": \"redis\"}";

    private RestHost host;

    @BeforeEach
    void start() {
        host = RestHost.open();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private String approved() throws Exception {
        String id = host.proposed();
        assertThat(host.move("bob", id, "approve", "{\"services\": [\"redis\"], \"note\": \"tried\"}")
                        .statusCode())
                .isEqualTo(200);
        return id;
    }

    @Test
    void what_was_decided_is_listed_by_where_it_stands() throws Exception {
        String id = host.proposed();
        host.move("bob", id, "reject", NOTE);
        host.flush();
        assertThat(host.get("reader", "/reviews").body()).isEqualTo("{\"items\":[]}");
        assertThat(host.get("reader", "/reviews?state=rejected").body())
                .contains(id)
                .contains("\"state\":\"rejected\"");
        assertThat(host.get("reader", "/reviews?state=decided&kind=runbook").body())
                .contains(id);
        assertThat(host.get("reader", "/reviews?state=approved").body()).isEqualTo("{\"items\":[]}");
        assertThat(host.get("reader", "/reviews?state=decided&before=2020-01-01T00:00:00Z")
                        .body())
                .isEqualTo("{\"items\":[]}");
        assertThat(host.get("reader", "/reviews?state=elsewhere").statusCode()).isEqualTo(400);
        assertThat(host.get("operator", "/reviews?state=decided").statusCode()).isEqualTo(403);
    }

    @Test
    void a_proposal_becomes_more_urgent_over_the_version_that_was_seen() throws Exception {
        String id = host.proposed();
        String urgent = "{\"priority\": \"urgent\", \"note\": \"it fails every night\"}";
        HttpResponse<String> moved = host.move("bob", id, "prioritise", urgent);
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(moved.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(host.aiops().reviews().byId(id).orElseThrow().priority()).isEqualTo(Proposal.Priority.URGENT);
        assertThat(host.post("bob", "/reviews/" + id + "/prioritise", urgent, "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(host.post("bob", "/reviews/" + id + "/prioritise", urgent).statusCode())
                .isEqualTo(428);
        assertThat(host.move("carol", id, "prioritise", urgent).statusCode()).isEqualTo(403);
        assertThat(host.move("operator", id, "prioritise", urgent).statusCode()).isEqualTo(403);
        assertThat(host.move("bob", id, "prioritise", "{\"priority\": \"now\", \"note\": \"n\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(host.post("bob", "/reviews/p-none/prioritise", urgent, "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_edited_runbook_takes_the_place_of_the_one_that_was_seen_and_its_editor_cannot_approve_it()
            throws Exception {
        String id = host.proposed();
        String edited = RestHost.RUNBOOK.replace("10s", "20s");
        String[] yaml = {"Content-Type", "application/yaml", "If-Match", "\"1\""};
        String path = "/reviews/" + id + "/edit?why=it+takes+longer";
        assertThat(host.post("bob", "/reviews/" + id + "/edit", edited, yaml).statusCode())
                .as("no reason")
                .isEqualTo(400);
        assertThat(host.post("carol", path, edited, yaml).statusCode()).isEqualTo(403);
        assertThat(host.post("bob", path, edited, "Content-Type", "application/yaml")
                        .statusCode())
                .isEqualTo(428);
        assertThat(host.post("bob", path, edited.replace("20s", "soon"), yaml).statusCode())
                .isEqualTo(422);
        HttpResponse<String> done = host.post("bob", path, edited, yaml);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        assertThat(done.body()).contains("\"replaces\":\"" + id + "\"");
        assertThat(done.headers().firstValue("ETag")).contains("\"1\"");
        Proposal now = host.aiops().reviews().pending().get(0);
        assertThat(done.body()).contains(now.id());
        assertThat(now.content()).contains("20");
        assertThat(host.aiops().reviews().byId(id).orElseThrow().state()).isEqualTo(Proposal.State.SUPERSEDED);
        String approval = "{\"services\": [\"redis\"]}";
        assertThat(host.move("bob", now.id(), "approve", approval).statusCode()).isEqualTo(403);
        assertThat(host.move("alice", now.id(), "approve", approval).statusCode())
                .isEqualTo(403);
        assertThat(host.post("bob", path, edited, yaml).statusCode())
                .as("it moved")
                .isEqualTo(412);
    }

    @Test
    void an_approver_runs_what_is_approved_and_nothing_else() throws Exception {
        String id = host.proposed();
        assertThat(host.post("operator", "/runs", RUN).statusCode())
                .as("not approved")
                .isEqualTo(409);
        host.move("bob", id, "approve", "{\"services\": [\"redis\"], \"note\": \"tried\"}");
        HttpResponse<String> started = host.post("operator", "/runs", RUN);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        host.flush();
        String location = started.headers().firstValue("Location").orElseThrow();
        String execution = host.send("reader", "GET", location, null).body();
        assertThat(execution).contains("\"runbook\":\"redis-oom\"").contains("\"steps\":[{\"name\":\"restart\"");
        assertThat(host.get("reader", "/journal/entries?limit=200").body())
                .contains("run.started")
                .contains("person:operator");
        assertThat(host.post("operator", "/runs", RUN.replace("\"redis\"", "\"mysql\""))
                        .statusCode())
                .as("outside of the scope")
                .isEqualTo(409);
        assertThat(host.post("operator", "/runs", RUN.replace(": 1", ": 2")).statusCode())
                .isEqualTo(404);
        assertThat(host.post("operator", "/runs", RUN.replace("\"service\"", "\"incident\""))
                        .statusCode())
                .isEqualTo(404);
        assertThat(host.post("operator", "/runs", "{}").statusCode()).isEqualTo(422);
        assertThat(host.post("operator", "/runs", RUN.replace("\"service\"", "\"incident\": \"inc-1\", \"service\""))
                        .body())
                .contains("an incident has its own");
        assertThat(host.post("bob", "/runs", RUN).statusCode())
                .as("may not operate")
                .isEqualTo(403);
        host.post("operator", "/guardrails/halt", NOTE);
        assertThat(host.post("operator", "/runs", RUN).statusCode()).isEqualTo(409);
    }

    @Test
    void who_is_no_approver_asks_for_permission_and_another_person_gives_it() throws Exception {
        host.aiops().reviews().revokeApprover("operator", Actor.person("bob"), "on leave");
        String id = host.proposed();
        host.move("bob", id, "approve", "{\"services\": [\"redis\"], \"mode\": \"when_asked\"}");
        assertThat(host.post("operator", "/runs", RUN).statusCode()).isEqualTo(403);
        assertThat(host.post("operator", "/runs/permissions", RUN).statusCode())
                .as("no note")
                .isEqualTo(422);
        HttpResponse<String> asked =
                host.post("operator", "/runs/permissions", RUN.replace("}", ", \"note\": \"it is slow\"}"));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        Proposal permission = host.aiops().reviews().pending().get(0);
        assertThat(permission.kind()).isEqualTo("run-now");
        assertThat(permission.author().id()).isEqualTo("operator");
        assertThat(asked.headers().firstValue("Location")).contains(RestHost.BASE + "/reviews/" + permission.id());
        assertThat(host.aiops().executions().find(Query.all()).records()).isEmpty();
        assertThat(host.move("bob", permission.id(), "approve", "{\"services\": [\"redis\"], \"ticked\": [\"risk\"]}")
                        .statusCode())
                .isEqualTo(200);
        host.flush();
        assertThat(host.aiops().executions().find(Query.all()).records()).hasSize(1);
        assertThat(host.post("bob", "/runs/permissions", RUN.replace("}", ", \"note\": \"n\"}"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_run_against_an_incident_that_is_over_is_refused() throws Exception {
        approved();
        String incident = host.failed();
        host.post("operator", "/incidents/" + incident + "/resolve", NOTE);
        String run = "{\"runbook\": \"redis-oom\", \"version\": 1, \"incident\": \"" + incident + "\"}";
        assertThat(host.post("operator", "/runs", run).statusCode()).isEqualTo(409);
    }
}
