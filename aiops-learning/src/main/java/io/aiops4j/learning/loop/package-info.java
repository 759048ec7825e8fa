/**
 * What makes it go round: signals become incidents, incidents decisions, decisions runs, failures proposals. Start with
 * {@link io.aiops4j.learning.loop.Loop}.
 */
@NullMarked
package io.aiops4j.learning.loop;

import org.jspecify.annotations.NullMarked;
