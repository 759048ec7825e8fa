package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Executions;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** The two verbs: to forget takes facts out of the lessons, to erase destroys content; both are entries under the seal. */
final class Forgetter {

    // so that a receipt fits into a payload however much was erased
    private static final int MOST_POSITIONS = 10_000;
    private static final int MOST_ATTEMPTS = 100;

    private final Journal journal;
    private final Seal seal;
    private final ReviewQueue reviews;
    private final Executions executions;
    private final RecordStore<Learned> learned;
    private final History history;

    Forgetter(
            Journal journal,
            Seal seal,
            ReviewQueue reviews,
            Executions executions,
            RecordStore<Learned> learned,
            History history) {
        this.journal = journal;
        this.seal = seal;
        this.reviews = reviews;
        this.executions = executions;
        this.learned = learned;
        this.history = history;
    }

    int forget(Selector selector, Actor actor, String why) {
        requireApprover(actor, "forget");
        int[] meant = new int[1];
        new JournalReader(journal).follow(0, entry -> meant[0] += selector.matches(entry) ? 1 : 0);
        LessonView.Note note = new LessonView.Note(selector, why);
        append(actor, LessonView.STREAM, LessonView.FORGOTTEN, note, journal::append);
        return meant[0];
    }

    List<Erasure.Receipt> erase(Selector selector, Actor actor, String why) {
        requireApprover(actor, "erase");
        List<Long> positions = new ArrayList<>();
        int[] kept = new int[1];
        new JournalReader(journal).follow(0, entry -> {
            if (selector.matches(entry) && !entry.payload().isErased()) {
                if (mayBeErased(entry)) {
                    positions.add(entry.position());
                } else {
                    kept[0]++;
                }
            }
        });
        // records first: while their content is still there, the journal still says where
        int records = eraseRecords(selector);
        int lessons = eraseLearned(Query.all().where(field(selector), selector.value()));
        for (int from = 0; from < positions.size(); from += MOST_POSITIONS) {
            List<Long> some = List.copyOf(positions.subList(from, Math.min(positions.size(), from + MOST_POSITIONS)));
            Erasure receipt = new Erasure(selector, why, some);
            append(actor, Erasure.STREAM, Erasure.ERASED, receipt, append -> journal.erase(some, append));
        }
        // last: what is filed again by what the journal still says, says no more than that
        int incidents = history.erase(selector);
        return List.of(
                new Erasure.Receipt("journal", positions.size(), kept[0]),
                new Erasure.Receipt("incidents", incidents, 0),
                new Erasure.Receipt("executions", records, 0),
                new Erasure.Receipt("learned", lessons, 0));
    }

    // proposals and approvals are never rewritten: a secret in one is a fault of its check
    private static boolean mayBeErased(Entry entry) {
        return !entry.type().authority() && !entry.stream().startsWith(ReviewEntries.stream(""));
    }

    private static String field(Selector selector) {
        return switch (selector.kind()) {
            case INCIDENT -> "incident";
            case RUN -> "id";
            case CLIENT -> "client";
            case ACTOR -> "actor";
        };
    }

    private int eraseLearned(Query which) {
        int erased = 0;
        List<String> ids = ids(which);
        while (!ids.isEmpty()) {
            erased += learned.erase(ids);
            ids = ids(which);
        }
        return erased;
    }

    private List<String> ids(Query which) {
        return learned.find(which).records().stream().map(Learned::executionId).toList();
    }

    private int eraseRecords(Selector selector) {
        try {
            return executions.erase(Query.all().where(field(selector), selector.value()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AiopsException("Interrupted while erasing. Erase again.", e);
        }
    }

    private void append(Actor actor, String stream, EntryType type, Object payload, Consumer<Append> write) {
        ToIntFunction<String> versions =
                name -> new JournalReader(journal).stream(name).size();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                write.accept(Append.by(actor)
                        .require(stream, versions.applyAsInt(stream))
                        .add(stream, type, payload)
                        .sealedWith(seal));
                return;
            } catch (StaleAppendException faster) {
                // somebody else forgot or erased in between; the stream is read again
            }
        }
        throw new ReviewException("Too many others forget and erase at this moment. Try again.");
    }

    private void requireApprover(Actor actor, String verb) {
        if (!reviews.isApprover(actor)) {
            throw new ReviewException(
                    actor + " may not " + verb + ": only approvers may, since it changes what is known."
                            + " Name approvers with Authority.approver(...).");
        }
    }
}
