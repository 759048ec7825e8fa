package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.StaleAppendException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Many appends in one transaction. It begins with the lock on the head row, so that batches of all nodes come one after the
 * other and positions need no sequence (which would lose entries to followers: numbers are drawn in one order and committed in
 * another). An append whose preconditions fail, fails alone. Answers are given after the commit only, also the refusals: each
 * may rest on an entry that the same batch writes.
 */
final class Batch {

    private record HeadRow(Head head, long timeNanos, long now) {}

    private record Outcome(List<Entry> entries, @Nullable AiopsException refusal) {}

    private record First(String id, long position, int entries) {}

    private final List<Ticket> tickets;
    private final RandomGenerator salts;
    private final String now;
    private final Map<Ticket, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Long> fences = new HashMap<>();
    private final Map<String, First> firsts = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> moved = new LinkedHashSet<>();
    private final List<Entry> written = new ArrayList<>();
    private final List<First> identified = new ArrayList<>();
    private final Set<Long> erased = new TreeSet<>();
    private boolean complete;

    Batch(List<Ticket> tickets, RandomGenerator salts, String now) {
        this.tickets = tickets;
        this.salts = salts;
        this.now = now;
    }

    /** Whether nothing but the commit was left to do. */
    boolean isComplete() {
        return complete;
    }

    /** Does it all, or finds that the batch which was in doubt had been committed and does nothing. */
    boolean run(Tx tx, @Nullable Batch doubted) throws SQLException {
        HeadRow before = lockHead(tx);
        if (doubted != null && doubted.isCommitted(tx)) {
            return false;
        }
        load(tx);
        long time = Math.max(before.now(), before.timeNanos());
        Head head = before.head();
        for (Ticket ticket : tickets) {
            head = decide(tx, ticket, head, Nanos.instant(time));
        }
        if (!written.isEmpty() || !identified.isEmpty() || !erased.isEmpty()) {
            store(tx, head, time);
        }
        complete = true;
        return true;
    }

    void deliver() {
        outcomes.forEach((ticket, outcome) -> {
            if (outcome.refusal() == null) {
                ticket.done(outcome.entries());
            } else {
                ticket.failed(outcome.refusal());
            }
        });
    }

    private HeadRow lockHead(Tx tx) throws SQLException {
        String sql = "SELECT position, hash, time_nanos, " + now + " FROM {p}head WHERE id = 1"
                + tx.dialect().forUpdate();
        Optional<HeadRow> row = tx.first(
                sql, r -> new HeadRow(new Head(r.getLong(1), new Digest(r.getString(2))), r.getLong(3), r.getLong(4)));
        return row.orElseThrow(
                () -> new AiopsException(
                        "The journal's head row is missing. Restore the database from a backup; nothing can be appended without it."));
    }

    // hashes have random salts below them, so that nobody else's entry has this one
    private boolean isCommitted(Tx tx) throws SQLException {
        if (written.isEmpty()) {
            return false;
        }
        Entry last = written.get(written.size() - 1);
        return tx.first("SELECT hash FROM {p}entry WHERE position = ?", r -> r.getString(1), last.position())
                .map(hash -> hash.equals(last.hash().hex()))
                .orElse(false);
    }

    private void load(Tx tx) throws SQLException {
        Set<String> streams = new LinkedHashSet<>();
        Set<String> leases = new TreeSet<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Ticket ticket : tickets) {
            Append append = ticket.append();
            streams.addAll(append.requires().keySet());
            append.items().forEach(item -> streams.add(item.stream()));
            leases.addAll(append.fences().keySet());
            if (append.id() != null) {
                ids.add(append.id());
            }
        }
        tx.queryIn(
                "SELECT stream, version FROM {p}stream WHERE stream IN",
                "",
                r -> versions.put(r.getString(1), r.getLong(2)),
                streams);
        known.addAll(versions.keySet());
        // locked until the commit: nobody takes a lease over between its check here and what is written under it
        tx.queryIn(
                "SELECT name, holder, fence FROM {p}lease WHERE name IN",
                tx.dialect().forUpdate(),
                r -> fences.put(r.getString(1), r.getString(2) == null ? 0 : r.getLong(3)),
                leases);
        tx.queryIn(
                "SELECT id, first_position, entries FROM {p}append WHERE id IN",
                "",
                r -> firsts.put(r.getString(1), new First(r.getString(1), r.getLong(2), r.getInt(3))),
                ids);
    }

    private Head decide(Tx tx, Ticket ticket, Head head, Instant time) throws SQLException {
        Append append = ticket.append();
        First first = append.id() == null ? null : firsts.get(append.id());
        if (first != null) {
            outcomes.put(ticket, new Outcome(entries(tx, first), null));
            return head;
        }
        List<Entry> linked;
        try {
            append.fences()
                    .forEach((name, fence) ->
                            Chain.require(StaleAppendException.lease(name), fence, fences.getOrDefault(name, 0L)));
            linked = Chain.link(head, append, stream -> versions.getOrDefault(stream, 0L), time, salts);
            requireErasable(tx, ticket);
        } catch (AiopsException refusal) {
            outcomes.put(ticket, new Outcome(List.of(), refusal));
            return head;
        }
        for (Entry entry : linked) {
            versions.put(entry.stream(), entry.version());
            moved.add(entry.stream());
        }
        written.addAll(linked);
        erased.addAll(ticket.erased());
        if (append.id() != null) {
            First now = new First(append.id(), head.position() + 1, linked.size());
            firsts.put(append.id(), now);
            identified.add(now);
        }
        outcomes.put(ticket, new Outcome(linked, null));
        Entry last = linked.isEmpty() ? null : linked.get(linked.size() - 1);
        return last == null ? head : new Head(last.position(), last.hash());
    }

    // of an earlier time, or of this very batch
    private List<Entry> entries(Tx tx, First first) throws SQLException {
        if (identified.contains(first)) {
            return written.stream()
                    .filter(e -> e.position() >= first.position() && e.position() < first.position() + first.entries())
                    .toList();
        }
        return tx.query(
                EntryRows.SELECT + " WHERE e.position >= ? AND e.position < ? ORDER BY e.position",
                EntryRows::read,
                first.position(),
                first.position() + first.entries());
    }

    private static void requireErasable(Tx tx, Ticket ticket) throws SQLException {
        Map<Long, Entry> found = new HashMap<>();
        for (Entry entry :
                tx.queryIn(EntryRows.SELECT_HEADERS + " WHERE e.position IN", "", EntryRows::read, ticket.erased())) {
            found.put(entry.position(), entry);
        }
        for (long position : ticket.erased()) {
            Entry entry = found.get(position);
            if (entry == null) {
                throw new AiopsException("There is no entry " + position + " to erase.");
            }
            Chain.requireErasable(entry);
        }
    }

    private void store(Tx tx, Head head, long time) throws SQLException {
        EntryRows.insert(tx, written);
        List<@Nullable Object[]> born = new ArrayList<>();
        List<@Nullable Object[]> grown = new ArrayList<>();
        for (String stream : moved) {
            Object version = versions.getOrDefault(stream, 0L);
            if (known.contains(stream)) {
                grown.add(new Object[] {version, stream});
            } else {
                born.add(new Object[] {version, stream});
            }
        }
        tx.batch("INSERT INTO {p}stream (version, stream) VALUES (?, ?)", born);
        tx.batch("UPDATE {p}stream SET version = ? WHERE stream = ?", grown);
        tx.batch(
                "INSERT INTO {p}append (id, first_position, entries) VALUES (?, ?, ?)",
                identified.stream()
                        .map(f -> new @Nullable Object[] {f.id(), f.position(), f.entries()})
                        .toList());
        tx.updateIn("DELETE FROM {p}payload WHERE position IN", erased);
        tx.update(
                "UPDATE {p}head SET position = ?, hash = ?, time_nanos = ? WHERE id = 1",
                head.position(),
                head.hash().hex(),
                time);
    }
}
