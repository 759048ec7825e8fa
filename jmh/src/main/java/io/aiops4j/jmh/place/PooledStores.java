package io.aiops4j.jmh.place;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.core.jdbc.JdbcStores;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.sql.Driver;

/** Stores in a database, with a pool of connections as a host has it; the pool is closed with them. */
final class PooledStores implements Stores {

    private static final int CONNECTIONS = 5;

    private final HikariDataSource pool;
    private final Stores stores;

    private PooledStores(HikariDataSource pool) {
        this.pool = pool;
        this.stores = JdbcStores.of(pool).open();
    }

    static Stores open(String url, Class<? extends Driver> driver) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setDriverClassName(driver.getName());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            return new PooledStores(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public Journal journal() {
        return stores.journal();
    }

    @Override
    public Leases leases() {
        return stores.leases();
    }

    @Override
    public <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
        return stores.records(kind, codec);
    }

    @Override
    public void close() {
        try (pool) {
            stores.close();
        }
    }
}
