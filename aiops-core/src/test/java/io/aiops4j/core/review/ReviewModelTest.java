package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.review.Proposal.Move;
import io.aiops4j.core.testkit.KeptFolds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Random moves of random people against a small model that knows no journal: both allow the same, and end the same. */
final class ReviewModelTest {

    private static final int MOVES = 40;
    private static final List<Actor> PEOPLE = List.of(Desks.ALICE, Desks.BOB, Desks.CAROL, Desks.DAVE, Desks.ERIN);
    private static final Move[] MADE = {
        Move.CLAIM,
        Move.RELEASE,
        Move.APPROVE,
        Move.APPROVE,
        Move.REJECT,
        Move.REQUEST_CHANGES,
        Move.EDIT,
        Move.WITHDRAW,
        Move.REVOKE,
        Move.SUSPEND
    };

    /** What one proposal is, said as plainly as can be. */
    private static final class Toy {
        String closed = "";
        final Set<Actor> authors = new HashSet<>();
        final Map<Actor, Instant> words = new HashMap<>();

        @Nullable
        Actor holder;

        Instant until = Instant.MIN;
    }

    private final Map<String, Toy> model = new HashMap<>();
    private final Set<Actor> approvers = new HashSet<>();

    private Proposal.State state(Toy toy, Instant now) {
        if (!toy.closed.isEmpty()) {
            return Proposal.State.valueOf(toy.closed);
        }
        List<Actor> counted =
                toy.words.keySet().stream().filter(approvers::contains).toList();
        if (counted.stream().anyMatch(who -> now.isBefore(toy.words.get(who)))) {
            return Proposal.State.APPROVED;
        }
        if (held(toy, now)) {
            return Proposal.State.CLAIMED;
        }
        return counted.isEmpty() ? Proposal.State.PENDING : Proposal.State.EXPIRED;
    }

    private boolean held(Toy toy, Instant now) {
        return toy.holder != null && approvers.contains(toy.holder) && now.isBefore(toy.until);
    }

    private boolean may(Move move, Toy toy, Actor who, Instant now) {
        boolean author = toy.authors.contains(who);
        boolean approver = approvers.contains(who);
        Proposal.State state = state(toy, now);
        boolean open =
                state == Proposal.State.PENDING || state == Proposal.State.CLAIMED || state == Proposal.State.EXPIRED;
        boolean free = !held(toy, now) || who.equals(toy.holder);
        return switch (move) {
            case CLAIM -> approver && open && free && !author;
            case RELEASE -> approver && state == Proposal.State.CLAIMED && free;
            case APPROVE ->
                approver
                        && (open || state == Proposal.State.APPROVED)
                        && free
                        && !author
                        && !(toy.words.containsKey(who) && now.isBefore(toy.words.get(who)));
            case REJECT, REQUEST_CHANGES -> approver && open && free;
            case WITHDRAW ->
                (author || approver) && (open || state == Proposal.State.CHANGES_REQUESTED) && (author || free);
            case EDIT ->
                (author || approver)
                        && (open
                                || state == Proposal.State.APPROVED
                                || state == Proposal.State.CHANGES_REQUESTED
                                || state == Proposal.State.REJECTED)
                        && (author || free);
            case REVOKE -> approver && state == Proposal.State.APPROVED;
            case SUSPEND -> state == Proposal.State.APPROVED;
            default -> false;
        };
    }

    @Property(tries = 150)
    void queue_and_model_allow_the_same_and_end_the_same(@ForAll long seed) {
        model.clear();
        approvers.clear();
        approvers.addAll(List.of(Desks.ALICE, Desks.BOB, Desks.CAROL, Desks.DAVE));
        Desks desks = new Desks();
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Actor author = PEOPLE.get(random.nextInt(PEOPLE.size()));
            String id = desks.reviews.submit(Desks.TOY, "toy " + i, Client.DEFAULT, author, "why");
            ids.add(id);
            model.computeIfAbsent(id, any -> new Toy()).authors.add(author);
        }
        for (int i = 0; i < MOVES; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            Actor who = PEOPLE.get(random.nextInt(PEOPLE.size()));
            if (random.nextInt(8) == 0) {
                desks.clock.advance(Duration.ofMinutes(random.nextInt(20)));
            }
            if (random.nextInt(25) == 0 && approvers.size() > 2 && approvers.remove(who)) {
                Actor by = approvers.iterator().next();
                desks.reviews.revokeApprover(who.id(), by, "left");
            }
            step(desks, ids, MADE[random.nextInt(MADE.length)], id, who, i, seed);
        }
        for (String id : ids) {
            Proposal.State expected = state(model.get(id), desks.clock.instant());
            assertThat(desks.state(id)).as("seed " + seed).isEqualTo(expected);
            assertThat(passes(desks, id)).as("seed " + seed).isEqualTo(expected == Proposal.State.APPROVED);
            assertThat(desks.node(desks.authority).byId(id)).isEqualTo(desks.reviews.byId(id));
        }
        KeptFolds.check(new DossierFold(), desks.journal.readAll(0, 1_000));
    }

    private static boolean passes(Desks desks, String id) {
        try {
            desks.reviews.approved(Desks.TOY, id);
            return true;
        } catch (NotApprovedException refused) {
            return false;
        }
    }

    private void step(Desks desks, List<String> ids, Move move, String id, Actor who, int step, long seed) {
        Toy toy = model.get(id);
        Instant now = desks.clock.instant();
        boolean may = may(move, toy, who, now);
        String next = "";
        boolean made;
        try {
            if (move == Move.APPROVE) {
                Scope scope = Scope.client(Client.DEFAULT).expiresIn(Duration.ofMinutes(30));
                desks.reviews.approve(id, who, scope);
            } else if (move == Move.EDIT) {
                next = desks.reviews.edit(id, Desks.TOY, "edit " + step, who, "shorter");
            } else {
                desks.make(move, id, who);
            }
            made = true;
        } catch (ReviewException refused) {
            made = false;
        }
        assertThat(made)
                .as(move + " by " + who + " from " + state(toy, now) + ", seed " + seed)
                .isEqualTo(may);
        if (!made) {
            return;
        }
        toy.holder = null; // every move ends a claim, except the one that makes it
        switch (move) {
            case CLAIM -> {
                toy.holder = who;
                toy.until = now.plus(ReviewQueue.CLAIM);
            }
            case RELEASE -> {}
            case APPROVE -> toy.words.put(who, now.plus(Duration.ofMinutes(30)));
            case EDIT -> {
                toy.closed = "SUPERSEDED";
                Toy edited = new Toy();
                edited.authors.addAll(toy.authors);
                edited.authors.add(who);
                model.put(next, edited);
                ids.add(next);
            }
            case REJECT -> toy.closed = "REJECTED";
            case REQUEST_CHANGES -> toy.closed = "CHANGES_REQUESTED";
            case WITHDRAW -> toy.closed = "WITHDRAWN";
            case REVOKE -> toy.closed = "REVOKED";
            case SUSPEND -> toy.words.clear();
            default -> throw new IllegalStateException(move.toString());
        }
    }
}
