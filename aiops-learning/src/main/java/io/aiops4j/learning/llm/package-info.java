/**
 * Models within bounds, and what they say made safe to read: a reply becomes JSON with the values that are written in it, or is
 * refused. Start with {@link io.aiops4j.learning.llm.Models}.
 */
@NullMarked
package io.aiops4j.learning.llm;

import org.jspecify.annotations.NullMarked;
