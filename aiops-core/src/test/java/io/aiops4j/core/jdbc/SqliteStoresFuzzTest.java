package io.aiops4j.core.jdbc;

final class SqliteStoresFuzzTest extends DatabaseFuzz {

    SqliteStoresFuzzTest() {
        super(Databases.SQLITE);
    }
}
