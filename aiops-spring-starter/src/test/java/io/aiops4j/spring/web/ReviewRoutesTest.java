package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.RunbookCodec;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People judge proposals over HTTP, in their own name and over what they saw. */
class ReviewRoutesTest {

    private static final String REDIS = "{\"services\": [\"redis\"], \"note\": \"tried on staging\"}";

    private RestHost host;
    private String id;

    @BeforeEach
    void start() {
        host = RestHost.open();
        id = host.proposed();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Proposal proposal() {
        return host.aiops().reviews().byId(id).orElseThrow();
    }

    @Test
    void a_proposal_is_listed_read_and_approved_by_whoever_is_signed_in() throws Exception {
        assertThat(host.get("bob", "/reviews").body()).contains(id).contains("\"state\":\"pending\"");
        HttpResponse<String> read = host.get("bob", "/reviews/" + id);
        assertThat(read.body())
                .contains("\"author\":\"person:alice\"")
                .contains("restart_service")
                .contains("\"history\":[")
                .contains(proposal().digest().hex());
        String etag = read.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> approved = host.post("bob", "/reviews/" + id + "/approve", REDIS, "If-Match", etag);
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(approved.body()).contains("\"state\":\"approved\"");
        assertThat(approved.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(host.aiops()
                        .runbooks()
                        .lineage(proposal().client(), "redis-oom")
                        .versions()
                        .get(0)
                        .words())
                .extracting(word -> word.approver().toString())
                .containsExactly("person:bob");
        assertThat(host.get("bob", "/reviews/" + id).body()).contains("tried on staging");
    }

    @Test
    void an_author_cannot_approve_even_as_an_approver() throws Exception {
        HttpResponse<String> refused = host.move("alice", id, "approve", REDIS);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("You proposed or edited this");
        assertThat(proposal().state()).isEqualTo(Proposal.State.PENDING);
    }

    @Test
    void the_authority_alone_makes_nobody_an_approver() throws Exception {
        HttpResponse<String> refused = host.move("carol", id, "approve", REDIS);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("names no approver carol");
        assertThat(proposal().state()).isEqualTo(Proposal.State.PENDING);
    }

    @ParameterizedTest
    @CsvSource({"actor", "approver", "reviewer", "author", "principal"})
    void who_approves_is_never_a_field_of_the_request(String field) throws Exception {
        HttpResponse<String> refused =
                host.move("alice", id, "approve", "{\"services\": [\"redis\"], \"" + field + "\": \"bob\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"path\":\"" + field + "\"").contains("there is no such field");
        HttpResponse<String> other =
                host.post("alice", "/reviews/" + id + "/approve?" + field + "=bob", REDIS, "If-Match", "\"1\"");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(proposal().state()).isEqualTo(Proposal.State.PENDING);
    }

    @ParameterizedTest
    @CsvSource({"X-Remote-User", "X-Forwarded-User", "X-Approver", "Remote-User"})
    void nor_is_it_a_header(String header) throws Exception {
        HttpResponse<String> refused =
                host.post("alice", "/reviews/" + id + "/approve", REDIS, "If-Match", "\"1\"", header, "bob");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(proposal().state()).isEqualTo(Proposal.State.PENDING);
    }

    @Test
    void a_word_needs_the_version_that_was_seen() throws Exception {
        HttpResponse<String> missing = host.post("bob", "/reviews/" + id + "/approve", REDIS);
        assertThat(missing.statusCode()).isEqualTo(428);
        for (String stale : new String[] {"\"0\"", "\"2\"", "*", "W/\"1\"", "1"}) {
            HttpResponse<String> refused = host.post("bob", "/reviews/" + id + "/approve", REDIS, "If-Match", stale);
            assertThat(refused.statusCode()).as(stale).isEqualTo(412);
        }
        assertThat(proposal().state()).isEqualTo(Proposal.State.PENDING);
    }

    @Test
    void what_somebody_else_holds_is_a_conflict() throws Exception {
        host.aiops().reviews().claim(id, Actor.person("root"), "I look at it");
        HttpResponse<String> refused = host.move("bob", id, "approve", REDIS);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("person:root reviews");
        assertThat(host.get("reader", "/reviews?state=claimed").body()).contains("\"claimedBy\":\"person:root\"");
    }

    @ParameterizedTest
    @CsvSource({
        "reject, REJECTED",
        "request-changes, CHANGES_REQUESTED",
        "withdraw, WITHDRAWN",
        "claim, CLAIMED",
    })
    void each_move_is_made_with_its_reason(String move, Proposal.State state) throws Exception {
        HttpResponse<String> moved = host.move("bob", id, move, "{\"note\": \"because\"}");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(proposal().state()).isEqualTo(state);
        assertThat(host.aiops().reviews().history(id).get(1))
                .extracting(Proposal.Past::actor, Proposal.Past::note)
                .containsExactly(Actor.person("bob"), "because");
    }

    @Test
    void what_was_claimed_is_released_and_what_was_approved_is_revoked() throws Exception {
        host.move("bob", id, "claim", "{\"note\": \"mine\"}");
        assertThat(host.move("bob", id, "release", "{\"note\": \"yours\"}").body())
                .contains("pending");
        host.move("bob", id, "approve", REDIS);
        assertThat(host.move("root", id, "revoke", "{\"note\": \"no\"}").statusCode())
                .isEqualTo(403);
        assertThat(host.move("bob", id, "revoke", "{\"note\": \"no\"}").body()).contains("revoked");
    }

    @Test
    void an_author_takes_an_own_proposal_back() throws Exception {
        assertThat(host.move("alice", id, "withdraw", "{\"note\": \"a mistake\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(proposal().state()).isEqualTo(Proposal.State.WITHDRAWN);
    }

    @Test
    void all_faults_of_a_request_come_at_once() throws Exception {
        HttpResponse<String> refused = host.move(
                "bob", id, "approve", "{\"expiresIn\": \"soon\", \"mode\": \"always\", \"ticked\": \"risk\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(refused.body())
                .contains("\"path\":\"services\"")
                .contains("\"path\":\"expiresIn\"")
                .contains("\"path\":\"mode\"")
                .contains("\"path\":\"ticked\"")
                .contains("P90D");
    }

    @Test
    void a_repeated_request_gets_the_same_answer_and_is_done_once() throws Exception {
        String[] headers = {"If-Match", "\"1\"", "Idempotency-Key", "k-1"};
        HttpResponse<String> first = host.post("bob", "/reviews/" + id + "/approve", REDIS, headers);
        HttpResponse<String> again = host.post("bob", "/reviews/" + id + "/approve", REDIS, headers);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
        assertThat(host.aiops().reviews().history(id)).hasSize(2);
        assertThat(host.post("bob", "/reviews/" + id + "/approve", "{\"everywhere\": true}", headers)
                        .statusCode())
                .isEqualTo(422);
        // another person's key is another key
        assertThat(host.post("alice", "/reviews/" + id + "/approve", REDIS, headers)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void pages_follow_each_other_whatever_comes_and_goes() throws Exception {
        for (int i = 0; i < 4; i++) {
            host.aiops()
                    .runbooks()
                    .submit(
                            RunbookCodec.fromYaml(RestHost.RUNBOOK.replace("redis-oom", "redis-oom-" + i)),
                            Actor.person("alice"));
        }
        String all = host.get("reader", "/reviews").body();
        String first = host.get("reader", "/reviews?limit=2").body();
        String next = after(first, "\"next\":\"");
        host.aiops().reviews().reject(id, Actor.person("bob"), "no");
        String second = host.get("reader", "/reviews?limit=3&after=" + next).body();
        assertThat(second).doesNotContain("\"next\"");
        String ids = ids(first) + ids(second);
        assertThat(ids).isEqualTo(ids(all));
    }

    private static String after(String text, String mark) {
        String rest = text.substring(text.indexOf(mark) + mark.length());
        return rest.substring(0, rest.indexOf('"'));
    }

    private static String ids(String page) {
        StringBuilder ids = new StringBuilder();
        for (int at = page.indexOf("\"id\":\""); at >= 0; at = page.indexOf("\"id\":\"", at + 1)) {
            ids.append(page, at + 6, page.indexOf('"', at + 6)).append(' ');
        }
        return ids.toString();
    }

    @Test
    void what_is_not_there_is_not_found() throws Exception {
        assertThat(host.get("bob", "/reviews/p-none").statusCode()).isEqualTo(404);
        assertThat(host.post("bob", "/reviews/p-none/reject", "{\"note\": \"no\"}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(404);
    }
}
