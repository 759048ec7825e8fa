/**
 * The library over HTTP, in an application that serves web requests: what there is to see, and what people and alerts may do. It is closed
 * unless the application opens it, and {@code docs/rest.md} says how. It touches the library's public types alone, and no type of a library
 * for JSON: what is read is read as documents are, and what is written does not change with the application's settings.
 */
@NullMarked
package io.aiops4j.spring.web;

import org.jspecify.annotations.NullMarked;
