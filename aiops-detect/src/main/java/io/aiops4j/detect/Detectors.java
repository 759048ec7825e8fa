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
     * tune; it judges from the 22nd value on, and knows the time of day from the third day on.
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
     *   <li>The <b>time of day</b>: how far it is from what it was at this quarter of an hour on the days before; only
     *       where that says clearly more than the level does. Where the days of the week differ, it is compared with this
     *       hour of this weekday, from the fourth week on.
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
        return adaptive(AdaptiveSettings.DEFAULT);
    }

    /**
     * The default in other settings, such as those of a time zone, or such as labels have shown to be better.
     *
     * @param settings the settings
     * @return a new detector that does as {@link #adaptive()} says otherwise
     */
    public static Detector adaptive(AdaptiveSettings settings) {
        return new AdaptiveDetector(settings);
    }

    /**
     * A rule that a person wrote: a value on the wrong side of a limit for some time.
     *
     * <ul>
     *   <li>It is judged from the first value on. The score is 1 while the rule is broken, 0.6 while the value is wrong
     *       but not for long enough, else 0; {@code rule.seconds} says for how long it has been wrong.
     *   <li>The time is counted from the first wrong value to the latest. A right value ends it; so does a <b>gap</b> of
     *       more than four times the usual distance (and a second), since nobody knows what was in between.
     *   <li>Once broken it stays so until the value comes back to {@link Rule#until()}.
     *   <li><b>NaN and infinite values</b> and <b>late and repeated</b> ones are not judged and change nothing, until 16
     *       late ones in a row begin a new time line.
     *   <li>The value is taken as it is: a <b>counter</b> that starts anew, or a <b>change of unit</b>, is simply another
     *       value.
     * </ul>
     *
     * @param rule the rule
     * @return a new detector
     */
    public static Detector rule(Rule rule) {
        return new RuleDetector(rule);
    }

    /**
     * Growth that nothing relieves: memory, connections, file descriptors, threads. What is measured is the envelope of
     * troughs, so that collections of garbage do not hide it, on seven scales of time, each of 24 buckets.
     *
     * <ul>
     *   <li>A leak is called when at least 8 troughs grow significantly (Kendall's test, p below 0.05), with no single
     *       step of half of the growth, faster than {@link Leak#rate()}, for as long as {@link Leak#over()} says and as
     *       long as it would take to reach the limit (without one: to double), 25 hours at most.
     *   <li>A <b>relief</b>, a fall by half of the range, begins it anew: restarts, deployments, collections. What was
     *       relieved twice from some height within eight days is called a leak only beyond it, so saw-teeth and daily
     *       waves are quiet once they are known.
     *   <li>Features: {@code leak.rate} per hour; with a limit {@code exhaustion.seconds}, and {@code exhaustion.lower}
     *       and {@code exhaustion.upper}, between which it ends in 8 of 10 cases. They are stated as soon as the growth
     *       is sure, also before it is called a leak.
     *   <li><b>NaN and infinite values</b> are not judged and not learned from. Values beyond 1e300 count as 1e300.
     *   <li><b>Late and repeated</b> observations are not judged and not learned from, until 16 in a row arrive: then the
     *       newer time line is taken, and all begins anew.
     *   <li>A <b>gap</b> is time that passes: growth across it counts.
     *   <li>A <b>constant series</b> is quiet. A <b>counter</b> that only grows is a leak; give its rate instead. A
     *       <b>reset</b> is a relief. A <b>change of unit</b> is a step: downwards a relief, upwards quiet until the
     *       growth after it is most of what is in view.
     *   <li>It judges from the 8th value on. A state takes 4 KB.
     * </ul>
     *
     * @param leak what counts as a leak
     * @return a new detector
     */
    public static Detector leak(Leak leak) {
        return new LeakDetector(leak);
    }

    /**
     * Foresees when a limit is reached: disks, pools, queues, file descriptors, certificates, and heaps if what is used
     * after a collection is measured. What is looked at is the envelope of peaks, on seven scales of time; the finest
     * scale that looks back as far as it has to look ahead is believed.
     *
     * <ul>
     *   <li>An alarm is raised when the limit will more likely than not be reached within {@link Limit#ahead()}, and the
     *       growth is sure and significant, and not a single step. It ends when the limit is three times as far off, or
     *       the growth is over.
     *   <li>Growth may be straight, bend, or compound; models of each are weighed by how well they foretold the latest
     *       points. Features: {@code growth.rate} per hour, {@code exhaustion.seconds}, and {@code exhaustion.lower} and
     *       {@code exhaustion.upper}, between which the limit is reached in 8 of 10 cases.
     *   <li>What was relieved twice from some height within eight days raises an alarm only beyond it, so saw-teeth,
     *       bursts and waves are quiet once they are known.
     *   <li>At the limit the score is 1, whatever was before.
     *   <li>NaN, infinite, late and repeated values, gaps, constants, resets and changes of unit are handled as by
     *       {@link #leak(Leak)}. It judges from the 5th value on. A state takes 4 KB.
     * </ul>
     *
     * @param limit the limit, and how long before to be told
     * @return a new detector
     */
    public static Detector exhaustion(Limit limit) {
        return new ExhaustionDetector(limit);
    }

    /**
     * Continues where a snapshot was taken, in the settings of that time.
     *
     * @param state what {@link Detector#snapshot()} gave
     * @return a detector that goes on from there, bit for bit
     */
    public static Detector restore(DetectorState state) {
        return switch (state.family()) {
            case AdaptiveDetector.FAMILY ->
                state.version() == HabitDetector.VERSION
                        ? HabitDetector.restore(state)
                        : AdaptiveDetector.restore(state);
            case RuleDetector.FAMILY -> RuleDetector.restore(state);
            case LeakDetector.FAMILY -> LeakDetector.restore(state);
            case ExhaustionDetector.FAMILY -> ExhaustionDetector.restore(state);
            default ->
                throw new AiopsException(
                        "No detector of the family '" + state.family()
                                + "' is known here. Use the version of aiops-detect that wrote it, or start with a new detector.");
        };
    }
}
