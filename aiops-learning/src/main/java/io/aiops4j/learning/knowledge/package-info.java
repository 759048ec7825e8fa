/**
 * What people approved to be known: patterns that are looked for in lines. Start with
 * {@link io.aiops4j.learning.knowledge.Patterns}.
 */
@NullMarked
package io.aiops4j.learning.knowledge;

import org.jspecify.annotations.NullMarked;
