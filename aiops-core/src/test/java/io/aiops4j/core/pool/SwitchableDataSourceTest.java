package io.aiops4j.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
final class SwitchableDataSourceTest {

    private final SwitchableDataSource dataSource = SwitchableDataSource.of("orders", "primary", RealPostgres.as("app"))
            .or("standby", RealPostgres.as("other"));

    private static String user(Connection connection) throws Exception {
        return RealPostgres.ask(connection, "SELECT current_user");
    }

    @Test
    void new_connections_follow_the_switch_and_old_ones_stay_until_they_are_closed() throws Exception {
        assertThat(dataSource.active()).isEqualTo("primary");
        assertThat(dataSource.choices()).containsExactly("primary", "standby");
        try (Connection old = dataSource.getConnection()) {
            assertThat(dataSource.switchTo("standby")).isEqualTo("primary");
            try (Connection fresh = dataSource.getConnection()) {
                assertThat(user(fresh)).isEqualTo("other");
            }
            assertThat(user(old)).isEqualTo("app");
        }
        assertThat(dataSource.switchTo("primary")).isEqualTo("standby");
        try (Connection back = dataSource.getConnection("app", "")) {
            assertThat(user(back)).isEqualTo("app");
        }
    }

    @Test
    void what_it_has_no_choice_of_changes_nothing() {
        assertThatThrownBy(() -> dataSource.switchTo("tertiary"))
                .isInstanceOf(AiopsException.class)
                .hasMessage("'orders' has no choice 'tertiary'. Use one of [primary, standby].");
        assertThat(dataSource).hasToString("orders (primary of [primary, standby])");
        assertThatThrownBy(() -> dataSource.or("standby", RealPostgres.as("app")))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("Rename");
    }

    @Test
    void it_is_a_data_source_like_the_active_one() throws Exception {
        DataSource itself = dataSource.unwrap(SwitchableDataSource.class);
        assertThat(itself).isSameAs(dataSource);
        assertThat(dataSource.isWrapperFor(PGSimpleDataSource.class)).isTrue();
        assertThat(dataSource.unwrap(PGSimpleDataSource.class).getUser()).isEqualTo("app");
        dataSource.setLoginTimeout(3);
        assertThat(dataSource.getLoginTimeout()).isEqualTo(3);
        dataSource.setLogWriter(null);
        assertThat(dataSource.getLogWriter()).isNull();
    }
}
