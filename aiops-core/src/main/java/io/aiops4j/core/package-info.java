/**
 * The words that every other package speaks: who ({@link io.aiops4j.core.Actor}, {@link io.aiops4j.core.Client}), on what
 * ({@link io.aiops4j.core.Target}), within which bounds ({@link io.aiops4j.core.Scope}, {@link io.aiops4j.core.Parameter})
 * and which exact bytes ({@link io.aiops4j.core.Digest}). Start with {@code Target}.
 */
@NullMarked
package io.aiops4j.core;

import org.jspecify.annotations.NullMarked;
