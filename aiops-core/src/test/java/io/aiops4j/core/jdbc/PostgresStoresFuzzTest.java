package io.aiops4j.core.jdbc;

import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.testkit.StoresFuzz;
import java.sql.SQLException;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;

final class PostgresStoresFuzzTest extends StoresFuzz {

    private final Map<Stores, DataSource> sources = new WeakHashMap<>();

    @Override
    protected Stores stores(SettableClock clock) throws SQLException {
        return open(Databases.POSTGRESQL.fresh(), clock);
    }

    @Override
    protected Stores reopen(Stores stores, SettableClock clock) {
        DataSource source = sources.get(stores);
        stores.close();
        return open(source, clock);
    }

    private Stores open(DataSource source, SettableClock clock) {
        Stores stores = JdbcStores.of(source).clock(clock);
        sources.put(stores, source);
        return stores;
    }
}
