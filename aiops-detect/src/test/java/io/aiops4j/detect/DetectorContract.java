package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What each family of detectors must keep, whatever it is fed with. */
abstract class DetectorContract {

    abstract Detector fresh();

    /** The most that a saved state may take, in bytes. */
    abstract int largestState();

    @Provide
    Arbitrary<List<Observation>> hostile() {
        return Streams.hostile();
    }

    @Property(tries = 10_000)
    void neverThrowsNorGivesNaNNorGrows(@ForAll("hostile") List<Observation> series) {
        Detector detector = fresh();
        for (Observation observation : series) {
            Score score = detector.observe(observation);
            if (!isSound(score)) {
                fail("%s gave %s", observation, score);
            }
        }
        assertThat(detector.snapshot().toBytes()).hasSizeLessThanOrEqualTo(largestState());
    }

    @Property(tries = 300)
    void continuesBitForBitFromASavedState(@ForAll("hostile") List<Observation> series) {
        Detector whole = fresh();
        Detector saved = fresh();
        for (Observation observation : series) {
            saved = Detectors.restore(DetectorState.fromBytes(saved.snapshot().toBytes()));
            assertThat(saved.snapshot()).isEqualTo(whole.snapshot());
            assertThat(saved.observe(observation)).isEqualTo(whole.observe(observation));
        }
        assertThat(saved.snapshot()).isEqualTo(whole.snapshot());
    }

    @Property
    void scoresAPrefixLikeTheWhole(@ForAll("hostile") List<Observation> series, @ForAll int cut) {
        int length = Math.floorMod(cut, series.size() + 1);
        List<Score> whole = Streams.scores(fresh(), series);
        List<Score> prefix = Streams.scores(fresh(), series.subList(0, length));
        assertThat(prefix).isEqualTo(whole.subList(0, length));
    }

    @Property
    void doesNotJudgeWhatHasNoValueAndLearnsNothingFromIt(@ForAll("hostile") List<Observation> series) {
        Detector detector = fresh();
        Streams.scores(detector, series);
        DetectorState before = detector.snapshot();
        for (double none : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            assertThat(detector.observe(new Observation(Streams.START, none)).judged())
                    .isFalse();
        }
        assertThat(detector.snapshot()).isEqualTo(before);
    }

    static boolean isSound(Score score) {
        return score.value() >= 0
                && score.value() <= 1
                && score.confidence() >= 0
                && score.confidence() <= 1
                && Double.isFinite(score.lower())
                && Double.isFinite(score.upper())
                && score.lower() <= score.expected()
                && score.expected() <= score.upper()
                && !score.reason().isBlank()
                && !score.reason().contains("NaN")
                && !score.reason().contains("Infinity")
                && score.features().values().stream().allMatch(Double::isFinite);
    }
}
