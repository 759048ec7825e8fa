package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may judge at one moment, and what the words on a proposal come to then: the one place where words are weighed. */
record Bench(Roster roster, Authority authority, Instant now) {

    /** Why a word does not count, whatever the time is, or null when it does. */
    @Nullable
    String objection(Dossier dossier, Given given) {
        Proposal proposal = dossier.proposal();
        Approval word = given.approval();
        if (!word.scope().client().equals(proposal.client())) {
            return proposal.title() + " was approved for client " + word.scope().client() + ", not for "
                    + proposal.client() + ".";
        }
        if (mayBeAuthor(proposal, word.approver())) {
            return proposal.title() + " was approved by its own author. Let another approver review it.";
        }
        // a word that says what its giver saw was given on a sealed proposal: one that is not was put in its place
        boolean swapped =
                given.seen() != null && !dossier.sealed() && authority.seal().isKeyed();
        if (swapped || !given.saw(proposal)) {
            return proposal.title() + " is not what " + word.approver() + " approved: its bytes, title, risk or"
                    + " authors are others. Verify the journal: somebody may have written to the store.";
        }
        if (!roster.allows(word.approver())) {
            return word.approver() + " approved " + proposal.title()
                    + ", but that word counts no longer. Let another approver review it.";
        }
        return null;
    }

    /** Whether this is an author, or one whose name is spelt in another way: a directory takes Alice for alice, and tells what was typed. */
    static boolean mayBeAuthor(Proposal proposal, Actor actor) {
        return proposal.authors().stream()
                .anyMatch(author -> author.kind() == actor.kind()
                        && author.id().strip().equalsIgnoreCase(actor.id().strip()));
    }

    private boolean counts(Dossier dossier, Given given) {
        return objection(dossier, given) == null;
    }

    boolean isOver(Given given) {
        return !now.isBefore(given.approval().expires());
    }

    /** The words that count and have not expired. */
    List<Given> holding(Dossier dossier) {
        return dossier.words().stream()
                .filter(given -> counts(dossier, given) && !isOver(given))
                .toList();
    }

    /** A proposal as it shows at this moment. */
    Proposal show(Dossier dossier) {
        Proposal.State state = state(dossier);
        Proposal.Claim claim = state == Proposal.State.CLAIMED ? claim(dossier) : null;
        Proposal proposal = dossier.proposal();
        return proposal.with(state, claim, proposal.priority(), proposal.note());
    }

    Proposal.State state(Dossier dossier) {
        Proposal proposal = dossier.proposal();
        if (proposal.state() != Proposal.State.PENDING) {
            return proposal.state();
        }
        int takes = authority.quorum().approvals();
        if (proposal.isOverdue(now)) {
            return Proposal.State.EXPIRED;
        }
        if (holding(dossier).size() >= takes) {
            return Proposal.State.APPROVED;
        }
        if (claim(dossier) != null) {
            return Proposal.State.CLAIMED;
        }
        long ever =
                dossier.words().stream().filter(given -> counts(dossier, given)).count();
        return ever >= takes ? Proposal.State.EXPIRED : Proposal.State.PENDING;
    }

    /** Who holds it now; a claim lapses by itself, and with the right of its holder. */
    Proposal.@Nullable Claim claim(Dossier dossier) {
        Proposal.Claim claim = dossier.proposal().claim();
        boolean holds = claim != null && now.isBefore(claim.until()) && roster.allows(claim.holder());
        return holds ? claim : null;
    }

    /** Why these words do not reach as far as this target, or null when they do. */
    @Nullable
    String refusal(List<Given> words, Client client, Target target) {
        List<Given> used = used(words, client, target);
        if (used.isEmpty()) {
            return words.isEmpty()
                    ? "no approval of it holds"
                    : last(words).approval().scope().refusal(client, target);
        }
        String missing = missing(used, authority.quorum(), "it");
        Quorum critical = authority.critical(target);
        return missing != null || critical == null
                ? missing
                : missing(used, critical, target.service() + " is critical: a change to it");
    }

    private @Nullable String missing(List<Given> used, Quorum quorum, String what) {
        long counted = used.stream()
                .filter(given -> roster.allows(given.approval().approver(), quorum.role()))
                .count();
        return counted >= quorum.approvals() ? null : what + " takes " + quorum + " and has " + counted;
    }

    /** What these words allow together on this target: each of them restricts it. */
    Approval together(List<Given> words, Client client, Target target) {
        List<Given> used = used(words, client, target);
        Approval all = last(used).approval();
        for (Given given : used) {
            all = all.approver().equals(given.approval().approver()) ? all : both(all, given.approval());
        }
        return all;
    }

    private static Approval both(Approval all, Approval more) {
        List<Parameter> envelope = new ArrayList<>(all.envelope());
        envelope.addAll(more.envelope());
        boolean sooner = more.expires().isBefore(all.expires());
        Scope shorter = sooner ? more.scope() : all.scope();
        return new Approval(
                all.proposalId(),
                all.kind(),
                all.digest(),
                all.approver(),
                all.mode().and(more.mode()),
                new Scope(
                        shorter.client(),
                        common(all.scope().services(), more.scope().services()),
                        shorter.lifetime()),
                envelope,
                sooner ? more.expires() : all.expires(),
                all.note());
    }

    // an empty set means all services; both reach one target, so what they have in common is never empty otherwise
    private static Set<String> common(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        Set<String> common = new TreeSet<>(some);
        common.retainAll(others);
        return common;
    }

    private static List<Given> used(List<Given> words, Client client, Target target) {
        return words.stream()
                .filter(given -> given.approval().scope().refusal(client, target) == null)
                .toList();
    }

    private static Given last(List<Given> words) {
        return words.get(words.size() - 1);
    }

    /** Whether the actor may ask for a run on this target in person. */
    boolean allows(Actor actor, Target target) {
        Quorum critical = authority.critical(target);
        return roster.allows(actor, critical == null ? null : critical.role());
    }
}
