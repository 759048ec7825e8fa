/**
 * For tests, ours and other people's: an engine that is cranked by hand, and a model that says what it is told to. Start with
 * {@link io.aiops4j.learning.testkit.HandCrank}.
 */
@NullMarked
package io.aiops4j.learning.testkit;

import org.jspecify.annotations.NullMarked;
