/**
 * Many regular expressions at once, in RE2 syntax and in time linear in the text; the one place that knows RE2/J. Start with
 * {@link io.aiops4j.core.regex.RegexSet}.
 */
@NullMarked
package io.aiops4j.core.regex;

import org.jspecify.annotations.NullMarked;
