package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class SchemaTest {

    private static Map<String, List<String>> columns(Dialect dialect, int version) {
        return new Ddl(new Tables(dialect, "aiops_"), 0, version).columns();
    }

    private static void openAndClose(JdbcStores stores) {
        try (stores) {
            stores.open();
        }
    }

    /** Runs what a DBA would be handed. */
    private static void runDdl(DataSource dataSource, String prefix) throws Exception {
        Dialect dialect = Dialect.of(Databases.productName(dataSource));
        Databases.execute(
                dataSource, new Ddl(new Tables(dialect, prefix)).statements().toArray(new String[0]));
    }

    @Test
    void all_dialects_declare_the_same_tables_and_columns_in_every_version() {
        for (int version = 1; version <= Ddl.VERSION; version++) {
            Map<String, List<String>> expected = columns(Dialect.POSTGRESQL, version);
            assertThat(expected)
                    .hasSize(version == 1 ? 9 : 11)
                    .allSatisfy(
                            (table, columns) -> assertThat(columns).as(table).isNotEmpty());
            assertThat(expected.get("aiops_payload")).containsExactly("position", "salt", "content");
            for (Dialect dialect : Dialect.values()) {
                assertThat(columns(dialect, version)).as(dialect.productName()).isEqualTo(expected);
            }
        }
        assertThat(columns(Dialect.POSTGRESQL, 2).get("aiops_record_word"))
                .containsExactly("kind", "id", "word", "time_nanos");
    }

    @OnEachDatabase
    void tables_are_created_once_and_found_again(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        openAndClose(JdbcStores.of(dataSource));
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            stores.journal().append(Notes.note("note/1"));
        }
        try (JdbcStores stores = JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE)) {
            assertThat(stores.journal().head().position()).isEqualTo(1);
        }
    }

    @OnEachDatabase
    void what_a_dba_prints_and_runs_is_valid(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        runDdl(dataSource, "ops_");
        try (JdbcStores stores = JdbcStores.of(dataSource).tablePrefix("ops_").schema(SchemaMode.VALIDATE)) {
            stores.journal().append(Notes.note("note/1"));
            assertThat(stores.ddl())
                    .contains(" ops_entry (")
                    .isEqualTo(JdbcStores.ddl(Databases.productName(dataSource), "ops_"));
        }
        assertThat(Databases.ask(dataSource, "SELECT count(*) FROM ops_entry")).isEqualTo("1");
    }

    @OnEachDatabase
    void a_missing_table_is_named_with_what_to_do(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        assertThatThrownBy(() ->
                        JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("aiops_schema_version is missing")
                .hasMessageContaining("JdbcStores.ddl(\"");
        runDdl(dataSource, "aiops_");
        Databases.execute(dataSource, "DROP TABLE aiops_lease");
        for (SchemaMode mode : List.of(SchemaMode.CREATE, SchemaMode.VALIDATE)) {
            assertThatThrownBy(() -> JdbcStores.of(dataSource).schema(mode).open())
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("aiops_lease is missing");
        }
    }

    @OnEachDatabase
    void a_missing_column_is_named(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        runDdl(dataSource, "aiops_");
        Databases.execute(dataSource, "ALTER TABLE aiops_entry DROP COLUMN mac");
        assertThatThrownBy(() ->
                        JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("aiops_entry lacks the columns [mac]");
    }

    @OnEachDatabase
    void tables_of_another_version_are_refused(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        runDdl(dataSource, "aiops_");
        Databases.execute(dataSource, "UPDATE aiops_schema_version SET version = 3");
        for (SchemaMode mode : List.of(SchemaMode.CREATE, SchemaMode.VALIDATE)) {
            assertThatThrownBy(() -> JdbcStores.of(dataSource).schema(mode).open())
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("have version 3")
                    .hasMessageContaining("needs 2");
        }
        openAndClose(JdbcStores.of(dataSource).schema(SchemaMode.NONE));
    }

    @OnEachDatabase
    void without_a_check_what_is_missing_shows_at_use(Database database) throws Exception {
        try (JdbcStores stores = JdbcStores.of(database.fresh()).schema(SchemaMode.NONE)) {
            stores.open();
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("failed while appending");
        }
    }

    @Test
    void who_may_not_create_tables_is_told_of_the_other_way_on_postgresql() throws Exception {
        DataSource dataSource = Databases.POSTGRESQL.fresh();
        String schema = Databases.ask(dataSource, "SELECT current_schema()");
        Databases.execute(
                dataSource,
                "CREATE ROLE poor_" + schema + " LOGIN",
                "GRANT USAGE ON SCHEMA " + schema + " TO poor_" + schema);
        PGSimpleDataSource poor = PostgresDatabase.server(schema).unwrap(PGSimpleDataSource.class);
        poor.setUser("poor_" + schema);
        assertRefusedToCreate(poor, "PostgreSQL");
        runDdl(dataSource, "aiops_");
        Databases.execute(dataSource, "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO poor_" + schema);
        try (JdbcStores stores = JdbcStores.of(poor).schema(SchemaMode.VALIDATE)) {
            assertThat(stores.journal().head().position()).isZero();
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("Grant the user the right");
        }
    }

    @Test
    void who_may_not_set_the_write_delay_is_refused_on_h2() throws Exception {
        DataSource dataSource = Databases.H2.fresh();
        Databases.execute(dataSource, "CREATE USER poor PASSWORD ''");
        JdbcDataSource poor = new JdbcDataSource();
        String url = dataSource.unwrap(JdbcDataSource.class).getURL();
        poor.setURL(url.substring(0, url.indexOf(';'))); // what follows is for administrators
        poor.setUser("poor");
        assertThatThrownBy(() -> JdbcStores.of(poor).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("acknowledges before it writes")
                .hasMessageContaining("ADMIN TRUE");
    }

    private static void assertRefusedToCreate(DataSource poor, String product) {
        assertThatThrownBy(() -> JdbcStores.of(poor).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("could not be created")
                .hasMessageContaining("JdbcStores.ddl(\"" + product + "\", \"aiops_\")")
                .hasMessageContaining("SchemaMode.VALIDATE");
    }

    @Test
    void an_unknown_database_is_refused_with_those_that_are_known() throws Exception {
        DataSource unknown = FaultySource.named(Databases.H2.fresh(), "Oracle");
        assertThatThrownBy(() -> JdbcStores.of(unknown).journal())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("'Oracle'")
                .hasMessageContaining("PostgreSQL, H2, SQLite");
        assertThatThrownBy(() -> JdbcStores.ddl("Oracle", "aiops_")).isInstanceOf(AiopsException.class);
    }

    @Test
    void a_database_that_is_not_there_is_said_to_be_out_of_reach() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"localhost"});
        nowhere.setPortNumbers(new int[] {1});
        assertThatThrownBy(() -> JdbcStores.of(nowhere).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a;drop table x", "a\"", "A_", "a-b", "öps_", "a.b"})
    void a_prefix_that_could_mean_something_else_is_refused(String prefix) throws Exception {
        DataSource dataSource = Databases.SQLITE.fresh();
        assertThatThrownBy(() -> JdbcStores.of(dataSource).tablePrefix(prefix))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("Not a table prefix");
    }

    @Test
    void h2_writes_before_it_acknowledges_also_after_it_was_closed_and_opened_again() throws Exception {
        DataSource dataSource = Databases.H2.fresh();
        String url = dataSource.unwrap(JdbcDataSource.class).getURL();
        Path file = Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')) + ".mv.db");
        for (int opened = 1; opened <= 3; opened++) {
            try (JdbcStores stores = JdbcStores.of(dataSource)) {
                stores.journal().append(Notes.note("note/1"));
                // what a process that is killed at this moment leaves behind
                Path left = Files.copy(file, file.resolveSibling(opened + "-left-of-" + file.getFileName()));
                JdbcDataSource copy = new JdbcDataSource();
                copy.setURL("jdbc:h2:file:" + left.toString().replace(".mv.db", ""));
                copy.setUser("sa");
                assertThat(Databases.ask(copy, "SELECT count(*) FROM aiops_entry"))
                        .isEqualTo(Integer.toString(opened));
            }
            Databases.execute(dataSource, "SHUTDOWN");
        }
    }

    @Test
    void sqlite_commits_to_the_disk_and_refuses_to_live_in_memory() throws Exception {
        DataSource dataSource = Databases.SQLITE.fresh();
        openAndClose(JdbcStores.of(dataSource));
        assertThat(Databases.ask(dataSource, "PRAGMA journal_mode")).isEqualTo("wal");
        try (Session session = Session.open(dataSource, new Tables(Dialect.SQLITE, "aiops_"), Waits.DEFAULT)) {
            assertThat(session.<String>read(tx -> tx.ask("PRAGMA synchronous"))).isEqualTo("2");
        }
        org.sqlite.SQLiteDataSource memory = new org.sqlite.SQLiteDataSource();
        memory.setUrl("jdbc:sqlite::memory:");
        assertThatThrownBy(() -> JdbcStores.of(memory).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("write-ahead log")
                .hasMessageContaining("Stores.inMemory");
    }

    @Test
    void a_sqlite_file_that_may_only_be_read_is_refused_with_what_to_do() throws Exception {
        DataSource dataSource = Databases.SQLITE.fresh();
        openAndClose(JdbcStores.of(dataSource));
        org.sqlite.SQLiteConfig config = new org.sqlite.SQLiteConfig();
        config.setReadOnly(true);
        org.sqlite.SQLiteDataSource readOnly = new org.sqlite.SQLiteDataSource(config);
        readOnly.setUrl(dataSource.unwrap(org.sqlite.SQLiteDataSource.class).getUrl());
        try (JdbcStores stores = JdbcStores.of(readOnly)) {
            assertThat(stores.journal().head().position()).isZero();
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("read-only");
        }
    }
}
