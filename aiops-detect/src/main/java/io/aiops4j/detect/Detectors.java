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
     * The default: learns what a series usually does in six respects, and scores what goes beyond. There is nothing to
     * tune; it judges from the 21st value on, and knows the time of day from the third day on.
     *
     * <p>Each respect has a residual, and each residual is compared with how far it ever reached, all but once in a
     * thousand values. What goes beyond counts by how rare it is; what several respects see adds up. Then habituation
     * is taken off: what was as unusual within the last day or so is no news. What is looked at more often than every
     * five minutes must be as many times rarer. So a score of 0.8 or more marks the beginning of an event, and one from
     * 0.5 to 0.8 that it goes on.
     *
     * <ul>
     *   <li>The <b>level</b>: how far the value is from its mean over some hundred values.
     *   <li>The <b>drift</b>: how far the mean over some twenty values is from there.
     *   <li>The <b>volatility</b>: how much larger its steps are than they usually are.
     *   <li>The <b>time of day</b>: how far it is from what it was at this quarter of an hour (UTC) on the days before;
     *       only where that says clearly more than the level does.
     *   <li>The <b>jump</b>: how far it steps; only what is a thousand times rarer than the others need to be.
     *   <li><b>Stuck</b>: for how long it does not move at all; never for less than 24 values.
     * </ul>
     *
     * <p>What it does with input that is not as it should be:
     *
     * <ul>
     *   <li><b>NaN and infinite values</b> are not judged and not learned from. Values beyond 1e300 count as 1e300.
     *   <li><b>Late and repeated</b> observations (not after the last one that was used) are not judged and not learned
     *       from, until 16 in a row arrive: then the series' clock was wrong and the newer time line is taken.
     *   <li>A <b>gap</b> teaches nothing; the step across one that is more than four times the usual distance (and a
     *       second) is not judged, all else is.
     *   <li>A <b>constant series</b> is quiet; the first value that leaves it is unusual. Moves of less than 0.1 % of
     *       the value never are.
     *   <li>A <b>new level or unit</b> is an event; when 30 values in a row stay farther out than ever before, it is
     *       what is usual, and what is unusual there is learned anew.
     *   <li>A <b>counter</b> that only grows is taken as it is, and its reset is an event; give its rate instead.
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
            return state.version() == HabitDetector.VERSION
                    ? HabitDetector.restore(state)
                    : AdaptiveDetector.restore(state);
        }
        throw new AiopsException("No detector of the family '" + state.family()
                + "' is known here. Use the version of aiops-detect that wrote it, or start with a new detector.");
    }
}
