package io.aiops4j.jmh.eval;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A reply, and what it says.
 *
 * @param kind what was done to it
 * @param raw the reply
 * @param expected its value; null if it must be refused
 */
record JsonCase(String kind, String raw, @Nullable JsonNode expected) {}
