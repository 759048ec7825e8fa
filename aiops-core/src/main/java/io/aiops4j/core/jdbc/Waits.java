package io.aiops4j.core.jdbc;

import java.time.Duration;

/**
 * The most that anything here waits for. Each is longer than the one under it, so that the database's own answer, which says
 * more, comes before ours.
 *
 * @param caller for an append, a read or a lease, from the call to its answer
 * @param statement for one statement
 * @param lock for rows that another node holds
 * @param idle until the writer gives its connection back to the pool
 * @param close for what waits to be written when everything is closed
 */
record Waits(Duration caller, Duration statement, Duration lock, Duration idle, Duration close) {

    static final Duration CALLER = Duration.ofSeconds(10);
    static final Duration STATEMENT = Duration.ofSeconds(7);
    static final Duration LOCK = Duration.ofSeconds(5);
    static final Duration IDLE = Duration.ofMillis(250);
    static final Duration CLOSE = Duration.ofSeconds(5);

    static final Waits DEFAULT = new Waits(CALLER, STATEMENT, LOCK, IDLE, CLOSE);
}
