package io.aiops4j.learning.json;

/**
 * A number, true, false or null.
 *
 * @param text as JSON writes it
 */
record Bare(String text) {}
