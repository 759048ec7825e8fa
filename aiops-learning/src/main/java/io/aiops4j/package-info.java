/**
 * The front door: {@link io.aiops4j.Aiops} is the only class that a newcomer must find.
 */
@NullMarked
package io.aiops4j;

import org.jspecify.annotations.NullMarked;
