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

/** Who may approve, read afresh from the journal at every use: authority is never answered from a cache. */
record Roster(Map<String, Boolean> people, long version) {

    private static final Actor HOST = Actor.system("host");

    static Roster read(Journal journal, Seal seal) {
        List<Entry> entries = new JournalReader(journal).stream(ReviewEntries.AUTHORITY);
        Map<String, Boolean> people = new HashMap<>();
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
            people.put(entry.payload().as(ReviewEntries.Approver.class).person(), added);
        }
        return new Roster(people, entries.size());
    }

    boolean allows(Actor actor) {
        return actor.isPerson() && people.getOrDefault(actor.id(), false);
    }

    /** Writes approvers that the host names for the first time. */
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
        if (roster.people().containsKey(person)) {
            return true;
        }
        try {
            journal.append(Append.by(HOST)
                    .require(ReviewEntries.AUTHORITY, roster.version())
                    .add(
                            ReviewEntries.AUTHORITY,
                            ReviewEntries.APPROVER_ADDED,
                            new ReviewEntries.Approver(person, roles, "named by the host's configuration"))
                    .sealedWith(seal));
            return true;
        } catch (StaleAppendException faster) {
            return false; // another node introduces approvers too; read again
        }
    }
}
