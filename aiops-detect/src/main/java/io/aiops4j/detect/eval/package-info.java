/**
 * Scoring of detectors against labels: as the Numenta Anomaly Benchmark does, per point and per event. No detector may
 * reach it. Start with {@link io.aiops4j.detect.eval.LabelledScores}.
 */
@NullMarked
package io.aiops4j.detect.eval;

import org.jspecify.annotations.NullMarked;
