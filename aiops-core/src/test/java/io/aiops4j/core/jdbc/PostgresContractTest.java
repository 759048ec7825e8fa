package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PostgresContractTest extends DatabaseContract {

    PostgresContractTest() {
        super(Databases.POSTGRESQL, "PostgreSQL");
    }

    @Test
    void what_the_server_acknowledges_is_durable() throws Exception {
        assertThat(Databases.ask(Databases.POSTGRESQL.fresh(), "SHOW synchronous_commit"))
                .isEqualTo("on");
        assertThat(Databases.ask(Databases.POSTGRESQL.fresh(), "SHOW fsync")).isEqualTo("on");
    }
}
