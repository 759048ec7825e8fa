package io.aiops4j.core.jdbc;

import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.testkit.StoresFuzz;
import java.sql.SQLException;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;

/** Random operations on one database; a test class per database says which. */
abstract class DatabaseFuzz extends StoresFuzz {

    private final Database database;
    private final Map<Stores, DataSource> sources = new WeakHashMap<>();

    DatabaseFuzz(Database database) {
        this.database = database;
    }

    @Override
    protected Stores stores(SettableClock clock) throws SQLException {
        return open(database.fresh(), clock);
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
