package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ReviewQueueTest {

    private static final byte[] KEY = "a key of thirty-two bytes or more".getBytes();
    private static final Actor ALICE = Actor.person("alice");
    private static final Actor BOB = Actor.person("bob");
    private static final Actor CAROL = Actor.person("carol");
    private static final Actor MALLORY = Actor.person("mallory");
    private static final ToyKind TOY = new ToyKind("toy");

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Journal journal = Stores.inMemory(clock).journal();
    private final Authority authority =
            Authority.of(KEY).approver("alice").approver("bob").approver("carol");
    private final ReviewQueue reviews = queue(authority);

    private ReviewQueue queue(Authority whose) {
        ReviewQueue queue = new ReviewQueue(journal, whose, clock);
        queue.register(TOY);
        return queue;
    }

    private String submit(String change) {
        return reviews.submit(TOY, change, Client.DEFAULT, ALICE, "because");
    }

    private String approve(String change) {
        String id = submit(change);
        reviews.approve(id, BOB);
        return id;
    }

    private Proposal.State state(String id) {
        return reviews.byId(id).orElseThrow().state();
    }

    private void refuses(String id, String... why) {
        assertThatThrownBy(() -> reviews.approved(TOY, id))
                .isInstanceOf(AiopsException.class)
                .hasMessageContainingAll(why);
    }

    @Test
    void a_change_waits_is_approved_and_yields_exactly_what_was_approved() {
        String id = submit("one");
        assertThat(reviews.pending()).extracting(Proposal::id).containsExactly(id);
        refuses(id, "pending", "other than alice");
        Approval approval =
                reviews.approve(id, BOB, Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
        assertThat(approval.approver()).isEqualTo(BOB);
        assertThat(approval.mode()).isEqualTo(Approval.Mode.AT_ONCE);
        assertThat(approval.expires()).isEqualTo(clock.instant().plus(Scope.DEFAULT_LIFETIME));
        assertThat(reviews.pending()).isEmpty();
        Approved<String> approved = reviews.approved(TOY, id);
        assertThat(approved.value()).isEqualTo("one");
        assertThat(approved.approval()).isEqualTo(approval);
        assertThat(approved.preconditions())
                .containsOnly(Map.entry(ReviewEntries.stream(id), 2L), Map.entry(ReviewEntries.AUTHORITY, 3L));
    }

    @Test
    void an_envelope_a_mode_and_a_scope_come_back_as_they_were_given() {
        String id = submit("one");
        List<Parameter> envelope = List.of(
                Parameter.number("mb").between(1, 9), Parameter.text("x").oneOf("a", "b"));
        Scope scope = Scope.service("redis").expiresIn(Duration.ofDays(3));
        reviews.approve(
                id,
                BOB,
                Grant.in(scope)
                        .mode(Approval.Mode.WHEN_ASKED)
                        .within(envelope.toArray(Parameter[]::new))
                        .saying("fine"));
        Approval approval = reviews.approved(TOY, id).approval();
        assertThat(approval.envelope()).isEqualTo(envelope);
        assertThat(approval.scope()).isEqualTo(scope);
        assertThat(approval.mode()).isEqualTo(Approval.Mode.WHEN_ASKED);
        assertThat(reviews.approvals(TOY)).containsExactly(approval);
    }

    @Test
    void the_author_cannot_approve_though_an_approver() {
        String id = submit("mine");
        assertThatThrownBy(() -> reviews.approve(id, ALICE))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("proposed");
        assertThat(state(id)).isEqualTo(Proposal.State.PENDING);
    }

    @Test
    void the_author_of_a_change_that_was_handed_in_twice_is_the_first() {
        String id = submit("same");
        assertThat(reviews.submit(TOY, "same", Client.DEFAULT, CAROL, "me too")).isEqualTo(id);
        assertThat(reviews.pending()).hasSize(1);
        assertThat(reviews.pending().get(0).author()).isEqualTo(ALICE);
        assertThatThrownBy(() -> reviews.approve(id, ALICE)).isInstanceOf(ReviewException.class);
        reviews.approve(id, BOB);
        assertThat(submit("same")).isEqualTo(id);
        reviews.revoke(id, BOB, "no");
        assertThatThrownBy(() -> submit("same"))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("proposed before");
    }

    @Test
    void who_is_no_approver_makes_no_move() {
        String id = submit("one");
        for (Actor nobody : List.of(
                MALLORY, Actor.system("bob"), Actor.system("host"), Actor.person("Bob"), Actor.person("bob "))) {
            assertThat(reviews.isApprover(nobody)).isFalse();
            for (ThrowingMove move : List.<ThrowingMove>of(
                    () -> reviews.approve(id, nobody),
                    () -> reviews.reject(id, nobody, "no"),
                    () -> reviews.revoke(id, nobody, "no"),
                    () -> reviews.revokeApprover("bob", nobody, "no"))) {
                assertThatThrownBy(move::make)
                        .isInstanceOf(ReviewException.class)
                        .hasMessageContaining("may not");
            }
        }
        assertThat(state(id)).isEqualTo(Proposal.State.PENDING);
        assertThat(reviews.isApprover(BOB)).isTrue();
    }

    private interface ThrowingMove {
        void make() throws Exception;
    }

    @Test
    void the_approvals_of_a_revoked_approver_stop_counting() {
        String id = approve("one");
        Approved<String> held = reviews.approved(TOY, id);
        reviews.revokeApprover("bob", CAROL, "left");
        refuses(id, "counts no longer");
        assertThatThrownBy(() -> reviews.approved(held)).isInstanceOf(NotApprovedException.class);
        String other = submit("two");
        assertThatThrownBy(() -> reviews.approve(other, BOB)).isInstanceOf(ReviewException.class);
        assertThatThrownBy(() -> journal.append(Append.by(BOB)
                        .requireAll(held.preconditions())
                        .add("run/1", EntryType.of("run.started", 1), Map.of())))
                .isInstanceOf(StaleAppendException.class);
    }

    @Test
    void an_approver_who_was_revoked_stays_revoked_when_the_host_names_them_again() {
        reviews.revokeApprover("bob", CAROL, "left");
        ReviewQueue restarted = queue(authority);
        assertThat(restarted.isApprover(BOB)).isFalse();
        assertThat(restarted.isApprover(CAROL)).isTrue();
    }

    @Test
    void approvers_are_introduced_once_however_many_nodes_start_at_once() throws Exception {
        Journal shared = Stores.inMemory(clock).journal();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ReviewQueue>> nodes = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                nodes.add(() -> new ReviewQueue(shared, authority, clock));
            }
            for (Future<ReviewQueue> node : threads.invokeAll(nodes)) {
                assertThat(node.get().isApprover(BOB)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(shared.read(ReviewEntries.AUTHORITY, 0, 100)).hasSize(3);
    }

    @Test
    void an_approval_ends_when_it_expires_and_can_be_given_again() {
        String id = submit("one");
        reviews.approve(id, BOB, Scope.client(Client.DEFAULT).expiresIn(Duration.ofDays(1)));
        clock.advance(Duration.ofDays(1).minusNanos(1));
        Approved<String> held = reviews.approved(TOY, id);
        assertThatThrownBy(() -> reviews.approve(id, BOB))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("already");
        clock.advance(Duration.ofNanos(1));
        assertThat(state(id)).isEqualTo(Proposal.State.EXPIRED);
        refuses(id, "expired");
        assertThatThrownBy(() -> reviews.approved(held)).isInstanceOf(NotApprovedException.class);
        assertThatThrownBy(() -> reviews.approve(id, ALICE)).isInstanceOf(ReviewException.class);
        reviews.approve(id, CAROL);
        assertThat(reviews.approved(TOY, id).approval().approver()).isEqualTo(CAROL);
    }

    @Test
    void what_a_revoked_approver_approved_can_be_approved_by_another() {
        String id = approve("one");
        reviews.revokeApprover("bob", CAROL, "left");
        reviews.approve(id, CAROL);
        assertThat(reviews.approved(TOY, id).approval().approver()).isEqualTo(CAROL);
    }

    @Test
    void a_change_of_an_unknown_kind_can_be_read_and_rejected_but_not_approved() {
        ToyKind stranger = new ToyKind("stranger");
        String id = reviews.submit(stranger, "odd", Client.DEFAULT, ALICE, "why");
        assertThat(reviews.pending()).extracting(Proposal::content).containsExactly("toy:odd");
        assertThatThrownBy(() -> reviews.approve(id, BOB))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("stranger");
        reviews.reject(id, BOB, "we do not know this");
        assertThat(state(id)).isEqualTo(Proposal.State.REJECTED);
    }

    @Test
    void an_approval_of_one_kind_is_none_of_another() {
        String id = approve("one");
        ToyKind other = new ToyKind("other");
        reviews.register(other);
        assertThatThrownBy(() -> reviews.approved(other, id))
                .isInstanceOf(NotApprovedException.class)
                .hasMessageContaining("not a other");
    }

    @Test
    void a_scope_of_another_client_is_refused_and_clients_have_proposals_of_their_own() {
        Client acme = Client.of("acme");
        String id = submit("one");
        assertThatThrownBy(() -> reviews.approve(id, BOB, Scope.client(acme)))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("acme");
        String theirs = reviews.submit(TOY, "one", acme, ALICE, "why");
        assertThat(theirs).isNotEqualTo(id);
        reviews.approve(theirs, BOB);
        assertThat(reviews.approved(TOY, theirs).approval().scope().client()).isEqualTo(acme);
        refuses(id, "pending");
    }

    @Test
    void a_faulty_change_is_not_submitted_and_all_faults_are_told() {
        assertThatThrownBy(() -> submit("faulty"))
                .isInstanceOfSatisfying(
                        ReviewException.class, e -> assertThat(e.faults()).hasSize(1));
        assertThat(reviews.pending()).isEmpty();
    }

    @Test
    void the_most_urgent_wait_in_front_then_the_oldest_and_what_is_claimed_says_by_whom() {
        String b = submit("b");
        clock.advance(Duration.ofSeconds(1));
        submit("urgent");
        clock.advance(Duration.ofSeconds(1));
        String a = submit("a");
        clock.advance(Duration.ofSeconds(1));
        submit("risky");
        assertThat(reviews.pending())
                .extracting(Proposal::title)
                .containsExactly("toy urgent", "toy b", "toy a", "toy risky");
        reviews.prioritise(a, Proposal.Priority.HIGH, BOB, "customers wait");
        reviews.prioritise(b, Proposal.Priority.LOW, BOB, "it can wait");
        Proposal.Claim claim = reviews.claim(a, CAROL, "I look at it");
        assertThat(reviews.pending())
                .extracting(Proposal::title)
                .containsExactly("toy urgent", "toy a", "toy risky", "toy b");
        assertThat(reviews.pending())
                .filteredOn(p -> p.state() == Proposal.State.CLAIMED)
                .singleElement()
                .satisfies(p -> assertThat(p.claim()).isEqualTo(claim));
        assertThatThrownBy(() -> reviews.prioritise(a, Proposal.Priority.URGENT, MALLORY, "mine first"))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("may not");
    }

    @Test
    void of_many_reviewers_at_once_one_decides_and_the_others_hear_of_it() throws Exception {
        String id = submit("one");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int won = 0;
        try {
            List<Callable<Boolean>> reviewers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                boolean approves = i % 2 == 0;
                reviewers.add(() -> {
                    try {
                        if (approves) {
                            reviews.approve(id, BOB);
                        } else {
                            reviews.reject(id, CAROL, "no");
                        }
                        return true;
                    } catch (ReviewException late) {
                        return false;
                    }
                });
            }
            for (Future<Boolean> reviewer : threads.invokeAll(reviewers)) {
                won += reviewer.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(won).isEqualTo(1);
        assertThat(journal.read(ReviewEntries.stream(id), 0, 10)).hasSize(2);
    }

    // --- forgeries: what somebody writes who has the store and not the key ---

    private ReviewEntries.Granted granted(String change) {
        return new ReviewEntries.Granted(
                "toy",
                Digest.of(TOY.encode(change).getBytes()),
                Approval.Mode.AT_ONCE,
                Set.of(),
                List.of(),
                clock.instant().plus(Duration.ofDays(1)),
                "",
                null);
    }

    private static ReviewEntries.Submitted evil() {
        return new ReviewEntries.Submitted(
                "toy",
                Digest.of("toy:evil".getBytes()),
                "toy:evil",
                "t",
                "w",
                "d",
                io.aiops4j.core.Risk.LOW,
                List.of(),
                List.of(),
                Proposal.Priority.NORMAL,
                null,
                null);
    }

    @Test
    void a_forged_approval_is_refused_whatever_it_calls_itself() {
        int i = 0;
        for (EntryType type : List.of(
                ReviewEntries.APPROVED,
                EntryType.of(ReviewEntries.APPROVED.name(), 1),
                EntryType.critical(ReviewEntries.APPROVED.name(), 1),
                new EntryType(ReviewEntries.APPROVED.name(), 1, false, true),
                EntryType.of(ReviewEntries.APPROVED.name(), 2),
                EntryType.authority(ReviewEntries.APPROVED.name(), 2),
                EntryType.authority(ReviewEntries.APPROVED.name(), 0))) {
            String change = "forged " + i++;
            String id = submit(change);
            journal.append(Append.by(BOB).add(ReviewEntries.stream(id), type, granted(change)));
            refuses(id, "approv");
            String sealed = submit(change + " with another key");
            journal.append(Append.by(BOB)
                    .require(ReviewEntries.stream(sealed), 1)
                    .add(ReviewEntries.stream(sealed), type, granted(change + " with another key"))
                    .sealedWith(Authority.of("somebody else's key, just as long".getBytes())
                            .seal()));
            refuses(sealed, "approv");
        }
    }

    @Test
    void a_forged_word_about_who_may_approve_closes_the_gate_for_all() {
        for (EntryType type : List.of(
                ReviewEntries.APPROVER_ADDED,
                EntryType.of(ReviewEntries.APPROVER_ADDED.name(), 1),
                EntryType.authority(ReviewEntries.APPROVER_ADDED.name(), 2),
                EntryType.of("authority.unheard-of", 1),
                EntryType.critical("authority.unheard-of", 1))) {
            Journal own = Stores.inMemory(clock).journal();
            ReviewQueue queue = new ReviewQueue(own, authority, clock);
            queue.register(TOY);
            String id = queue.submit(TOY, "one", Client.DEFAULT, ALICE, "why");
            queue.approve(id, BOB);
            own.append(Append.by(Actor.system("host"))
                    .add(ReviewEntries.AUTHORITY, type, new ReviewEntries.Approver("mallory", Set.of(), "")));
            assertThatThrownBy(() -> queue.approved(TOY, id)).isInstanceOf(NotApprovedException.class);
            assertThatThrownBy(() -> queue.isApprover(MALLORY)).isInstanceOf(NotApprovedException.class);
            assertThatThrownBy(() -> queue.reject(id, MALLORY, "no")).isInstanceOf(NotApprovedException.class);
        }
    }

    @Test
    void an_unknown_entry_on_a_proposal_closes_it() {
        for (EntryType type : List.of(EntryType.of("proposal.noticed", 1), EntryType.critical("proposal.held", 1))) {
            String approved = approve("one " + type.name());
            journal.append(Append.by(BOB).add(ReviewEntries.stream(approved), type, Map.of("note", "hm")));
            refuses(approved, "revoked");
            assertThatThrownBy(() -> reviews.approve(approved, CAROL)).isInstanceOf(ReviewException.class);
            String pending = submit("two " + type.name());
            journal.append(Append.by(BOB).add(ReviewEntries.stream(pending), type, Map.of("note", "hm")));
            assertThatThrownBy(() -> reviews.approve(pending, BOB)).isInstanceOf(ReviewException.class);
        }
    }

    @Test
    void a_proposal_that_is_put_in_a_second_time_behind_the_queues_back_is_closed() {
        String id = approve("one");
        journal.append(Append.by(MALLORY)
                .require(ReviewEntries.stream(id), 2)
                .add(ReviewEntries.stream(id), ReviewEntries.PROPOSED, evil())
                .sealedWith(authority.seal()));
        refuses(id, "revoked");
        assertThat(state(id)).isEqualTo(Proposal.State.REVOKED);
    }

    @Test
    void a_proposal_under_an_id_that_its_bytes_do_not_have_cannot_be_approved() {
        String id = "p-0123456789abcdef";
        journal.append(Append.by(MALLORY)
                .require(ReviewEntries.stream(id), 0)
                .add(ReviewEntries.stream(id), ReviewEntries.PROPOSED, evil())
                .sealedWith(authority.seal()));
        assertThatThrownBy(() -> reviews.approve(id, BOB))
                .isInstanceOf(NotApprovedException.class)
                .hasMessageContaining("id stands for");
    }

    @Test
    void one_unreadable_entry_does_not_hide_all_other_proposals() {
        for (Object poison : List.of(Map.of(), List.of(), Map.of("kind", 1), "text")) {
            journal.append(
                    Append.by(MALLORY).add("proposal/poison" + poison.hashCode(), ReviewEntries.PROPOSED, poison));
        }
        String id = approve("one");
        String other = approve("two");
        journal.append(Append.by(MALLORY).add(ReviewEntries.stream(id), ReviewEntries.REVOKED, List.of()));
        journal.append(Append.by(MALLORY).add(ReviewEntries.stream(id), ReviewEntries.APPROVED, Map.of()));
        assertThat(state(id)).isEqualTo(Proposal.State.REVOKED);
        assertThat(state(other)).isEqualTo(Proposal.State.APPROVED);
        assertThat(reviews.approvals(TOY)).extracting(Approval::proposalId).containsExactly(other);
        assertThat(submit("three"))
                .isIn(reviews.pending().stream().map(Proposal::id).toList());
        refuses(id, "seal");
    }

    @Test
    void an_approval_from_a_journal_of_ones_own_is_worth_nothing_here() {
        String rejected = submit("evil");
        reviews.reject(rejected, BOB, "certainly not");
        Journal own = Stores.inMemory(clock).journal();
        ReviewQueue playground = new ReviewQueue(
                own, Authority.withoutKey().approver("x").approver("y").approver("z"), clock);
        playground.register(TOY);
        String id = playground.submit(TOY, "evil", Client.DEFAULT, MALLORY, "why");
        playground.approve(id, Actor.person("x"));
        Approved<String> smuggled = playground.approved(TOY, id);
        assertThat(id).isEqualTo(rejected);
        assertThat(smuggled.preconditions()).containsEntry(ReviewEntries.stream(rejected), 2L);
        assertThatThrownBy(() -> reviews.approved(smuggled)).isInstanceOf(NotApprovedException.class);
    }

    @Test
    void without_a_key_the_queue_works_and_forgeries_pass_as_the_docs_say() {
        Journal own = Stores.inMemory(clock).journal();
        ReviewQueue keyless = new ReviewQueue(own, Authority.withoutKey().approver("bob"), clock);
        keyless.register(TOY);
        String id = keyless.submit(TOY, "one", Client.DEFAULT, ALICE, "why");
        own.append(Append.by(BOB).add(ReviewEntries.stream(id), ReviewEntries.APPROVED, granted("one")));
        assertThat(keyless.approved(TOY, id).value()).isEqualTo("one");
    }
}
