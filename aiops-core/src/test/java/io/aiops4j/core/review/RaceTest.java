package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.Proposal.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one journal, each with its own queue, at the same moment: one wins, the other is told so. */
final class RaceTest extends Desks {

    private static final int ROUNDS = 40;
    private static final List<Move> EXCLUSIVE =
            List.of(Move.CLAIM, Move.REJECT, Move.REQUEST_CHANGES, Move.EDIT, Move.WITHDRAW);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final ReviewQueue other = node(authority);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private interface Attempt {
        void make() throws Exception;
    }

    /** Both at once: how many went through; what went wrong must be a conflict. */
    private int won(Attempt first, Attempt second) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (Attempt attempt : List.of(first, second)) {
            attempts.add(() -> {
                start.await();
                try {
                    attempt.make();
                    return true;
                } catch (ReviewConflictException late) {
                    assertThat(late.getMessage()).isNotBlank();
                    return false;
                }
            });
        }
        int won = 0;
        for (Future<Boolean> future : threads.invokeAll(attempts)) {
            won += future.get() ? 1 : 0;
        }
        return won;
    }

    private static void make(ReviewQueue queue, Move move, String id, Actor actor) {
        switch (move) {
            case CLAIM -> queue.claim(id, actor, "mine");
            case APPROVE -> queue.approve(id, actor);
            case REJECT -> queue.reject(id, actor, "no");
            case REQUEST_CHANGES -> queue.requestChanges(id, actor, "shorter");
            case EDIT -> queue.edit(id, TOY, "edited by " + actor + id, actor, "shorter");
            case WITHDRAW -> queue.withdraw(id, actor, "never mind");
            default -> throw new IllegalArgumentException(move.toString());
        }
    }

    @Test
    void of_two_moves_at_once_exactly_one_is_made() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Move first = EXCLUSIVE.get(round % EXCLUSIVE.size());
            Move second = EXCLUSIVE.get(round / EXCLUSIVE.size() % EXCLUSIVE.size());
            String id = submit("round " + round);
            int won = won(() -> make(reviews, first, id, BOB), () -> make(other, second, id, CAROL));
            // what was sent back may be edited or withdrawn after it: that is an order, and no race
            boolean inTurn = follows(first, second) || follows(second, first);
            assertThat(won).as(first + " and " + second).isBetween(1, inTurn ? 2 : 1);
            assertThat(journal.read(ReviewEntries.stream(id), 0, 9)).hasSize(1 + won);
        }
    }

    private static boolean follows(Move first, Move second) {
        return switch (first) {
            case REJECT -> Moves.legal(second, Proposal.State.REJECTED);
            case REQUEST_CHANGES -> Moves.legal(second, Proposal.State.CHANGES_REQUESTED);
            default -> false;
        };
    }

    @Test
    void an_approval_and_a_rejection_never_both_happen() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = submit("round " + round);
            assertThat(won(() -> reviews.approve(id, BOB), () -> other.reject(id, CAROL, "no")))
                    .isEqualTo(1);
            assertThat(reviews.byId(id)).isEqualTo(other.byId(id));
        }
    }

    @Test
    void an_approval_of_what_is_being_edited_never_reaches_the_edited_form() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = submit("round " + round);
            String[] edited = new String[1];
            String text = "edited " + round;
            won(() -> reviews.approve(id, BOB), () -> edited[0] = other.edit(id, TOY, text, ALICE, "better"));
            if (edited[0] != null) {
                assertThat(state(edited[0])).isEqualTo(Proposal.State.PENDING);
                assertThatThrownBy(() -> reviews.approved(TOY, id)).isInstanceOf(NotApprovedException.class);
            } else {
                assertThat(state(id)).isEqualTo(Proposal.State.APPROVED);
            }
        }
    }

    @Test
    void who_is_revoked_at_that_moment_has_not_approved_or_counts_for_nothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Desks desks = new Desks();
            ReviewQueue second = desks.node(desks.authority);
            String id = desks.submit("round " + round);
            Attempt approval = () -> {
                try {
                    desks.reviews.approve(id, BOB);
                } catch (ReviewException mayNot) {
                    assertThat(mayNot.getMessage()).containsAnyOf("may not", "faster");
                }
            };
            // the approval moves another stream, so the revocation never loses
            assertThat(won(approval, () -> second.revokeApprover("bob", CAROL, "left")))
                    .isEqualTo(2);
            assertThat(second.isApprover(BOB)).isFalse();
            assertThatThrownBy(() -> desks.reviews.approved(TOY, id)).isInstanceOf(NotApprovedException.class);
        }
    }

    @Test
    void a_run_that_waits_does_not_start_on_what_was_revoked_on_another_node() {
        for (boolean approver : List.of(true, false)) {
            Desks desks = new Desks();
            ReviewQueue second = desks.node(desks.authority);
            String id = desks.in(Proposal.State.APPROVED, "one");
            Approved<String> queued = desks.reviews.approved(TOY, id);
            if (approver) {
                second.revokeApprover("bob", CAROL, "left");
            } else {
                second.revoke(id, CAROL, "no more");
            }
            assertThatThrownBy(() -> desks.reviews.approved(queued)).isInstanceOf(NotApprovedException.class);
            assertThatThrownBy(() -> desks.journal.append(Append.by(BOB)
                            .requireAll(queued.preconditions())
                            .add("run/1", EntryType.of("run.started", 1), Map.of())))
                    .isInstanceOf(StaleAppendException.class);
        }
    }

    @Test
    void two_approvals_at_once_count_twice_once_the_second_is_said_again() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = submit("round " + round);
            int won = won(() -> reviews.approve(id, BOB), () -> other.approve(id, CAROL));
            assertThat(won).isBetween(1, 2);
            if (won == 1) {
                boolean bob = reviews.approved(TOY, id).approval().approver().equals(BOB);
                other.approve(id, bob ? CAROL : BOB);
            }
            assertThat(reviews.approved(TOY, id).approvals())
                    .extracting(Approval::approver)
                    .containsExactlyInAnyOrder(BOB, CAROL);
        }
    }
}
