package io.aiops4j.core.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was written, before anybody knows what it is; each part with the line on which it begins.
 *
 * <pre>{@code
 * Node root = new Documents("runbook", "id and steps").yaml("id: redis-oom");
 * }</pre>
 */
public sealed interface Node {

    /** The line on which it begins, from 1. */
    int line();

    /**
     * Named parts.
     *
     * @param fields in the order in which they were written
     * @param line on which they begin
     */
    record Fields(Map<String, Node> fields, int line) implements Node {}

    /**
     * A list.
     *
     * @param items in order
     * @param line on which it begins
     */
    record Items(List<Node> items, int line) implements Node {}

    /**
     * One value, in the letters of its writer: 1.10 stays 1.10.
     *
     * @param text or null for what was left empty
     * @param line on which it stands
     */
    record Scalar(@Nullable String text, int line) implements Node {}
}
