/**
 * How YAML and JSON that people write are read: every fault at once, each with its path, its line and what to write instead. Start with
 * {@link io.aiops4j.core.document.Documents}.
 */
@NullMarked
package io.aiops4j.core.document;

import org.jspecify.annotations.NullMarked;
