/** Benchmarks against what people would use instead: {@code java -jar benchmarks.jar}. */
package io.aiops4j.jmh;
