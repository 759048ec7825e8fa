package io.aiops4j.core.jdbc;

final class MariaDbStoresFuzzTest extends DatabaseFuzz {

    MariaDbStoresFuzzTest() {
        super(MariaDbDatabase.MARIADB);
    }
}
