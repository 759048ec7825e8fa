package io.aiops4j.core.run.action;

/**
 * A session of a database that runs, or holds open, something for too long.
 *
 * @param token changes when the session goes on to something else
 * @param query without its literals
 */
record Running(long id, String token, String database, String user, String state, long seconds, String query) {

    @Override
    public String toString() {
        return id + " of " + user + " on " + database + ", " + state + " for " + seconds + " s: " + query;
    }
}
