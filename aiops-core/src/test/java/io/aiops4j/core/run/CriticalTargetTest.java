package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A target that takes two people with a role: the runbook, the permission and who asks in person. */
final class CriticalTargetTest {

    private static final Actor BOB = Actor.person("bob");
    private static final Actor CAROL = Actor.person("carol");
    private static final Actor DAVE = Actor.person("dave");
    private static final Target PAYMENTS = Target.service("payments");

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);
    private final Journal journal = stores.journal();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final ActionCatalogue catalogue = ActionCatalogue.of(List.of(Action.named("restart")
            .parameter(Parameter.number("mb").or("1"))
            .run(step -> calls.add("restart " + step.text("mb")))));
    private final Authority authority = Authority.of("a key of thirty-two bytes or more".getBytes())
            .approver("bob", "dba")
            .approver("carol", "dba")
            .approver("dave")
            .critical("payments", 2, "dba");
    private final ReviewQueue reviews = new ReviewQueue(journal, authority, clock);
    private final Runbooks runbooks = new Runbooks(journal, reviews, catalogue::signature);
    private final Runner runner = new Runner(RunnerParts.of(
                    journal,
                    stores.leases(),
                    authority.seal(),
                    reviews,
                    runbooks,
                    stores.records(ExecutionResult.KIND, ExecutionResult.CODEC))
            .actions(catalogue)
            .probes(Map.of("state", target -> Map.of("status", "running")))
            .clock(clock));
    private final Runbook runbook = RunbookCodec.fromYaml("""
            id: restart
            incidentTypes: [slow]
            parameters:
              - {name: mb, type: number, min: 1, max: 9, preset: 1}
            steps:
              - {action: restart, parameters: {mb: "${mb}"}}
            verification: ["status = 'running'"]
            """);
    private final String id = runbooks.submit(runbook, Actor.person("alice"));

    @AfterEach
    void close() {
        runner.close();
    }

    private Approved<Runbook> approved() {
        return runbooks.approved(Client.DEFAULT, RunbookCodec.digest(runbook));
    }

    private RunRequest request(RunRequest.Grounds grounds, Actor who) {
        return RunRequest.of(runbooks.versions(Client.DEFAULT, "restart").get(0), PAYMENTS, who)
                .on(grounds, clock.instant());
    }

    private void refused(RunRequest request, String why) {
        assertThatThrownBy(() -> runner.run(approved(), request))
                .isInstanceOf(NotApprovedException.class)
                .hasMessageContaining(why);
        assertThat(calls).isEmpty();
    }

    @Test
    void it_runs_once_two_with_the_role_approved_as_the_more_cautious_of_them_said_and_never_by_itself()
            throws Exception {
        Grant atOnce = Grant.in(Scope.service("payments")).mode(Approval.Mode.AT_ONCE);
        RunRequest vouched = request(RunRequest.Grounds.VOUCHED, Actor.system("decision"));
        reviews.approve(id, BOB, atOnce);
        refused(vouched, "takes 2 approvals");
        reviews.approve(id, DAVE, atOnce);
        refused(vouched, "has 1");
        assertThat(runbooks.candidates(Client.DEFAULT, "slow", PAYMENTS)).isEmpty();
        reviews.approve(id, CAROL, atOnce.within(Parameter.number("mb").between(1, 3)));
        assertThat(runbooks.candidates(Client.DEFAULT, "slow", PAYMENTS)).hasSize(1);
        refused(vouched.with(Map.of("mb", "4")), "at most 3");
        refused(vouched.with(Map.of("mb", "3")), "payments is critical, and a person allows each run on it");
        RunRequest asked = request(RunRequest.Grounds.ASKED, BOB);
        refused(asked.with(Map.of("mb", "4")), "at most 3");
        assertThat(runner.run(approved(), asked.with(Map.of("mb", "3"))).success())
                .isTrue();
        assertThat(calls).containsExactly("restart 3");
        calls.clear();
        reviews.revokeApprover("carol", BOB, "left");
        refused(vouched, "has 1");
    }

    @Test
    void the_permission_to_run_takes_as_many_and_who_asks_in_person_takes_the_role() throws Exception {
        reviews.approve(id, BOB);
        reviews.approve(id, CAROL);
        refused(request(RunRequest.Grounds.VOUCHED, Actor.system("decision")), "at once");
        refused(request(RunRequest.Grounds.ASKED, DAVE), "no approver for payments");
        RunRequest allowed = request(RunRequest.Grounds.ALLOWED, Actor.system("decision"));
        String permission = reviews.submit(
                runner.requests(), allowed, Client.DEFAULT, Actor.system("decision"), "nothing is proven");
        reviews.approve(permission, BOB);
        refused(allowed, "takes 2 approvals");
        reviews.approve(permission, CAROL);
        assertThat(runner.run(approved(), allowed).success()).isTrue();
        assertThat(runner.run(approved(), request(RunRequest.Grounds.ASKED, BOB))
                        .success())
                .isTrue();
    }
}
