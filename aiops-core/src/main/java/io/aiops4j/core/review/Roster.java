package io.aiops4j.core.review;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.StaleAppendException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may approve, read afresh from the journal at every use: authority is never answered from a cache. */
record Roster(Map<String, Person> people, long version) {

    private static final Actor HOST = Actor.system("host");

    /** Somebody who was named once. */
    record Person(boolean counts, Set<String> roles) {

        static final Person REVOKED = new Person(false, Set.of());
    }

    static Roster read(Journal journal, Seal seal) {
        List<Entry> entries = new JournalReader(journal).stream(ReviewEntries.AUTHORITY);
        Map<String, Person> people = new HashMap<>();
        for (Entry entry : entries) {
            if (!seal.holds(entry)) {
                throw new NotApprovedException(
                        "Entry " + entry.position() + " says who may approve and does not bear the"
                                + " host's seal, so nobody's word counts. Check the key, then verify the journal.");
            }
            boolean added = entry.is(ReviewEntries.APPROVER_ADDED);
            if (!added && !entry.is(ReviewEntries.APPROVER_REVOKED)) {
                throw new NotApprovedException("This version cannot read entry " + entry.position() + " ("
                        + entry.type() + ") about who may approve. Upgrade this node.");
            }
            ReviewEntries.Approver approver = entry.payload().as(ReviewEntries.Approver.class);
            Person now = added ? new Person(true, approver.roles()) : Person.REVOKED;
            // who was revoked stays so: a node that had not heard of it must not bring them back
            people.merge(approver.person(), now, (before, after) -> before.counts() ? after : before);
        }
        return new Roster(Map.copyOf(people), entries.size());
    }

    boolean allows(Actor actor) {
        return actor.isPerson()
                && people.getOrDefault(actor.id(), Person.REVOKED).counts();
    }

    /** Whether the actor counts towards what takes this role, or none. */
    boolean allows(Actor actor, @Nullable String role) {
        return allows(actor)
                && (role == null
                        || people.getOrDefault(actor.id(), Person.REVOKED)
                                .roles()
                                .contains(role));
    }

    /** Writes approvers that the host names for the first time, and those to whom it gives other roles than before. */
    static void introduce(Journal journal, Authority authority) {
        for (Map.Entry<String, Set<String>> approver : authority.approvers().entrySet()) {
            boolean introduced = false;
            while (!introduced) {
                introduced = introduce(journal, authority.seal(), approver.getKey(), approver.getValue());
            }
        }
    }

    private static boolean introduce(Journal journal, Seal seal, String person, Set<String> roles) {
        Roster roster = read(journal, seal);
        Person known = roster.people().get(person);
        if (known != null && (!known.counts() || known.roles().equals(roles))) {
            return true;
        }
        String note = known == null
                ? "named by the host's configuration"
                : "the host's configuration gives other roles than " + new TreeSet<>(known.roles());
        try {
            journal.append(Append.by(HOST)
                    .require(ReviewEntries.AUTHORITY, roster.version())
                    .add(
                            ReviewEntries.AUTHORITY,
                            ReviewEntries.APPROVER_ADDED,
                            new ReviewEntries.Approver(person, roles, note))
                    .sealedWith(seal));
            return true;
        } catch (StaleAppendException faster) {
            return false; // another node introduces approvers too; read again
        }
    }
}
