/**
 * May it run by itself, must a person be asked, or is a person needed altogether? A pure function. Start with
 * {@link io.aiops4j.learning.decide.DecisionEngine}.
 */
@NullMarked
package io.aiops4j.learning.decide;

import org.jspecify.annotations.NullMarked;
