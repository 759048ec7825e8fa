package io.aiops4j.spring;

/** A place among the appenders of what the application logs with. Its methods are not called at the same time. */
interface LogTap {

    /**
     * Sees to it that an appender feeds this. Called again and again, because whoever configures logging anew takes away what
     * was there; so it costs nothing where nothing has changed.
     */
    void attach(LogFeed feed);

    /** Takes the appender away. */
    void detach();
}
