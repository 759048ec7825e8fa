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

/** Everything that stores promise, kept by PostgreSQL. */
final class PostgresContractTest {

    private static JdbcStores stores() throws SQLException {
        return JdbcStores.of(Databases.POSTGRESQL.fresh());
    }

    @Test
    void this_is_the_database_that_it_is_said_to_be() throws Exception {
        assertThat(Databases.productName(Databases.POSTGRESQL.fresh())).isEqualTo("PostgreSQL");
    }

    @Test
    void what_the_server_acknowledges_is_durable() throws Exception {
        assertThat(Databases.ask(Databases.POSTGRESQL.fresh(), "SHOW synchronous_commit"))
                .isEqualTo("on");
        assertThat(Databases.ask(Databases.POSTGRESQL.fresh(), "SHOW fsync")).isEqualTo("on");
    }

    @Nested
    final class Journal extends JournalContract {
        @Override
        protected Stores stores(SettableClock clock) throws SQLException {
            return PostgresContractTest.stores(); // by the database's clock
        }
    }

    @Nested
    final class JournalClock extends JournalClockContract {
        @Override
        protected Stores stores(SettableClock clock) throws SQLException {
            return PostgresContractTest.stores().clock(clock);
        }
    }

    @Nested
    final class Leases extends LeasesContract {
        @Override
        protected Stores stores(SettableClock clock) throws SQLException {
            return PostgresContractTest.stores();
        }
    }

    @Nested
    final class Records extends RecordStoreContract {

        private JdbcStores stores;

        @Override
        protected <T> RecordStore<T> store(RecordCodec<T> codec) {
            try {
                stores = PostgresContractTest.stores();
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
