package io.aiops4j.core.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes something of the row that a result stands at. */
@FunctionalInterface
interface Row<T> {

    T of(ResultSet result) throws SQLException;
}
