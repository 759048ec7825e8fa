package io.aiops4j.core.jdbc;

final class H2StoresFuzzTest extends DatabaseFuzz {

    H2StoresFuzzTest() {
        super(Databases.H2);
    }
}
