package io.aiops4j.core.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is done inside one transaction. It may be done again when the database asks for it. */
@FunctionalInterface
interface Work<T extends @Nullable Object> {

    T in(Tx tx) throws SQLException;
}
