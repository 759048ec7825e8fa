package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveSettingsTest {

    private static final AdaptiveSettings DEFAULT = AdaptiveSettings.DEFAULT;

    @Test
    void each_number_has_bounds_and_names_itself() {
        double[] good = {0.003, 0.05, 1e-3, 0.1, 0.5, 2.5};
        List<String> names = List.of("level", "recent", "rare", "pace", "tail", "event");
        for (int i = 0; i < good.length; i++) {
            for (double bad : new double[] {Double.NaN, -1, 0, 1e9, Double.POSITIVE_INFINITY}) {
                double[] numbers = good.clone();
                numbers[i] = bad;
                assertThatThrownBy(() -> of(numbers))
                        .isInstanceOf(AiopsException.class)
                        .hasMessageContaining(names.get(i) + " lies between");
            }
        }
        assertThat(of(good)).isEqualTo(DEFAULT);
    }

    @Test
    void the_latest_values_are_fewer_than_those_of_the_level() {
        assertThatThrownBy(() -> of(new double[] {0.06, 0.05, 1e-3, 0.1, 0.5, 2.5}))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("recent (0.05) is more than level (0.06)");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 59, 365 * 86_400 + 1, Long.MAX_VALUE})
    void habituation_is_bounded(long seconds) {
        assertThatThrownBy(() -> DEFAULT.habituation(Duration.ofSeconds(seconds)))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("a minute to 365 days");
    }

    @Test
    void a_detector_is_saved_with_its_settings() {
        AdaptiveSettings settings = DEFAULT.event(4)
                .habituation(Duration.ofHours(5).plusNanos(1))
                .zone(ZoneId.of("America/Argentina/ComodRivadavia"));
        Detector detector = Detectors.adaptive(settings);
        Detector restored = Detectors.restore(detector.snapshot());
        assertThat(restored.snapshot()).isEqualTo(detector.snapshot());
        assertThat(restored.snapshot())
                .isNotEqualTo(Detectors.adaptive(settings.zone(ZoneOffset.UTC)).snapshot());
        assertThat(settings.habituation()).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void an_event_is_rarer_the_more_it_has_to_surprise() {
        int[] events = {0, 0};
        double[] least = {2.5, 6};
        for (int i = 0; i < least.length; i++) {
            Detector detector = Detectors.adaptive(DEFAULT.event(least[i]));
            var noise = Streams.noise(4);
            for (int minute = 0; minute < 3_000; minute++) {
                double value = noise.applyAsDouble(minute) + (minute % 500 == 499 ? 40 : 0);
                Score score = detector.observe(new Observation(Streams.minute(minute), value));
                events[i] += score.value() >= Detection.OPENS_AT ? 1 : 0;
            }
        }
        assertThat(events[0]).isGreaterThan(events[1]);
    }

    @Test
    void days_begin_where_the_zone_says_at_any_time() {
        AdaptiveSettings berlin = DEFAULT.zone(ZoneId.of("Europe/Berlin"));
        assertThat(berlin.local(Instant.parse("2026-07-01T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-07-01T02:00:00Z").getEpochSecond());
        assertThat(berlin.local(Instant.parse("2026-01-01T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-01-01T01:00:00Z").getEpochSecond());
        for (Instant end : new Instant[] {Instant.MIN, Instant.MAX}) {
            assertThat(Math.abs(berlin.local(end) - end.getEpochSecond())).isLessThan(86_400);
        }
    }

    private static AdaptiveSettings of(double[] numbers) {
        return new AdaptiveSettings(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                Duration.ofDays(1),
                ZoneOffset.UTC);
    }
}
