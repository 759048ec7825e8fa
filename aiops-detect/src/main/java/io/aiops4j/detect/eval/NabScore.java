package io.aiops4j.detect.eval;

/**
 * A score of the Numenta Anomaly Benchmark and what it is made of. A record, so it is safe to share.
 *
 * <pre>{@code
 * NabScore score = NabProfile.STANDARD.at(series, 0.8);
 * System.out.printf("%.1f, %d of %d found%n", score.score(), score.found(), score.windows());
 * }</pre>
 *
 * @param score 0 for silence, 100 for a perfect detector
 * @param found windows in which something was detected
 * @param windows all windows
 * @param falseAlarms rows that were detected outside of windows
 */
public record NabScore(double score, int found, int windows, long falseAlarms) {}
