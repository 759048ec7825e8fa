package io.aiops4j.core.jdbc;

/**
 * Who makes the tables.
 *
 * <pre>{@code
 * Stores stores = JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE);
 * }</pre>
 */
public enum SchemaMode {
    /** The library creates what is missing, then checks all tables. */
    CREATE,
    /** Somebody else ran {@link JdbcStores#ddl(String, String)}; the library checks version, tables and columns. */
    VALIDATE,
    /** Nothing is created and nothing is checked. */
    NONE
}
