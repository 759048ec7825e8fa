package io.aiops4j.core.signal;

/** How bad it is, from least to worst. {@code severity.compareTo(Severity.ERROR) >= 0} asks for errors and worse. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** May become a problem. */
    WARNING,
    /** Something does not work. */
    ERROR,
    /** Users notice, or will in minutes. */
    CRITICAL
}
