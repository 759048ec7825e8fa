package io.aiops4j.core.jdbc;

final class H2ContractTest extends DatabaseContract {

    H2ContractTest() {
        super(Databases.H2, "H2");
    }
}
