package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is over, as records: incidents that were resolved, and proposals by their last move. They are filed in the background from the
 * journal, by one node at a time, each under its id however often: so a list of the past costs a page and no fold.
 *
 * <pre>{@code
 * Page<History.Resolved> last = aiops.learning().history().incidents(Query.all().where("type", "out_of_memory").limit(20));
 * Page<Proposal> rejected = aiops.learning().history().proposals(Query.all().where("state", "rejected"));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class History {

    /**
     * An incident that was resolved.
     *
     * @param incident as it was in the end
     * @param time when it was resolved
     * @param by who said so
     */
    public record Resolved(Incident incident, Instant time, Actor by) {

        /** Refuses what was read from a store and lacks something. */
        public Resolved {
            Objects.requireNonNull(incident, "incident");
            Objects.requireNonNull(time, "time");
            Objects.requireNonNull(by, "by");
        }
    }

    /** Where a proposal stood after its last move; what it says stands in the journal. */
    record Filed(String id, String kind, String client, String state, Instant time, String by) {

        Filed {
            for (Object given : new Object[] {id, kind, client, state, time, by}) {
                Objects.requireNonNull(given, "what is filed of a proposal lacks something that it must have");
            }
        }
    }

    /** The state by which all proposals are meant of which somebody decided, or which nobody can decide any more. */
    public static final String DECIDED = "decided";

    private static final RecordCodec<Resolved> RESOLVED =
            RecordCodec.json(Resolved.class, "a resolved incident", History::index);
    private static final RecordCodec<Filed> FILED = RecordCodec.json(Filed.class, "a filed proposal", History::index);

    private static final String PROPOSALS = ReviewEntries.stream("");
    private static final String EXPIRED = name(Proposal.State.EXPIRED);

    // so many records are looked at for one page, of which the clock may have changed the state
    private static final int MOST_LOOKED_AT = 1_000;

    private final JournalReader journal;
    private final ReviewQueue reviews;
    private final RecordStore<Resolved> resolved;
    private final RecordStore<Filed> filed;

    History(Stores stores, JournalReader journal, ReviewQueue reviews) {
        this.journal = journal;
        this.reviews = reviews;
        this.resolved = stores.records("resolved-incident", RESOLVED);
        this.filed = stores.records("filed-proposal", FILED);
    }

    private static RecordIndex index(Resolved over) {
        Incident incident = over.incident();
        return RecordIndex.of(incident.id(), over.time())
                .with("id", incident.id())
                .with("client", incident.client().id())
                .with("type", incident.type())
                .with("target", incident.target().toString())
                .with("severity", name(incident.severity()))
                .with("source", incident.source())
                .with("by", over.by().toString())
                .text(incident.message());
    }

    private static RecordIndex index(Filed proposal) {
        return RecordIndex.of(proposal.id(), proposal.time())
                .with("id", proposal.id())
                .with("kind", proposal.kind())
                .with("client", proposal.client())
                .with("state", proposal.state())
                .with("by", proposal.by());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * One page of incidents that were resolved, the last one first; found by {@code id}, {@code client}, {@code type}, {@code target},
     * {@code severity}, {@code source}, {@code by}, and by the words of their messages.
     */
    public Page<Resolved> incidents(Query query) {
        return resolved.find(query);
    }

    /**
     * One page of proposals by their last move, the last one first, each as it stands now; found by {@code id}, {@code kind},
     * {@code client}, {@code by} (who moved it last) and {@code state}, for which {@link #DECIDED} stands for all that do not wait. A page may
     * be shorter than its limit where the clock moved some: its {@code next} says whether there is more.
     */
    public Page<Proposal> proposals(Query query) {
        String state = query.fields().get("state");
        Query rest = state == null || state.equals(DECIDED) || state.equals(EXPIRED) ? stateless(query) : query;
        List<Proposal> found = new ArrayList<>();
        int looked = 0;
        Page<Filed> page;
        do {
            page = filed.find(rest.limit(query.limit() - found.size()));
            looked += page.records().size();
            for (Filed each : page.records()) {
                reviews.byId(each.id())
                        .filter(proposal -> isMeant(proposal, state))
                        .ifPresent(found::add);
            }
            rest = rest.after(page.next());
        } while (page.next() != null && found.size() < query.limit() && looked < MOST_LOOKED_AT);
        return new Page<>(found, page.next());
    }

    private static Query stateless(Query query) {
        Query all = Query.all().text(query.text()).after(query.after()).limit(query.limit());
        all = query.since() == null ? all : all.since(query.since());
        all = query.before() == null ? all : all.before(query.before());
        for (var field : query.fields().entrySet()) {
            all = field.getKey().equals("state") ? all : all.where(field.getKey(), field.getValue());
        }
        return all;
    }

    // time moves proposals too, and leaves no entry
    private static boolean isMeant(Proposal proposal, @Nullable String state) {
        boolean waits = proposal.state() == Proposal.State.PENDING || proposal.state() == Proposal.State.CLAIMED;
        return state == null || (state.equals(DECIDED) ? !waits : state.equals(name(proposal.state())));
    }

    /** Deletes resolved incidents that were over before this time and says how many; the journal keeps what it says of them. */
    public int purge(Instant olderThan) {
        return resolved.purge(olderThan);
    }

    /** Whether there is something to file. */
    static boolean wants(Entry entry) {
        return entry.is(IncidentEntries.RESOLVED) || entry.stream().startsWith(PROPOSALS) || entry.is(Erasure.ERASED);
    }

    /** Files what an entry says is over, or takes it out again. */
    LeasedFollower.Worked file(Entry entry) {
        if (entry.is(IncidentEntries.RESOLVED)) {
            fileIncident(IncidentEntries.incidentId(entry.stream()));
        } else if (entry.stream().startsWith(PROPOSALS)) {
            fileProposal(ReviewEntries.proposalId(entry.stream()), entry);
        } else if (entry.is(Erasure.ERASED)) {
            // once more: it may have been filed while it was erased
            try {
                erase(entry.payload().as(Erasure.class).selector());
            } catch (AiopsException unreadable) {
                return LeasedFollower.Worked.NOTHING;
            }
        }
        return LeasedFollower.Worked.NOTHING;
    }

    // as its stream says now: what was erased meanwhile is not filed, and what was filed before is taken out
    private void fileIncident(String id) {
        Resolved over = read(id);
        if (over == null) {
            resolved.erase(List.of(id));
        } else {
            resolved.save(over);
        }
    }

    private @Nullable Resolved read(String id) {
        List<Entry> told = journal.stream(IncidentEntries.stream(id));
        try {
            Incident incident = Incidents.of(told).orElse(null);
            Entry end = told.stream()
                    .filter(entry -> entry.is(IncidentEntries.RESOLVED))
                    .findFirst()
                    .orElse(null);
            return incident == null || end == null || incident.isActive()
                    ? null
                    : new Resolved(incident, end.time(), end.actor());
        } catch (AiopsException altered) {
            return null;
        }
    }

    private void fileProposal(String id, Entry last) {
        reviews.byId(id)
                .ifPresent(proposal -> filed.save(new Filed(
                        id,
                        proposal.kind(),
                        proposal.client().id(),
                        name(proposal.state()),
                        last.time(),
                        last.actor().toString())));
    }

    /**
     * Takes resolved incidents out, or what their journal no longer says of them, and says how many. What is filed of proposals has no
     * content, and the journal never rewrites them: they stay.
     */
    int erase(Selector selector) {
        return switch (selector.kind()) {
            case INCIDENT -> resolved.erase(List.of(selector.value()));
            case CLIENT -> each("client", selector.value(), ids -> resolved.erase(ids));
            case ACTOR ->
                each("by", selector.value(), ids -> {
                    ids.forEach(this::fileIncident);
                    return ids.size();
                });
            case RUN -> 0;
        };
    }

    private int each(String field, String value, ToIntFunction<List<String>> work) {
        int done = 0;
        Query query = Query.all().where(field, value);
        Page<Resolved> page;
        do {
            page = resolved.find(query);
            List<String> ids =
                    page.records().stream().map(over -> over.incident().id()).toList();
            done += ids.isEmpty() ? 0 : work.applyAsInt(ids);
            query = query.after(page.next());
        } while (page.next() != null);
        return done;
    }
}
