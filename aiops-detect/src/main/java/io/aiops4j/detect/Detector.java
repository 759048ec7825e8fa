package io.aiops4j.detect;

/**
 * A pure state machine over one series: no clock, no threads, no I/O, no randomness, so the same observations in the
 * same order give the same scores, bit for bit, also when the state was saved and restored in between.
 *
 * <pre>{@code
 * Detector detector = Detectors.adaptive();
 * Score score = detector.observe(new Observation(time, 512.0));
 * Detector later = Detectors.restore(detector.snapshot());
 * }</pre>
 *
 * <p>An implementation takes constant time and memory per observation, accepts every observation (one without a value,
 * a late or repeated one gets a score that is not {@linkplain Score#judged() judged}) and never gives NaN. It need not
 * be thread-safe: one series has one caller at a time, as {@link Detection} sees to.
 */
public interface Detector {

    /**
     * Judges one observation by what came before it, then learns from it.
     *
     * @param observation the next of the series
     * @return what to think of it
     */
    Score observe(Observation observation);

    /** {@return the state as it is now; the detector can go on} */
    DetectorState snapshot();
}
