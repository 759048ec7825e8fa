package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** n of m, roles, and what several words come to together. */
final class QuorumTest extends Desks {

    private static final Target PAYMENTS = Target.instance("payments", "node-3");
    private static final Target REDIS = Target.service("redis");

    private final Authority strict = Authority.of(KEY)
            .approver("alice", "dba")
            .approver("bob", "dba")
            .approver("carol", "dba", "lead")
            .approver("dave")
            .critical("payments", 2, "dba");
    private final ReviewQueue queue = node(strict);

    private String propose(String change) {
        return queue.submit(TOY, change, Client.DEFAULT, ALICE, "because");
    }

    private String refusal(String id) {
        return String.valueOf(queue.approved(TOY, id).refusal(Client.DEFAULT, PAYMENTS));
    }

    @Test
    void a_critical_target_takes_two_people_with_the_role_and_others_take_one() {
        String id = propose("one");
        queue.approve(id, BOB);
        assertThat(queue.approved(TOY, id).refusal(Client.DEFAULT, REDIS)).isNull();
        assertThat(refusal(id)).contains("takes 2 approvals by different people with the role 'dba' and has 1");
        assertThatThrownBy(() -> queue.approved(TOY, id).approval(Client.DEFAULT, PAYMENTS))
                .isInstanceOf(NotApprovedException.class);
        assertThat(queue.approvals(TOY, Client.DEFAULT, PAYMENTS)).isEmpty();
        assertThat(queue.approvals(TOY, Client.DEFAULT, REDIS)).hasSize(1);
        queue.approve(id, DAVE);
        assertThat(refusal(id)).contains("has 1");
        assertThatThrownBy(() -> queue.approve(id, BOB)).hasMessageContaining("already");
        queue.approve(id, CAROL);
        assertThat(queue.approved(TOY, id).refusal(Client.DEFAULT, PAYMENTS)).isNull();
        assertThat(queue.approved(TOY, id).approvals())
                .extracting(Approval::approver)
                .containsExactly(BOB, DAVE, CAROL);
        assertThat(queue.approved(TOY, id).positions()).hasSize(3);
    }

    @Test
    void a_revoked_approver_counts_no_longer_at_once() {
        String id = propose("one");
        queue.approve(id, BOB);
        queue.approve(id, CAROL);
        Approved<String> held = queue.approved(TOY, id);
        assertThat(held.refusal(Client.DEFAULT, PAYMENTS)).isNull();
        queue.revokeApprover("bob", CAROL, "left");
        assertThat(refusal(id)).contains("has 1");
        assertThat(queue.approved(held).refusal(Client.DEFAULT, PAYMENTS)).isNotNull();
        assertThat(held.preconditions().get(ReviewEntries.AUTHORITY))
                .isLessThan(queue.approved(TOY, id).preconditions().get(ReviewEntries.AUTHORITY));
    }

    @Test
    void a_role_that_the_configuration_takes_away_or_gives_counts_from_the_next_start_on() {
        String id = propose("one");
        queue.approve(id, BOB);
        queue.approve(id, CAROL);
        assertThat(queue.approved(TOY, id).refusal(Client.DEFAULT, PAYMENTS)).isNull();
        long before = journal.read(ReviewEntries.AUTHORITY, 0, 100).size();
        node(strict.approver("bob", "lead"));
        assertThat(journal.read(ReviewEntries.AUTHORITY, 0, 100)).hasSize((int) before + 1);
        assertThat(refusal(id)).contains("has 1");
        assertThat(queue.isApprover(BOB)).isTrue();
        assertThat(queue.isApprover(BOB, PAYMENTS)).isFalse();
        assertThat(queue.isApprover(BOB, REDIS)).isTrue();
        node(strict.approver("bob", "lead"));
        assertThat(journal.read(ReviewEntries.AUTHORITY, 0, 100)).hasSize((int) before + 1);
        node(strict.approver("bob", "lead", "dba"));
        assertThat(queue.approved(TOY, id).refusal(Client.DEFAULT, PAYMENTS)).isNull();
    }

    @Test
    void who_was_revoked_stays_so_whatever_roles_the_configuration_gives() {
        queue.revokeApprover("bob", CAROL, "left");
        ReviewQueue restarted = node(strict.approver("bob", "dba", "lead"));
        assertThat(restarted.isApprover(BOB)).isFalse();
        // and were it written by a node that had not heard of it: the first word stands
        journal.append(io.aiops4j.core.journal.Append.by(Actor.system("host"))
                .require(
                        ReviewEntries.AUTHORITY,
                        journal.read(ReviewEntries.AUTHORITY, 0, 100).size())
                .add(
                        ReviewEntries.AUTHORITY,
                        ReviewEntries.APPROVER_ADDED,
                        new ReviewEntries.Approver("bob", java.util.Set.of("dba"), ""))
                .sealedWith(strict.seal()));
        assertThat(restarted.isApprover(BOB)).isFalse();
    }

    @Test
    void the_words_restrict_each_other() {
        String id = propose("one");
        Parameter small = Parameter.number("mb").between(1, 10);
        Parameter large = Parameter.number("mb").between(5, 100);
        queue.approve(
                id,
                BOB,
                Grant.in(Scope.service("payments").expiresIn(Duration.ofDays(2)))
                        .mode(Approval.Mode.AT_ONCE)
                        .within(small));
        queue.approve(
                id,
                CAROL,
                Grant.in(Scope.client(Client.DEFAULT).expiresIn(Duration.ofDays(1)))
                        .mode(Approval.Mode.WHEN_PROVEN)
                        .within(large));
        Approval both = queue.approved(TOY, id).approval(Client.DEFAULT, PAYMENTS);
        assertThat(both.mode()).isEqualTo(Approval.Mode.WHEN_PROVEN);
        assertThat(both.envelope()).containsExactlyInAnyOrder(small, large);
        assertThat(both.expires()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        assertThat(both.scope().services()).containsExactly("payments");
        // on redis only carol's word reaches, and it alone decides
        Approval one = queue.approved(TOY, id).approval(Client.DEFAULT, REDIS);
        assertThat(one.envelope()).containsExactly(large);
        clock.advance(Duration.ofDays(1));
        assertThat(queue.approved(TOY, id).refusal(Client.DEFAULT, PAYMENTS)).contains("has 1");
        assertThat(queue.approved(TOY, id).refusal(Client.DEFAULT, REDIS)).contains("not for redis");
    }

    @Test
    void when_asked_beats_when_proven_beats_at_once() {
        Approval.Mode[] cautious = {Approval.Mode.WHEN_ASKED, Approval.Mode.WHEN_PROVEN, Approval.Mode.AT_ONCE};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(cautious[i].and(cautious[j])).isEqualTo(cautious[Math.min(i, j)]);
            }
        }
    }

    @Test
    void everything_can_take_two_people() {
        ReviewQueue four = node(authority.requiring(2));
        String id = four.submit(TOY, "one", Client.DEFAULT, ALICE, "because");
        four.approve(id, BOB);
        assertThat(four.byId(id).orElseThrow().state()).isEqualTo(Proposal.State.PENDING);
        assertThat(four.pending()).hasSize(1);
        assertThat(four.approvals(TOY)).isEmpty();
        assertThatThrownBy(() -> four.approved(TOY, id))
                .isInstanceOf(NotApprovedException.class)
                .hasMessageContaining("takes 2 approvals by different people and has 1");
        assertThatThrownBy(() -> four.approve(id, BOB)).isInstanceOf(ReviewException.class);
        assertThatThrownBy(() -> four.approve(id, ALICE)).isInstanceOf(ReviewException.class);
        four.claim(id, CAROL, "I am the second");
        assertThatThrownBy(() -> four.approve(id, DAVE)).isInstanceOf(ReviewConflictException.class);
        four.approve(id, CAROL);
        assertThat(four.approved(TOY, id).value()).isEqualTo("one");
        four.revokeApprover("bob", CAROL, "left");
        assertThat(four.byId(id).orElseThrow().state()).isEqualTo(Proposal.State.PENDING);
        assertThatThrownBy(() -> four.approved(TOY, id)).isInstanceOf(NotApprovedException.class);
        four.approve(id, DAVE);
        assertThat(four.approved(TOY, id).refusal(Client.DEFAULT, REDIS)).isNull();
    }

    @Test
    void two_words_for_different_services_do_not_add_up() {
        ReviewQueue two = node(authority.requiring(2));
        String id = two.submit(TOY, "one", Client.DEFAULT, ALICE, "because");
        two.approve(id, BOB, Scope.service("redis"));
        two.approve(id, CAROL, Scope.service("payments"));
        assertThat(two.approved(TOY, id).refusal(Client.DEFAULT, REDIS)).contains("has 1");
        assertThat(two.approved(TOY, id).refusal(Client.DEFAULT, Target.service("mysql")))
                .contains("not for mysql");
        assertThat(two.approved(TOY, id).refusal(Client.of("acme"), REDIS)).contains("acme");
    }

    @Test
    void a_quorum_that_cannot_be_is_refused_when_it_is_configured() {
        assertThatThrownBy(() -> authority.requiring(0)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> authority.critical("redis", -1)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> authority.critical("redis", 1, " ")).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> authority.critical("", 1)).isInstanceOf(AiopsException.class);
    }
}
