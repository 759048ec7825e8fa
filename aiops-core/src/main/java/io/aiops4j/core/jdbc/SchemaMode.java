package io.aiops4j.core.jdbc;

/**
 * Who makes the tables.
 *
 * <pre>{@code
 * Stores stores = JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE);
 * }</pre>
 */
public enum SchemaMode {
    /**
     * The library creates what is missing and brings tables of an earlier version up to date, then checks all. Records that an
     * earlier version saved are found by their fields and times, and by words once they are saved again.
     */
    CREATE,
    /** Somebody else ran {@link JdbcStores#ddl(String, String)}; the library checks version, tables and columns. */
    VALIDATE,
    /** Nothing is created and nothing is checked. */
    NONE
}
