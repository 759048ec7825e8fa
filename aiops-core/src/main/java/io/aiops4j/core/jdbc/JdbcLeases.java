package io.aiops4j.core.jdbc;

import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.StaleAppendException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row for each name; what is decided is decided under its lock, by the database's clock. */
final class JdbcLeases implements Leases {

    private record State(@Nullable String holder, long fence, long expires, long reached, long now) {

        /** The number that whoever appends must have; 0 once it was given back. */
        long valid() {
            return holder == null ? 0 : fence;
        }

        boolean isHeld() {
            return holder != null && now < expires;
        }
    }

    private static final String DOING = "while working on a lease";

    private final Db db;

    JdbcLeases(Db db) {
        this.db = db;
    }

    @Override
    public Optional<Lease> acquire(String name, String holder, Duration lifetime) {
        Names.requireIndexed("lease's name", name);
        Names.requireIndexed("lease's holder", holder);
        return db.write(DOING, tx -> {
            State state = locked(tx, name);
            boolean own = state.isHeld() && holder.equals(state.holder());
            if (state.isHeld() && !own) {
                return Optional.empty();
            }
            long fence = own ? state.fence() : state.fence() + 1;
            long expires = Nanos.plus(state.now(), lifetime);
            tx.update(
                    "UPDATE {p}lease SET holder = ?, fence = ?, expires_nanos = ? WHERE name = ?",
                    holder,
                    fence,
                    expires,
                    name);
            return Optional.of(new Lease(name, holder, fence, Nanos.instant(expires)));
        });
    }

    // done twice, because a reply got lost, it changes nothing: the fencing number is the condition
    @Override
    public void release(Lease lease) {
        Names.requireIndexed("lease's name", lease.name());
        db.write(
                DOING,
                tx -> tx.update(
                        "UPDATE {p}lease SET holder = NULL, expires_nanos = 0 WHERE name = ? AND fence = ?",
                        lease.name(),
                        lease.fence()));
    }

    @Override
    public long cursor(String name) {
        Names.requireIndexed("lease's name", name);
        return db.read(DOING, tx -> tx.first("SELECT reached FROM {p}lease WHERE name = ?", r -> r.getLong(1), name))
                .orElse(0L);
    }

    @Override
    public void advance(Lease lease, long position) {
        Names.requireIndexed("lease's name", lease.name());
        db.write(DOING, tx -> {
            State state = locked(tx, lease.name());
            Chain.require(StaleAppendException.lease(lease.name()), lease.fence(), state.valid());
            return tx.update(
                    "UPDATE {p}lease SET reached = ? WHERE name = ?",
                    Math.max(position, state.reached()),
                    lease.name());
        });
    }

    private State locked(Tx tx, String name) throws SQLException {
        Optional<State> state = select(tx, name);
        if (state.isPresent()) {
            return state.get();
        }
        // if another node is faster, this fails on the key and the whole transaction is done again
        tx.update("INSERT INTO {p}lease (name, fence, expires_nanos, reached) VALUES (?, 0, 0, 0)", name);
        return select(tx, name)
                .orElseThrow(() -> new SQLException("The lease " + name + " was deleted meanwhile", "40001"));
    }

    private Optional<State> select(Tx tx, String name) throws SQLException {
        return tx.first(
                "SELECT holder, fence, expires_nanos, reached, " + db.now() + " FROM {p}lease WHERE name = ?"
                        + tx.dialect().forUpdate(),
                r -> new State(r.getString(1), r.getLong(2), r.getLong(3), r.getLong(4), r.getLong(5)),
                name);
    }
}
