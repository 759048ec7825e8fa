package io.aiops4j.core.jdbc;

final class PostgresStoresFuzzTest extends DatabaseFuzz {

    PostgresStoresFuzzTest() {
        super(Databases.POSTGRESQL);
    }
}
