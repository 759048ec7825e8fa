package io.aiops4j.core.jdbc;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is once the database was found good. */
final class OpenStores implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenStores.class);

    private final Db db;
    private final JournalWriter writer;
    private final Journal journal;
    private final Leases leases;
    private final Map<String, RecordStore<?>> records = new ConcurrentHashMap<>();

    private OpenStores(Db db) {
        this.db = db;
        this.writer = new JournalWriter(db, new SecureRandom());
        this.journal = new JdbcJournal(db, writer);
        this.leases = new JdbcLeases(db);
    }

    static OpenStores open(DataSource dataSource, SchemaMode mode, Tables tables, Waits waits, @Nullable Clock clock) {
        Db db = new Db(dataSource, tables, waits, clock);
        boolean good = false;
        try {
            db.<Boolean>await("while opening", () -> {
                try (Session session = db.open()) {
                    session.check();
                    new Schema(tables).apply(mode, session);
                    return true;
                }
            });
            good = true;
        } finally {
            if (!good) {
                db.close();
            }
        }
        log.info("Stores opened in {}, tables {}*", tables.dialect().productName(), tables.prefix());
        return new OpenStores(db);
    }

    Journal journal() {
        return journal;
    }

    Leases leases() {
        return leases;
    }

    @SuppressWarnings("unchecked") // one codec per kind, so the store under it keeps that codec's type
    <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
        return (RecordStore<T>) records.computeIfAbsent(kind, name -> new JdbcRecordStore<>(db, name, codec));
    }

    @Override
    public void close() {
        writer.close();
        db.close();
    }
}
