package io.aiops4j.core;

/** How much can go wrong, from least to most. {@code risk.compareTo(Risk.HIGH) >= 0} asks for high and worse. */
public enum Risk {
    /** Reads, or can be undone at once. */
    LOW,
    /** Users may notice for a moment. */
    MEDIUM,
    /** Users will notice if it goes wrong. */
    HIGH,
    /** Data or money can be lost. */
    CRITICAL
}
