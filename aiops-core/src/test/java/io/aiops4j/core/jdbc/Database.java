package io.aiops4j.core.jdbc;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A database that the tests of this package run on. {@link Databases} lists them; a profile adds its own as a service. */
interface Database {

    /** An empty one. */
    DataSource fresh() throws SQLException;

    /** What a connection is asked to see whether it came back as it was. */
    List<String> settings();
}
