package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of day and days of the week, as the default detector knows them. */
class SeasonTest {

    /** A Monday. */
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static final int WEEK = 7 * 24;

    /** Busy from 8 to 18, on weekends a tenth of that. */
    private static double load(Instant time, ZoneId zone, Random noise) {
        ZonedDateTime local = time.atZone(zone);
        boolean weekend = local.getDayOfWeek().getValue() > 5;
        boolean day = local.getHour() >= 8 && local.getHour() < 18;
        return (day ? weekend ? 130 : 400 : 100) + 5 * noise.nextGaussian();
    }

    private static Score feed(Detector detector, int hours, ZoneId zone, double last, int perHour) {
        Random noise = new Random(3);
        Score score = null;
        for (int i = 0; i <= hours * perHour; i++) {
            Instant time = START.plusSeconds(i * 3_600L / perHour);
            double value = i == hours * perHour ? last : load(time, zone, noise);
            score = detector.observe(new Observation(time, value));
        }
        return score;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 60})
    void a_working_day_value_on_a_saturday_is_an_event_and_named(int perHour) {
        int saturdayNoon = 5 * WEEK + 5 * 24 + 12;
        Score score = feed(Detectors.adaptive(), saturdayNoon, ZoneOffset.UTC, 400, perHour);
        assertThat(score.value()).isGreaterThanOrEqualTo(Detection.OPENS_AT);
        assertThat(score.features()).containsKey("time_of_day");
        assertThat(score.reason()).contains("above its usual band around its usual Saturday 12:00 UTC value of 1");
        assertThat(score.expected()).isBetween(110.0, 150.0);
    }

    @Test
    void weekends_are_no_news_once_they_are_known() {
        Random noise = new Random(5);
        Detector detector = Detectors.adaptive();
        int alarms = 0;
        for (int i = 0; i < 12 * WEEK; i++) {
            Instant time = START.plus(Duration.ofHours(i));
            Score score = detector.observe(new Observation(time, load(time, ZoneOffset.UTC, noise)));
            alarms += i >= 5 * WEEK && score.value() >= Detection.OPENS_AT ? 1 : 0;
        }
        assertThat(alarms).isZero();
    }

    @Test
    void a_series_whose_days_are_alike_has_no_weekdays() {
        Random noise = new Random(7);
        Detector detector = Detectors.adaptive();
        Score last = null;
        for (int i = 0; i < 8 * WEEK; i++) {
            Instant time = START.plus(Duration.ofHours(i));
            double value = (i % 24 < 12 ? 100 : 300) + 5 * noise.nextGaussian();
            last = detector.observe(new Observation(time, i == 8 * WEEK - 1 ? 100 : value));
        }
        assertThat(last.reason()).contains("its usual 23:00 UTC value");
    }

    @Test
    void days_are_those_of_the_zone() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        int saturdayNoonThere = 5 * WEEK + 5 * 24 + 3;
        Score score = feed(Detectors.adaptive(AdaptiveSettings.DEFAULT.zone(tokyo)), saturdayNoonThere, tokyo, 400, 1);
        assertThat(score.reason()).contains("Saturday 12:00 Asia/Tokyo value");
    }

    /** Clocks go forward in the night to the 29th of March; whoever works by the clock is an hour earlier from then on. */
    @Test
    void the_usual_time_of_day_changes_with_the_clocks() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        int[] alarms = {0, 0};
        ZoneId[] zones = {berlin, ZoneOffset.UTC};
        for (int k = 0; k < zones.length; k++) {
            Random noise = new Random(9);
            Detector detector = Detectors.adaptive(AdaptiveSettings.DEFAULT.zone(zones[k]));
            for (int i = 0; i < 14 * WEEK; i++) {
                Instant time = START.plus(Duration.ofHours(i));
                Score score = detector.observe(new Observation(time, load(time, berlin, noise)));
                alarms[k] += i > 11 * WEEK && score.value() >= Detection.OPENS_AT ? 1 : 0;
            }
        }
        assertThat(alarms[0]).isZero();
        assertThat(alarms[1]).isPositive();
    }

    @Test
    void weeks_are_saved_and_restored_at_any_day() {
        Random noise = new Random(11);
        Detector whole = Detectors.adaptive();
        Detector saved = Detectors.adaptive();
        for (int i = 0; i < 6 * WEEK * 2; i++) {
            Instant time = START.plusSeconds(i * 1_800L);
            Observation next = new Observation(time, load(time, ZoneOffset.UTC, noise) * (i % 400 == 399 ? 3 : 1));
            if (i % 37 == 0) {
                saved = Detectors.restore(
                        DetectorState.fromBytes(saved.snapshot().toBytes()));
            }
            assertThat(saved.observe(next)).isEqualTo(whole.observe(next));
        }
        assertThat(saved.snapshot()).isEqualTo(whole.snapshot());
    }

    @Test
    void knows_no_days_in_numbers_beyond_single_precision_and_stays_sound() {
        Detector detector = Detectors.adaptive();
        for (int i = 0; i < 5 * WEEK; i++) {
            double value = (i / 24 % 7 > 4 ? -1 : 1) * 1e300;
            Score score = detector.observe(new Observation(START.plus(Duration.ofHours(i)), value));
            assertThat(DetectorContract.isSound(score)).as(score.toString()).isTrue();
        }
        assertThat(Detectors.restore(detector.snapshot()).snapshot()).isEqualTo(detector.snapshot());
    }
}
