package io.aiops4j.core.runbook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file as it was written, before anybody knows whether it is a runbook; each part with the line on which it begins. */
sealed interface Node {

    /** The line on which it begins, from 1. */
    int line();

    /** Named parts, in the order in which they were written. */
    record Fields(Map<String, Node> fields, int line) implements Node {}

    /** A list. */
    record Items(List<Node> items, int line) implements Node {}

    /** One value, in the letters of its writer: 1.10 stays 1.10; null for what was left empty. */
    record Scalar(@Nullable String text, int line) implements Node {}
}
