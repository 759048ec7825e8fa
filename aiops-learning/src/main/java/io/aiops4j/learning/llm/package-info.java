/**
 * Models within bounds, with their transcripts, and what they are shown: facts, and data between marks. Start with
 * {@link io.aiops4j.learning.llm.Models}.
 */
@NullMarked
package io.aiops4j.learning.llm;

import org.jspecify.annotations.NullMarked;
