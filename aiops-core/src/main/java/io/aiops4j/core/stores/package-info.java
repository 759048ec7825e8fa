/**
 * Where things are kept: in memory to begin with. Start with {@link io.aiops4j.core.stores.Stores}.
 */
@NullMarked
package io.aiops4j.core.stores;

import org.jspecify.annotations.NullMarked;
