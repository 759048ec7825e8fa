package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.Proposal.Move;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;

/** A queue of toys: alice proposes, bob, carol and dave review, erin edits and is no approver. */
class Desks {

    static final byte[] KEY = "a key of thirty-two bytes or more".getBytes();
    static final Actor ALICE = Actor.person("alice");
    static final Actor BOB = Actor.person("bob");
    static final Actor CAROL = Actor.person("carol");
    static final Actor DAVE = Actor.person("dave");
    static final Actor ERIN = Actor.person("erin");
    static final ToyKind TOY = new ToyKind("toy");

    final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    final Journal journal = Stores.inMemory(clock).journal();
    final Authority authority = Authority.of(KEY)
            .approver("alice")
            .approver("bob")
            .approver("carol")
            .approver("dave");
    final ReviewQueue reviews = node(authority);

    ReviewQueue node(Authority whose) {
        ReviewQueue queue = new ReviewQueue(journal, whose, clock);
        queue.register(TOY);
        return queue;
    }

    String submit(String change) {
        return reviews.submit(TOY, change, Client.DEFAULT, ALICE, "because");
    }

    Proposal.State state(String id) {
        return reviews.byId(id).orElseThrow().state();
    }

    /** A proposal in this state, claimed and approved by bob where it comes to that. */
    String in(Proposal.State state, String change) {
        String id = submit(change);
        switch (state) {
            case PENDING -> {}
            case CLAIMED -> reviews.claim(id, BOB, "mine");
            case APPROVED -> reviews.approve(id, BOB);
            case REJECTED -> reviews.reject(id, BOB, "no");
            case CHANGES_REQUESTED -> reviews.requestChanges(id, BOB, "shorter");
            case SUPERSEDED -> reviews.edit(id, TOY, change + ", edited", ALICE, "shorter");
            case EXPIRED -> {
                reviews.approve(id, BOB, Scope.client(Client.DEFAULT).expiresIn(Duration.ofNanos(1)));
                clock.advance(Duration.ofNanos(1));
            }
            case WITHDRAWN -> reviews.withdraw(id, ALICE, "never mind");
            case USED -> {
                reviews.approve(id, BOB);
                journal.append(Append.by(BOB)
                        .require(ReviewEntries.stream(id), 2)
                        .add(ReviewEntries.stream(id), ReviewEntries.USED, Map.of("note", "by run/1"))
                        .sealedWith(authority.seal()));
            }
            case REVOKED -> {
                reviews.approve(id, BOB);
                reviews.revoke(id, BOB, "no");
            }
        }
        return id;
    }

    /** Makes a move. */
    void make(Move move, String id, Actor actor) {
        switch (move) {
            case SUBMIT -> {
                Proposal known = reviews.byId(id).orElseThrow();
                reviews.submit(TOY, TOY.decode(known.content()), Client.DEFAULT, actor, "again");
            }
            case CLAIM -> reviews.claim(id, actor, "mine");
            case RELEASE -> reviews.release(id, actor, "yours");
            case APPROVE -> reviews.approve(id, actor);
            case REJECT -> reviews.reject(id, actor, "no");
            case REQUEST_CHANGES -> reviews.requestChanges(id, actor, "shorter");
            case EDIT -> reviews.edit(id, TOY, "edited " + id, actor, "shorter");
            case WITHDRAW -> reviews.withdraw(id, actor, "never mind");
            case PRIORITISE -> reviews.prioritise(id, Proposal.Priority.HIGH, actor, "soon");
            case REVOKE -> reviews.revoke(id, actor, "no more");
            case SUSPEND -> reviews.suspend(id, Actor.system("rule"), "it helps no more");
            case USE, UNREADABLE -> throw new IllegalArgumentException(move + " is not made by people");
        }
    }
}
