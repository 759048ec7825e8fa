package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.Proposal.Move;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the journal says of one proposal, folded from its stream. What is open is written as pending; how it shows at a
 * moment, to a roster, says {@link Bench}.
 *
 * @param proposal as it is written
 * @param sealed whether its authors stand under the seal
 * @param words one of each approver, the last that they gave
 * @param mover who made the last move
 * @param version of the stream
 */
record Dossier(Proposal proposal, boolean sealed, List<Given> words, Actor mover, long version) {

    static @Nullable Dossier of(List<Entry> stream) {
        Dossier dossier = stream.isEmpty() ? null : opened(stream.get(0));
        for (int i = 1; dossier != null && i < stream.size(); i++) {
            dossier = dossier.next(stream.get(i));
        }
        return dossier;
    }

    static @Nullable Dossier opened(Entry entry) {
        if (!ReviewEntries.isProposed(entry) || entry.version() != 1) {
            return null;
        }
        ReviewEntries.Submitted submitted = entry.payload().as(ReviewEntries.Submitted.class);
        Proposal proposal = new Proposal(
                ReviewEntries.proposalId(entry.stream()),
                submitted.kind(),
                entry.client(),
                submitted.digest(),
                submitted.content(),
                submitted.title(),
                authors(submitted, entry.actor()),
                submitted.why(),
                submitted.diff(),
                submitted.risk(),
                submitted.warnings(),
                submitted.priority(),
                entry.time(),
                submitted.deadline(),
                submitted.replaces(),
                Proposal.State.PENDING,
                null,
                "");
        return new Dossier(proposal, entry.is(ReviewEntries.PROPOSED), List.of(), entry.actor(), entry.version());
    }

    // whoever put it in is an author, whatever else is written
    private static List<Actor> authors(ReviewEntries.Submitted submitted, Actor actor) {
        List<Actor> authors = new ArrayList<>();
        submitted.authors().forEach(author -> authors.add(Actor.parse(author)));
        if (!authors.contains(actor)) {
            authors.add(actor);
        }
        return authors;
    }

    Dossier next(Entry entry) {
        Move move = Moves.of(entry);
        if (!Moves.follows(move, proposal.state())) {
            // what this version does not know counts as revoked: an entry that it cannot read must not leave a door
            // open
            return closed(Proposal.State.REVOKED, entry, "this version cannot read " + entry.type() + " here");
        }
        try {
            return next(move, entry);
        } catch (AiopsException unreadable) {
            return closed(Proposal.State.REVOKED, entry, String.valueOf(unreadable.getMessage()));
        }
    }

    private Dossier next(Move move, Entry entry) {
        return switch (move) {
            case CLAIM -> {
                ReviewEntries.Claimed claimed = entry.payload().as(ReviewEntries.Claimed.class);
                Proposal.Claim claim = new Proposal.Claim(entry.actor(), claimed.until());
                yield open(entry, claim, proposal.priority(), claimed.note(), words);
            }
            case RELEASE -> open(entry, null, proposal.priority(), note(entry), words);
            case PRIORITISE -> {
                ReviewEntries.Prioritised moved = entry.payload().as(ReviewEntries.Prioritised.class);
                Proposal to = proposal.with(proposal.state(), proposal.claim(), moved.priority(), moved.note());
                yield new Dossier(to, sealed, words, entry.actor(), entry.version());
            }
            case APPROVE -> open(entry, null, proposal.priority(), note(entry), with(entry));
            case REJECT -> closed(Proposal.State.REJECTED, entry, note(entry));
            case REQUEST_CHANGES -> closed(Proposal.State.CHANGES_REQUESTED, entry, note(entry));
            case EDIT -> {
                ReviewEntries.Superseded edited = entry.payload().as(ReviewEntries.Superseded.class);
                yield closed(Proposal.State.SUPERSEDED, entry, edited.note() + " (now " + edited.by() + ")");
            }
            case WITHDRAW -> closed(Proposal.State.WITHDRAWN, entry, note(entry));
            case REVOKE -> closed(Proposal.State.REVOKED, entry, note(entry));
            case USE -> closed(Proposal.State.USED, entry, note(entry));
            // nobody's word counts any more, and it waits for new ones
            case SUSPEND -> {
                Proposal.Priority soon =
                        proposal.priority() == Proposal.Priority.URGENT ? proposal.priority() : Proposal.Priority.HIGH;
                yield open(entry, null, soon, note(entry), List.of());
            }
            case SUBMIT, UNREADABLE -> throw new IllegalStateException(move + " follows nothing");
        };
    }

    // a word that is given again takes the place of the earlier one: one person has one
    private List<Given> with(Entry entry) {
        List<Given> more = new ArrayList<>(words);
        more.removeIf(word -> word.approval().approver().equals(entry.actor()));
        more.add(Given.of(proposal.id(), entry));
        return List.copyOf(more);
    }

    private Dossier open(
            Entry entry, Proposal.@Nullable Claim claim, Proposal.Priority priority, String note, List<Given> spoken) {
        Proposal open = proposal.with(Proposal.State.PENDING, claim, priority, note);
        return new Dossier(open, sealed, spoken, entry.actor(), entry.version());
    }

    private Dossier closed(Proposal.State state, Entry entry, String note) {
        return new Dossier(proposal.with(state, note), sealed, words, entry.actor(), entry.version());
    }

    private static String note(Entry entry) {
        return entry.payload().as(ReviewEntries.Noted.class).note();
    }

    /** What happened, in order. Who moved is told only where the entry bears what an entry of its kind must bear. */
    static Proposal.Past past(Entry entry, boolean held) {
        Move move = held ? Moves.of(entry) : Move.UNREADABLE;
        try {
            String note = !held
                    ? "it does not bear the host's seal"
                    : move == Move.UNREADABLE
                            ? "this version cannot read " + entry.type()
                            : move == Move.SUBMIT
                                    ? entry.payload()
                                            .as(ReviewEntries.Submitted.class)
                                            .why()
                                    : note(entry);
            return new Proposal.Past(entry.time(), entry.actor(), move, note);
        } catch (AiopsException unreadable) {
            return new Proposal.Past(
                    entry.time(), entry.actor(), Move.UNREADABLE, String.valueOf(unreadable.getMessage()));
        }
    }
}
