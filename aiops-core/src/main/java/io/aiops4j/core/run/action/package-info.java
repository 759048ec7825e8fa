/**
 * The actions that come with the library: what runbooks can do without a line of the host's code. Start with
 * {@link io.aiops4j.core.run.action.Actions}.
 */
@NullMarked
package io.aiops4j.core.run.action;

import org.jspecify.annotations.NullMarked;
