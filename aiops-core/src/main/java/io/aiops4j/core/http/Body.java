package io.aiops4j.core.http;

/** What was read of a body, and whether that is all of it. */
record Body(String text, boolean whole) {}
