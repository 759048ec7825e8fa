package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ColdSeriesTest {

    @Test
    void a_series_that_was_evicted_comes_back_as_it_was() {
        RecordStore<SavedSeries> store = Stores.inMemory(Clock.systemUTC()).records("series", SavedSeries.CODEC);
        Detection detection = Detection.adaptive().atMost(1).keptIn(store);
        for (int i = 0; i < 200; i++) {
            detection.observe(point("a", i, 512 + i % 3));
            detection.observe(point("b", i, -7 + i % 5));
        }
        assertThat(detection.series()).isEqualTo(1);
        assertThat(detection.observe(point("a", 200, 800))).hasSize(1);
        assertThat(detection.observe(point("b", 200, 40))).hasSize(1);
        assertThat(detection.lost()).isZero();
        assertThat(store.find(Query.all()).records()).hasSize(2);
    }

    @Test
    void without_a_store_it_starts_anew() {
        Detection detection = Detection.adaptive().atMost(1);
        for (int i = 0; i < 200; i++) {
            detection.observe(point("a", i, 512));
            detection.observe(point("b", i, -7));
        }
        assertThat(detection.observe(point("a", 200, 800))).isEmpty();
    }

    @Test
    void a_store_that_fails_loses_states_and_no_points() {
        Detection detection = Detection.adaptive().atMost(1).keptIn(new Broken());
        for (int i = 0; i < 50; i++) {
            detection.observe(point("a", i, 512));
            detection.observe(point("b", i, -7));
        }
        assertThat(detection.lost()).isPositive();
        for (int i = 50; i < 100; i++) {
            detection.observe(point("a", i, 512));
        }
        assertThat(detection.observe(point("a", 100, 800))).hasSize(1);
    }

    @Test
    void what_comes_back_has_the_settings_that_the_host_has_now() {
        RecordStore<SavedSeries> store = Stores.inMemory(Clock.systemUTC()).records("series", SavedSeries.CODEC);
        leave(store, Detectors::adaptive);
        AdaptiveSettings deaf = AdaptiveSettings.DEFAULT.event(20);
        Detection tuned = Detection.of(() -> Detectors.adaptive(deaf)).atMost(1).keptIn(store);
        assertThat(tuned.observe(point("a", 200, 518))).isEmpty();
        Detection untuned = Detection.adaptive().atMost(1).keptIn(store);
        assertThat(untuned.observe(point("b", 200, 6))).hasSize(1);
    }

    @Test
    void another_rule_or_another_family_starts_anew() {
        RecordStore<SavedSeries> store = Stores.inMemory(Clock.systemUTC()).records("series", SavedSeries.CODEC);
        leave(store, () -> Detectors.rule(Rule.above(1_000)));
        Detection stricter =
                Detection.of(() -> Detectors.rule(Rule.above(500))).atMost(1).keptIn(store);
        assertThat(stricter.observe(point("a", 200, 512))).hasSize(1);
        assertThat(stricter.observe(point("b", 200, 512))).hasSize(1);
        Detection leaks =
                Detection.of(() -> Detectors.leak(Leak.ofAnything())).atMost(1).keptIn(store);
        assertThat(leaks.observe(point("a", 201, 512))).isEmpty();
        assertThat(leaks.lost()).isZero();
    }

    private static void leave(RecordStore<SavedSeries> store, Supplier<Detector> detectors) {
        Detection detection = Detection.of(detectors).atMost(1).keptIn(store);
        for (int i = 0; i < 200; i++) {
            detection.observe(point("a", i, 512 + i % 3));
            detection.observe(point("b", i, -7 + i % 5));
        }
        detection.observe(point("b", 199, 0));
    }

    @Property(tries = 200)
    void any_series_is_read_back_as_it_was_written(@ForAll String metric, @ForAll String instance) {
        Target target = instance.isBlank() ? Target.service("s") : target(instance);
        SavedSeries saved = new SavedSeries(
                metric, target, Instant.MAX, Detectors.adaptive().snapshot());
        SavedSeries read = SavedSeries.CODEC.decode(SavedSeries.CODEC.encode(saved));
        assertThat(read.target()).isEqualTo(target);
        assertThat(read.state()).isEqualTo(saved.state());
        assertThat(SavedSeries.CODEC.index(saved).id())
                .isEqualTo(SavedSeries.CODEC.index(read).id());
    }

    @Test
    void refuses_what_is_no_saved_series() {
        for (String text :
                new String[] {"", "ss1", "ss2 YQ== YQ== now AA==", "ss1 YQ== YQ== now AA==", "ss1 ! ! ! !"}) {
            assertThatThrownBy(() -> SavedSeries.CODEC.decode(text)).isInstanceOf(AiopsException.class);
        }
    }

    private static Target target(String instance) {
        try {
            return Target.instance("s", instance);
        } catch (AiopsException refused) {
            return Target.service("s");
        }
    }

    private static MetricPoint point(String metric, int minute, double value) {
        return new MetricPoint(metric, Target.service("shop"), value, minute(minute));
    }

    private static final class Broken implements RecordStore<SavedSeries> {

        @Override
        public void save(List<SavedSeries> records) {
            throw new AiopsException("away");
        }

        @Override
        public Page<SavedSeries> find(Query query) {
            throw new AiopsException("away");
        }

        @Override
        public Map<String, Long> tally(String of) {
            return Map.of();
        }

        @Override
        public int purge(Instant olderThan) {
            return 0;
        }

        @Override
        public int erase(List<String> ids) {
            return 0;
        }
    }
}
