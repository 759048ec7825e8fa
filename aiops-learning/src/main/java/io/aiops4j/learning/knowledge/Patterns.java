package io.aiops4j.learning.knowledge;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternException;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patterns that people approved: beside those that the host gives they are looked for in lines, on every node, for as long as their
 * approval holds and on the services that it covers.
 *
 * <pre>{@code
 * AlertPattern stuck = AlertPattern.of("queue-stuck", "(?i)queue \\w+ is stuck", "queue_stuck", Severity.ERROR);
 * String proposal = aiops.learning().patterns().submit(stuck, Actor.person("alice"), "seen three times this week");
 * aiops.reviews().approve(proposal, Actor.person("bob"));       // from now on
 * }</pre>
 *
 * <p>Safe for use by many threads. Whoever matches goes on with the set that was there when they began.
 */
public final class Patterns {

    /** The most patterns that are looked for, those that were proposed first. */
    public static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Patterns.class);

    private final ReviewQueue reviews;
    private final PatternLibrary given;
    private final PatternKind kind = new PatternKind();
    private final View<Set<String>> proposed;
    private volatile Live live = new Live(PatternSet.of(), Map.of());
    private List<Approval> read = List.of();

    /**
     * A pattern that is looked for now.
     *
     * <pre>{@code
     * aiops.learning().patterns().known().forEach(known -> System.out.println(known.pattern().id() + " " + known.approvals()));
     * }</pre>
     *
     * @param pattern what is looked for
     * @param approvals the words by which it is
     */
    public record Known(AlertPattern pattern, List<Approval> approvals) {

        /** Copies the words. */
        public Known {
            approvals = List.copyOf(approvals);
        }
    }

    /** What is looked for now, and how far each approval reaches. */
    private record Live(PatternSet set, Map<String, Approved<AlertPattern>> approved) {}

    /** The approved patterns of this journal and its queue, once they are {@linkplain #refresh read}. */
    public Patterns(Journal journal, ReviewQueue reviews, Snapshots snapshots, PatternLibrary given) {
        this.reviews = reviews;
        this.given = given;
        this.proposed = snapshots.view(journal, new PatternFold(kind));
        reviews.register(kind);
    }

    /**
     * A pattern that finds what the messages of several incidents of a service have in common; none when that is too little to know a
     * failure by.
     */
    public static Optional<AlertPattern> common(
            String incidentType, String service, Severity severity, List<String> messages) {
        List<String> words = messages.isEmpty() ? List.of() : Words.common(messages);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        AlertPattern.of(incidentType + "-" + service, Words.regex(words), incidentType, severity));
    }

    /**
     * Puts a pattern into the review queue and gives the proposal's id. Lines are those of the default client, and so are patterns.
     *
     * @throws io.aiops4j.core.review.ReviewException when it has faults
     */
    public String submit(AlertPattern pattern, Actor author, String why) {
        return reviews.submit(kind, pattern, Client.DEFAULT, author, why);
    }

    /**
     * Puts an edited pattern in the place of one that was proposed, and gives the new proposal's id.
     *
     * @throws io.aiops4j.core.review.ReviewException when it has faults
     */
    public String edit(String proposalId, AlertPattern changed, Actor editor, String why) {
        return reviews.edit(proposalId, kind, changed, editor, why);
    }

    /** Whether a pattern of this id was ever submitted, whatever became of it. */
    public boolean isKnown(String id) {
        return proposed.ask(ids -> ids.contains(id));
    }

    /** The patterns that the host gives, of which nobody asks whether they are approved. */
    public PatternLibrary given() {
        return given;
    }

    /** The patterns that are looked for now. */
    public List<AlertPattern> approved() {
        return live.set().patterns();
    }

    /** The patterns that are looked for now, with the words by which they are. */
    public List<Known> known() {
        Live now = live;
        List<Known> all = new ArrayList<>();
        for (AlertPattern pattern : now.set().patterns()) {
            Approved<AlertPattern> approved = now.approved().get(pattern.id());
            if (approved != null) {
                all.add(new Known(pattern, approved.approvals()));
            }
        }
        return List.copyOf(all);
    }

    /**
     * Takes back what was approved under this id, earlier forms included: else the one before would be looked for again. Says how many
     * there were.
     *
     * @throws io.aiops4j.core.review.ReviewException when the actor is no approver
     */
    public int revoke(String id, Actor approver, String why) {
        Set<String> proposals = new LinkedHashSet<>();
        reviews.approvals(kind).forEach(approval -> proposals.add(approval.proposalId()));
        int revoked = 0;
        for (String proposal : proposals) {
            try {
                if (reviews.approved(kind, proposal).value().id().equals(id)) {
                    reviews.revoke(proposal, approver, why);
                    revoked++;
                }
            } catch (NotApprovedException gone) {
                // taken back in this moment
            }
        }
        refresh();
        return revoked;
    }

    /** What is found in a line, where an approval covers its target. */
    public List<AlertPattern> match(LogLine line) {
        Live now = live;
        if (now.approved().isEmpty()) {
            return List.of();
        }
        List<AlertPattern> found = now.set().match(line);
        return found.isEmpty()
                ? found
                : found.stream()
                        .filter(pattern -> covers(now.approved().get(pattern.id()), line))
                        .toList();
    }

    private static boolean covers(@Nullable Approved<AlertPattern> approved, LogLine line) {
        return approved != null && approved.refusal(Client.DEFAULT, line.target()) == null;
    }

    /** Looks again when somebody said something in a review. */
    public void onEntry(Entry entry) {
        String stream = entry.stream();
        if (stream.startsWith(ReviewEntries.stream("")) || stream.equals(ReviewEntries.AUTHORITY)) {
            refresh();
        }
    }

    /** Takes in what is approved now, and leaves out what is no longer. */
    public synchronized void refresh() {
        List<Approval> now = reviews.approvals(kind);
        if (now.equals(read)) {
            return;
        }
        Set<String> proposals = new LinkedHashSet<>();
        now.forEach(approval -> proposals.add(approval.proposalId()));
        Map<String, Approved<AlertPattern>> approved = new LinkedHashMap<>();
        for (String proposal : proposals) {
            try {
                Approved<AlertPattern> word = reviews.approved(kind, proposal);
                approved.put(word.value().id(), word); // of two with one id the one that was proposed last
            } catch (NotApprovedException gone) {
                // taken back in this moment
            }
        }
        List<AlertPattern> patterns = new ArrayList<>();
        approved.values().forEach(word -> patterns.add(word.value()));
        live = new Live(fitting(patterns), Map.copyOf(approved));
        read = now; // not before: what failed is tried again
    }

    // all of them, or as many of the first ones as fit: what people approved must keep no node from starting
    private static PatternSet fitting(List<AlertPattern> patterns) {
        int fits = 0;
        int tooMany = Math.min(patterns.size(), MOST) + 1;
        PatternSet best = PatternSet.of();
        int next = tooMany - 1;
        while (next > fits) {
            try {
                best = PatternSet.of(patterns.subList(0, next));
                fits = next;
            } catch (PatternException tooLarge) {
                tooMany = next;
            }
            next = (fits + tooMany) / 2;
        }
        if (fits < patterns.size()) {
            LOG.warn(
                    "Of {} approved patterns only the first {} are looked for: all together are too large",
                    patterns.size(),
                    fits);
        }
        return best;
    }
}
