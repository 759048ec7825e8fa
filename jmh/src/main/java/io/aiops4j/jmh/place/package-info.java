/**
 * Where benchmarks and evaluations keep what they measure, with the servers that they need, and what they keep there. Start with
 * {@link io.aiops4j.jmh.place.StorePlace}.
 */
package io.aiops4j.jmh.place;
