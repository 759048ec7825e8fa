package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;

/**
 * Makes detectors. Thread-safe; the detectors are not.
 *
 * <pre>{@code
 * Detector detector = Detectors.adaptive();
 * double[] heap = {512, 498, 505};
 * Instant time = Instant.parse("2026-03-01T10:00:00Z");
 * for (double used : heap) {
 *     time = time.plusSeconds(60);
 *     Score score = detector.observe(new Observation(time, used));
 * }
 * }</pre>
 */
public final class Detectors {

    private Detectors() {}

    /**
     * The default: learns where a series usually is and how far it usually steps, and scores what leaves both habits.
     * There is nothing to tune; it judges from the 17th value on.
     *
     * <ul>
     *   <li>The <b>level</b> follows the series with a memory of about a hundred values. A value outside its band moves
     *       it little; when 30 in a row stay out on the same side, that is the new level.
     *   <li>The <b>step</b> from one value to the next has a band of its own, so that a jump inside a slow wave is
     *       seen. The way back from a spike is no second jump.
     *   <li>Each <b>band</b> is a multiple of the mean absolute deviation, and the multiple learns too: what leaves the
     *       band again and again becomes usual. A band is never narrower than 0.3 % of the value, so smaller moves are
     *       never scored as unusual.
     *   <li><b>NaN and infinite values</b> are not judged and not learned from. Values beyond 1e300 count as 1e300.
     *   <li><b>Late and repeated</b> observations (not after the last one that was used) are not judged and not learned
     *       from, until 16 in a row arrive: then the series' clock was wrong and the newer time line is taken.
     *   <li>A <b>gap</b> teaches nothing; the step across one that is more than four times the usual distance (and a
     *       second) is not judged, the level is.
     *   <li>A <b>constant series</b> is quiet; the first value that leaves it by more than that is unusual.
     *   <li>A <b>counter</b> that only grows is taken as it is; give its rate instead.
     *   <li>Severity is at most {@code ERROR}: statistics cannot know whether users notice.
     * </ul>
     *
     * @return a new detector
     */
    public static Detector adaptive() {
        return new AdaptiveDetector();
    }

    /**
     * Continues where a snapshot was taken.
     *
     * @param state what {@link Detector#snapshot()} gave
     * @return a detector that goes on from there, bit for bit
     */
    public static Detector restore(DetectorState state) {
        if (state.family().equals(AdaptiveDetector.FAMILY)) {
            return AdaptiveDetector.restore(state);
        }
        throw new AiopsException("No detector of the family '" + state.family()
                + "' is known here. Use the version of aiops-detect that wrote it, or start with a new detector.");
    }
}
