package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.jdbc.JdbcStores;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.stores.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application with a data source keeps everything there, in a real H2. */
class JdbcTest {

    @TempDir
    private Path folder;

    private DataSource database(String name) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:" + folder.resolve(name) + ";WRITE_DELAY=0");
        return h2;
    }

    private ApplicationContextRunner with(DataSource dataSource) {
        return Contexts.runner().withBean("dataSource", DataSource.class, () -> dataSource);
    }

    @Test
    void what_was_recorded_is_there_after_a_restart() {
        DataSource dataSource = database("a");
        with(dataSource).run(context -> {
            assertThat(context).hasSingleBean(JdbcStores.class);
            Aiops aiops = context.getBean(Aiops.class);
            aiops.record("nightly-import", () -> 42);
            OutOfMemory.isSeenBy(aiops);
        });
        with(dataSource).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            assertThat(OutOfMemory.executions(aiops))
                    .extracting(ExecutionResult::runbookId)
                    .containsExactly("nightly-import");
            assertThat(aiops.incidents().open()).hasSize(1);
        });
    }

    @Test
    void nothing_is_said_about_memory_where_there_is_a_database() {
        assertThat(CapturedLog.linesOf(() -> with(database("b")).run(context -> {})))
                .noneMatch(line -> line.contains("in memory"));
    }

    @Test
    void a_property_keeps_it_out_of_the_database() {
        with(database("c"))
                .withPropertyValues("aiops.jdbc.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Stores.class));
    }

    @Test
    void stores_of_the_application_are_left_alone() {
        with(database("d"))
                .withBean("own", Stores.class, () -> Stores.inMemory(Clock.systemUTC()))
                .run(context -> assertThat(context).hasSingleBean(Stores.class).doesNotHaveBean(JdbcStores.class));
    }

    @Test
    void of_several_databases_none_is_chosen_and_that_is_said() {
        assertThat(CapturedLog.linesOf(() -> with(database("e"))
                        .withBean("other", DataSource.class, () -> database("f"))
                        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Stores.class))))
                .anyMatch(line -> line.contains("No DataSource bean is the only or the @Primary one"));
    }

    @Test
    void one_that_an_action_may_switch_keeps_nothing() {
        SwitchableDataSource switchable =
                SwitchableDataSource.of("main", "primary", database("n")).or("standby", database("o"));
        Contexts.runner()
                .withBean("main", SwitchableDataSource.class, () -> switchable)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Stores.class));
    }

    @Test
    void the_primary_one_of_several_is_used() {
        with(database("g"))
                .withBean("first", DataSource.class, () -> database("h"), definition -> definition.setPrimary(true))
                .run(context -> assertThat(context).hasSingleBean(JdbcStores.class));
    }

    @Test
    void tables_are_named_as_the_property_says() {
        DataSource dataSource = database("i");
        with(dataSource).withPropertyValues("aiops.jdbc.table-prefix=ops_").run(context -> {
            assertThat(context).hasNotFailed();
            try (var connection = dataSource.getConnection();
                    var tables = connection.getMetaData().getTables(null, null, "OPS_%", null)) {
                assertThat(tables.next()).isTrue();
            }
        });
    }

    @Test
    void what_cannot_be_used_is_said_with_what_to_write() {
        with(database("j"))
                .withPropertyValues("aiops.jdbc.table-prefix=Ops;")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("aiops.jdbc.table-prefix")
                        .hasMessageContaining("lower-case letters"));
        with(database("k"))
                .withPropertyValues("aiops.jdbc.schema=validate")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("aiops.jdbc.enabled=false"));
    }

    @Test
    void a_database_that_is_away_stops_the_start_and_says_how_to_go_on() {
        JdbcDataSource away = new JdbcDataSource();
        away.setURL("jdbc:h2:tcp://127.0.0.1:1/none");
        with(away)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Let the database be reached")
                        .hasMessageContaining("aiops.jdbc.enabled=false"));
    }

    @Test
    void flyway_makes_the_tables_before_they_are_validated() throws Exception {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__aiops.sql"), JdbcStores.ddl("H2", "aiops_"));
        with(database("l"))
                .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withPropertyValues("aiops.jdbc.schema=validate", "spring.flyway.locations=filesystem:" + migrations)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(JdbcStores.class));
    }

    @Test
    void an_application_without_boots_own_support_for_databases_works() {
        with(database("m"))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.sql", "org.flywaydb"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(JdbcStores.class));
    }
}
