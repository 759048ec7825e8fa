package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.store.Batcher;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this node that appends, on one connection. While one batch is on its way to the disk, the next gathers: that
 * is all there is to group commit. The thread is never interrupted: H2 would close its file.
 */
final class JournalWriter implements Batcher.Sink<Ticket>, AutoCloseable {

    static final int QUEUE = 1_024;
    static final int MOST_APPENDS = 256;
    static final long MOST_BYTES = 8 << 20;
    static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(JournalWriter.class);
    private static final String DOING = "while appending";

    private final Db db;
    private final RandomGenerator salts;
    private final Batcher<Ticket> queue;
    private volatile boolean closed;

    // the writer's own
    private @Nullable Session session;
    private @Nullable SQLException unreachable;
    private Duration backoff = FIRST_BACKOFF;
    private long retryAt;

    JournalWriter(Db db, RandomGenerator salts) {
        this.db = db;
        this.salts = salts;
        this.queue = Batcher.named("aiops-journal-io")
                .capacity(QUEUE)
                .mostAtOnce(MOST_APPENDS)
                .idle(db.waits().idle())
                .start(this);
    }

    /** The entries, once they are durable. */
    List<Entry> append(Ticket ticket) {
        long start = System.nanoTime();
        try {
            if (closed) {
                throw Trouble.closed();
            }
            if (!queue.offer(ticket, db.waits().caller())) {
                throw closed ? Trouble.closed() : Trouble.tooMany(DOING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AiopsException("Interrupted before appending. Nothing was written.", e);
        }
        return ticket.await(db.waits().caller().minusNanos(System.nanoTime() - start));
    }

    /** Writes what gathered; the connection comes first, so that whoever gives up while there is none knows that nothing was written. */
    @Override
    public void take(List<Ticket> tickets) {
        try {
            connected();
        } catch (SQLException e) {
            fail(taken(tickets), Trouble.of(DOING, db.dialect(), e));
            return;
        }
        List<Ticket> batch = new ArrayList<>();
        long bytes = 0;
        for (Ticket ticket : tickets) {
            if (ticket.take()) {
                batch.add(ticket);
                bytes += ticket.bytes();
            }
            if (bytes >= MOST_BYTES) {
                write(batch);
                batch.clear();
                bytes = 0;
            }
        }
        write(batch);
    }

    private static List<Ticket> taken(List<Ticket> tickets) {
        return tickets.stream().filter(Ticket::take).toList();
    }

    /** The pool may need the connection more. */
    @Override
    public void idle() {
        disconnect();
    }

    @Override
    public void end() {
        disconnect();
    }

    private void write(List<Ticket> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        try {
            commit(tickets);
        } catch (SQLException e) {
            if (tickets.size() > 1 && !Trouble.isConnection(db.dialect(), e) && session != null) {
                // one of them is at fault; the others shall not suffer
                tickets.forEach(ticket -> write(List.of(ticket)));
            } else {
                fail(tickets, Trouble.of(DOING, db.dialect(), e));
            }
        } catch (AiopsException e) {
            fail(tickets, e);
        } catch (RuntimeException | Error e) {
            log.warn("The journal's writer goes on after a batch failed", e);
            disconnect();
            fail(
                    tickets,
                    new AiopsException("The append failed: " + e + ". Look at its streams before repeating it.", e));
        }
    }

    private static void fail(List<Ticket> tickets, AiopsException why) {
        tickets.forEach(ticket -> ticket.failed(why));
    }

    /** Twice at most: a connection may have died unnoticed, and a commit that was cut off may have come through. */
    private void commit(List<Ticket> tickets) throws SQLException {
        Session first = connected();
        Batch batch = new Batch(tickets, salts, db.now());
        try {
            first.write(tx -> batch.run(tx, null));
            batch.deliver();
            return;
        } catch (SQLException e) {
            if (!Trouble.isConnection(db.dialect(), e) && first.isAlive() && !batch.isComplete()) {
                throw e;
            }
            log.debug("The journal's connection broke; the batch is tried on another one", e);
        }
        disconnect();
        try {
            Batch again = new Batch(tickets, salts, db.now());
            boolean ran = connected().write(tx -> again.run(tx, batch.isComplete() ? batch : null));
            (ran ? again : batch).deliver();
        } catch (SQLException e) {
            disconnect();
            if (batch.isComplete()) {
                throw new AiopsException(
                        "The database failed at the moment of the commit: " + Trouble.said(e)
                                + ". Give it room if it is full, start it if it is gone. Whether the append was written is not known."
                                + " Repeat it under the same append id to get its first result, or read its streams.",
                        e);
            }
            throw e;
        }
    }

    private Session connected() throws SQLException {
        if (session != null) {
            return session;
        }
        if (unreachable != null && System.nanoTime() - retryAt < 0) {
            throw unreachable; // whoever waits here is told at once, and the database is not knocked at all the time
        }
        try {
            session = db.open();
            if (unreachable != null) {
                log.info("The journal's database is reachable again");
            }
            unreachable = null;
            backoff = FIRST_BACKOFF;
            return session;
        } catch (SQLException | RuntimeException e) {
            SQLException now = e instanceof SQLException sql ? sql : new SQLException(e.toString(), "08001", e);
            if (unreachable == null) {
                log.warn("The journal's database is not reachable; appends fail until it is: {}", e.getMessage());
            }
            unreachable = now;
            retryAt = System.nanoTime() + backoff.toNanos();
            Duration longer = backoff.multipliedBy(2);
            backoff = longer.compareTo(LONGEST_BACKOFF) < 0 ? longer : LONGEST_BACKOFF;
            throw now;
        }
    }

    private void disconnect() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** Writes what waits, within the deadline; what waits longer is refused. */
    @Override
    public void close() {
        closed = true;
        queue.close(db.waits().close()).forEach(ticket -> ticket.failed(Trouble.closed()));
    }
}
