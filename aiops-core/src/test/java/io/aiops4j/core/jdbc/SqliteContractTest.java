package io.aiops4j.core.jdbc;

final class SqliteContractTest extends DatabaseContract {

    SqliteContractTest() {
        super(Databases.SQLITE, "SQLite");
    }
}
