/**
 * Where things are kept: in memory, or in a folder for one process. Start with {@link io.aiops4j.core.stores.Stores}.
 */
@NullMarked
package io.aiops4j.core.stores;

import org.jspecify.annotations.NullMarked;
