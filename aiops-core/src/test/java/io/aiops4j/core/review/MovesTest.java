package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.review.Proposal.Move;
import io.aiops4j.core.review.Proposal.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every move from every state, against the table as a person would write it down. */
final class MovesTest {

    // written again, by state: a table that is only compared with itself proves nothing
    private static final Map<State, Set<Move>> LEGAL = Map.of(
            State.PENDING,
            EnumSet.of(
                    Move.CLAIM,
                    Move.APPROVE,
                    Move.REJECT,
                    Move.REQUEST_CHANGES,
                    Move.EDIT,
                    Move.WITHDRAW,
                    Move.PRIORITISE),
            State.CLAIMED,
            EnumSet.of(
                    Move.CLAIM,
                    Move.RELEASE,
                    Move.APPROVE,
                    Move.REJECT,
                    Move.REQUEST_CHANGES,
                    Move.EDIT,
                    Move.WITHDRAW,
                    Move.PRIORITISE),
            State.APPROVED,
            EnumSet.of(Move.APPROVE, Move.EDIT, Move.REVOKE, Move.SUSPEND),
            State.EXPIRED,
            EnumSet.of(
                    Move.CLAIM,
                    Move.APPROVE,
                    Move.REJECT,
                    Move.REQUEST_CHANGES,
                    Move.EDIT,
                    Move.WITHDRAW,
                    Move.PRIORITISE),
            State.CHANGES_REQUESTED,
            EnumSet.of(Move.EDIT, Move.WITHDRAW, Move.PRIORITISE),
            State.REJECTED,
            EnumSet.of(Move.EDIT),
            State.SUPERSEDED,
            EnumSet.noneOf(Move.class),
            State.WITHDRAWN,
            EnumSet.noneOf(Move.class),
            State.USED,
            EnumSet.noneOf(Move.class),
            State.REVOKED,
            EnumSet.noneOf(Move.class));

    private static final Map<Move, State> TO = Map.of(
            Move.CLAIM, State.CLAIMED,
            Move.RELEASE, State.PENDING,
            Move.APPROVE, State.APPROVED,
            Move.REJECT, State.REJECTED,
            Move.REQUEST_CHANGES, State.CHANGES_REQUESTED,
            Move.EDIT, State.SUPERSEDED,
            Move.WITHDRAW, State.WITHDRAWN,
            Move.REVOKE, State.REVOKED,
            Move.SUSPEND, State.PENDING);

    private static final Set<Move> OF_PEOPLE = EnumSet.complementOf(EnumSet.of(Move.SUBMIT, Move.USE, Move.UNREADABLE));

    @Test
    void every_move_is_legal_from_the_states_that_the_table_names_and_refused_from_all_others() {
        for (State from : State.values()) {
            for (Move move : OF_PEOPLE) {
                Desks desks = new Desks();
                String id = desks.in(from, "one");
                assertThat(desks.state(id)).as("in " + from).isEqualTo(from);
                long before = desks.journal.head().position();
                // bob holds the claim; and who approved it himself has no second word
                io.aiops4j.core.Actor actor = from == State.CLAIMED ? Desks.BOB : Desks.CAROL;
                if (LEGAL.get(from).contains(move)) {
                    desks.make(move, id, actor);
                    State to = move == Move.PRIORITISE ? from : TO.get(move);
                    assertThat(desks.state(id)).as(move + " from " + from).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> desks.make(move, id, actor))
                            .as(move + " from " + from)
                            .isInstanceOf(ReviewException.class);
                    assertThat(desks.journal.head().position()).isEqualTo(before);
                    assertThat(desks.state(id)).isEqualTo(from);
                }
            }
        }
    }

    @Test
    void what_was_moved_by_somebody_else_is_a_conflict_that_names_them() {
        for (State from : List.of(State.REJECTED, State.CHANGES_REQUESTED, State.REVOKED)) {
            Desks desks = new Desks();
            String id = desks.in(from, "one");
            assertThatThrownBy(() -> desks.make(Move.APPROVE, id, Desks.CAROL))
                    .isInstanceOfSatisfying(
                            ReviewConflictException.class,
                            conflict -> assertThat(conflict.holder()).isEqualTo(Desks.BOB))
                    .hasMessageContaining(from.toString());
            assertThatThrownBy(() -> desks.make(Move.APPROVE, id, Desks.BOB))
                    .isInstanceOf(ReviewException.class)
                    .isNotInstanceOf(ReviewConflictException.class);
        }
    }

    @Test
    void only_an_approved_change_passes_the_gate() {
        for (State state : State.values()) {
            Desks desks = new Desks();
            String id = desks.in(state, "one");
            if (state == State.APPROVED) {
                assertThat(desks.reviews.approved(Desks.TOY, id).value()).isEqualTo("one");
            } else {
                assertThatThrownBy(() -> desks.reviews.approved(Desks.TOY, id))
                        .as(state.toString())
                        .isInstanceOf(NotApprovedException.class);
                assertThat(desks.reviews.approvals(Desks.TOY)).isEmpty();
            }
        }
    }

    @Test
    void what_is_over_its_deadline_is_past_all_moves_and_past_the_gate() {
        for (State was : EnumSet.of(State.PENDING, State.CLAIMED, State.APPROVED)) {
            for (Move move : OF_PEOPLE) {
                Desks desks = new Desks();
                String id = desks.in(was, "fleeting");
                desks.clock.advance(Duration.ofMinutes(30));
                assertThat(desks.state(id)).isEqualTo(State.EXPIRED);
                assertThat(desks.reviews.pending()).isEmpty();
                assertThat(desks.reviews.approvals(Desks.TOY)).isEmpty();
                assertThatThrownBy(() -> desks.make(move, id, Desks.BOB))
                        .as(move + " on an overdue one that was " + was)
                        .isInstanceOf(ReviewException.class);
                assertThatThrownBy(() -> desks.reviews.approved(Desks.TOY, id))
                        .isInstanceOf(NotApprovedException.class)
                        .hasMessageContaining("not approved");
                assertThatThrownBy(() -> desks.submit("fleeting")).isInstanceOf(ReviewException.class);
            }
        }
    }

    @Test
    void every_state_shows_a_history_with_a_note_on_each_move() {
        for (State state : State.values()) {
            Desks desks = new Desks();
            String id = desks.in(state, "one");
            List<Proposal.Past> history = desks.reviews.history(id);
            assertThat(history.get(0).move()).isEqualTo(Move.SUBMIT);
            assertThat(history.get(0).note()).isEqualTo("because");
            assertThat(history)
                    .hasSize(
                            desks.journal.read(ReviewEntries.stream(id), 0, 100).size());
            assertThat(history).noneMatch(past -> past.move() == Move.UNREADABLE);
            assertThat(history)
                    .filteredOn(past -> past.move() != Move.APPROVE)
                    .allMatch(past -> !past.note().isEmpty());
        }
    }
}
