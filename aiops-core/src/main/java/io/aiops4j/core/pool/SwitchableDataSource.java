package io.aiops4j.core.pool;

import io.aiops4j.core.AiopsException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source in front of several: it hands out connections of the active one. Switching concerns new connections; those that are
 * out already stay where they came from until they are closed. Which one is active is this process's own affair and begins with the
 * first one.
 *
 * <pre>{@code
 * SwitchableDataSource orders = SwitchableDataSource.of("orders", "primary", primary).or("standby", standby);
 * orders.switchTo("standby");
 * orders.switchTo("primary");                                        // the way back
 * }</pre>
 *
 * <p>Safe for use by many threads. Whoever made the data sources closes them.
 */
public final class SwitchableDataSource implements DataSource {

    private final String name;
    private final Map<String, DataSource> choices;
    private volatile String active;

    private SwitchableDataSource(String name, Map<String, DataSource> choices) {
        this.name = name;
        this.choices = choices;
        this.active = choices.keySet().iterator().next();
    }

    /** A data source of this name with its first choice, which is active. */
    public static SwitchableDataSource of(String name, String choice, DataSource dataSource) {
        return new SwitchableDataSource(name, Map.of(choice, dataSource));
    }

    /** A new one with one more choice, of which the first is active. */
    public SwitchableDataSource or(String choice, DataSource dataSource) {
        Map<String, DataSource> more = new LinkedHashMap<>(choices);
        if (more.put(choice, dataSource) != null) {
            throw new AiopsException("'" + name + "' has two choices named '" + choice + "'. Rename one of them.");
        }
        return new SwitchableDataSource(name, more);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Which choice new connections come from. */
    public String active() {
        return active;
    }

    /** What can be chosen, the first one first. */
    public List<String> choices() {
        return List.copyOf(choices.keySet());
    }

    /**
     * One of the data sources behind it.
     *
     * @throws AiopsException if there is no such choice
     */
    public DataSource choice(String choice) {
        DataSource dataSource = choices.get(choice);
        if (dataSource == null) {
            throw new AiopsException("'" + name + "' has no choice '" + choice + "'. Use one of " + choices() + ".");
        }
        return dataSource;
    }

    /**
     * Takes new connections from this choice from now on, and gives the one that was active.
     *
     * @throws AiopsException if there is no such choice
     */
    public synchronized String switchTo(String choice) {
        choice(choice);
        String before = active;
        active = choice;
        return before;
    }

    private DataSource current() {
        return choice(active());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return current().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return current().getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return current().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        current().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        current().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return current().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return current().getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : current().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || current().isWrapperFor(type);
    }

    @Override
    public String toString() {
        return name + " (" + active() + " of " + choices() + ")";
    }
}
