/**
 * Known failures in log lines: many patterns at once, in time linear in the line. Pure engines that know no journal. Start
 * with {@link io.aiops4j.core.match.PatternLibrary}.
 */
@NullMarked
package io.aiops4j.core.match;

import org.jspecify.annotations.NullMarked;
