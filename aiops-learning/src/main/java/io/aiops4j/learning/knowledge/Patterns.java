package io.aiops4j.learning.knowledge;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** The most patterns that are looked for, the first that were approved. */
    public static final int MOST = 1_000;

    private final ReviewQueue reviews;
    private final PatternKind kind = new PatternKind();
    private volatile Live live = new Live(PatternSet.of(), Map.of());
    private List<Approval> read = List.of();

    /** What is looked for now, and how far each approval reaches. */
    private record Live(PatternSet set, Map<String, Approved<AlertPattern>> approved) {}

    /** The approved patterns of this queue, once they are {@linkplain #refresh read}. */
    public Patterns(ReviewQueue reviews) {
        this.reviews = reviews;
        reviews.register(kind);
    }

    /**
     * A pattern that finds what the messages of several incidents have in common; none when that is too little to know a failure by.
     */
    public static Optional<AlertPattern> common(String incidentType, Severity severity, List<String> messages) {
        List<String> words = messages.isEmpty() ? List.of() : Words.common(messages);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String regex = Words.regex(words);
        String id = incidentType + "-"
                + Digest.of(regex.getBytes(StandardCharsets.UTF_8)).abbreviated();
        return Optional.of(AlertPattern.of(id, regex, incidentType, severity));
    }

    /**
     * Puts a pattern into the review queue and gives the proposal's id. Lines are those of the default client, and so are patterns.
     *
     * @throws io.aiops4j.core.review.ReviewException when it has faults
     */
    public String submit(AlertPattern pattern, Actor author, String why) {
        return reviews.submit(kind, pattern, Client.DEFAULT, author, why);
    }

    /** What became of a pattern that was submitted. */
    public Optional<Proposal> proposal(AlertPattern pattern) {
        return reviews.byId(ReviewQueue.proposalId(kind, Client.DEFAULT, kind.digest(pattern)));
    }

    /** The patterns that are looked for now. */
    public List<AlertPattern> approved() {
        return live.set().patterns();
    }

    /** What is found in a line, where an approval covers its target. */
    public List<AlertPattern> match(LogLine line) {
        Live now = live;
        if (now.approved().isEmpty()) {
            return List.of();
        }
        return now.set().match(line).stream()
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
        read = now;
        Set<String> proposals = new LinkedHashSet<>();
        now.forEach(approval -> proposals.add(approval.proposalId()));
        Map<String, Approved<AlertPattern>> approved = new LinkedHashMap<>();
        for (String proposal : proposals) {
            try {
                Approved<AlertPattern> word = reviews.approved(kind, proposal);
                if (approved.size() < MOST) {
                    approved.putIfAbsent(word.value().id(), word);
                }
            } catch (NotApprovedException gone) {
                // taken back in this moment
            }
        }
        List<AlertPattern> patterns = new ArrayList<>();
        approved.values().forEach(word -> patterns.add(word.value()));
        live = new Live(PatternSet.of(patterns), Map.copyOf(approved));
    }
}
