package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.JournalClockContract;
import io.aiops4j.core.testkit.JournalContract;
import io.aiops4j.core.testkit.LeasesContract;
import io.aiops4j.core.testkit.RecordStoreContract;
import io.aiops4j.core.testkit.SettableClock;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Everything that stores promise, kept by one database; a test class per database says which. */
abstract class DatabaseContract {

    private final Database database;
    private final String product;

    DatabaseContract(Database database, String product) {
        this.database = database;
        this.product = product;
    }

    private JdbcStores open() throws SQLException {
        return JdbcStores.of(database.fresh());
    }

    @Test
    void this_is_the_database_that_it_is_said_to_be() throws Exception {
        assertThat(Databases.productName(database.fresh())).isEqualTo(product);
    }

    @Nested
    final class Journal extends JournalContract {
        @Override
        protected Stores stores(SettableClock clock) throws SQLException {
            return open(); // by the database's clock
        }
    }

    @Nested
    final class JournalClock extends JournalClockContract {
        @Override
        protected Stores stores(SettableClock clock) throws SQLException {
            return open().clock(clock);
        }
    }

    @Nested
    final class Leases extends LeasesContract {
        @Override
        protected Stores stores(SettableClock clock) throws SQLException {
            return open();
        }
    }

    @Nested
    final class Records extends RecordStoreContract {

        private JdbcStores stores;

        @Override
        protected <T> RecordStore<T> store(RecordCodec<T> codec) {
            try {
                stores = open();
                return stores.records("note", codec);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @AfterEach
        void close() {
            stores.close();
        }
    }
}
