/**
 * How quality is measured, the same way by everybody: {@code java -jar eval.jar --help}. Start with
 * {@link io.aiops4j.jmh.eval.Eval}; an evaluation is a class that implements {@code Evaluation} and a line in {@code Eval}.
 */
package io.aiops4j.jmh.eval;
