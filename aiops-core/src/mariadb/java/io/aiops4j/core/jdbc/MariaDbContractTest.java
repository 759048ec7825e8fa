package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class MariaDbContractTest extends DatabaseContract {

    MariaDbContractTest() {
        super(MariaDbDatabase.MARIADB, "MariaDB");
    }

    @Test
    void names_that_differ_in_case_accents_or_blanks_are_different_names() throws Exception {
        List<String> names = List.of("note/a", "note/A", "note/a ", "note/\u00e1", "note/a\u0301", "note/\u00e4", "note/a\t");
        try (JdbcStores stores = JdbcStores.of(MariaDbDatabase.MARIADB.fresh())) {
            for (String name : names) {
                stores.journal().append(Notes.note(name).require(name, 0).identified(name));
                assertThat(stores.leases().acquire(name, name, Duration.ofHours(1))).isPresent();
            }
            for (String name : names) {
                assertThat(stores.journal().read(name, 0, 9)).hasSize(1);
            }
        }
    }

    @Test
    void the_time_is_read_behind_the_wait_for_a_lock_and_not_before() throws Exception {
        MariaDbDatabase mariadb = MariaDbDatabase.MARIADB;
        DataSource dataSource = mariadb.fresh();
        Tables tables = new Tables(Dialect.MARIADB, "aiops_");
        String now = Dialect.MARIADB.nowNanos();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            stores.open();
            try (Session holder = Session.open(dataSource, tables, Waits.DEFAULT);
                    Session waiter = Session.open(dataSource, tables, Waits.DEFAULT)) {
                List<Future<Long>> waited = new ArrayList<>();
                long released = holder.<Long>write(tx -> {
                    tx.ask("SELECT position FROM aiops_head WHERE id = 1 FOR UPDATE");
                    waited.add(thread.submit(() -> waiter.<Long>write(wait -> Long.parseLong(
                            wait.ask("SELECT " + now + " FROM aiops_head WHERE id = 1 FOR UPDATE")))));
                    while (!mariadb.isAnybodyWaiting(dataSource)) {
                        Thread.onSpinWait();
                    }
                    return Long.parseLong(tx.ask("SELECT " + now));
                });
                assertThat(waited.get(0).get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(released);
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
