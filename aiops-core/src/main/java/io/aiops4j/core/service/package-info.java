/**
 * Services of the machine, and the commands that reach them: argument vectors, never a shell. Start with
 * {@link io.aiops4j.core.service.Services}; any other program that may be run is a {@link io.aiops4j.core.service.Command}.
 */
@NullMarked
package io.aiops4j.core.service;

import org.jspecify.annotations.NullMarked;
