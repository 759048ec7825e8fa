package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Signal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmTest {

    @Test
    void an_event_has_a_start_a_peak_and_an_end() {
        Detection detection = Detection.adaptive();
        detection.observe(points(400, 300, 310));
        assertThat(detection.ended()).singleElement().satisfies(alarm -> {
            assertThat(alarm.metric()).isEqualTo("heap.used");
            assertThat(alarm.target()).isEqualTo(Target.service("shop"));
            assertThat(alarm.start()).isEqualTo(minute(300));
            assertThat(alarm.peak()).isEqualTo(minute(305));
            assertThat(alarm.value()).isBetween(290.0, 311.0);
            assertThat(alarm.end()).isAfterOrEqualTo(minute(310));
            assertThat(alarm.opening().features()).isNotEmpty();
        });
    }

    @Test
    void an_event_that_goes_on_has_not_ended() {
        Detection detection = Detection.adaptive();
        assertThat(detection.observe(points(305, 300, 310))).hasSize(1);
        assertThat(detection.ended()).isEmpty();
    }

    @Test
    void points_in_bulk_are_as_good_as_one_by_one() {
        Detection bulk = Detection.adaptive();
        Detection single = Detection.adaptive();
        List<MetricPoint> points = points(400, 300, 310);
        List<Signal> signals =
                points.stream().flatMap(each -> single.observe(each).stream()).toList();
        assertThat(bulk.observe(points)).isEqualTo(signals).hasSize(1);
    }

    @Test
    void the_signal_suggests_an_action_and_brings_its_figures() {
        Detection detection = Detection.adaptive().suggesting("heap.used", "restart_service");
        Signal signal = detection.observe(points(400, 300, 310)).get(0);
        assertThat(signal.details())
                .containsEntry("suggestedAction", "restart_service")
                .containsKeys("feature.level", "expected", "band");
        assertThatThrownBy(() -> detection.suggesting("heap.used", " ")).isInstanceOf(AiopsException.class);
    }

    @Test
    void only_the_latest_alarms_are_remembered() {
        EndedAlarms ended = new EndedAlarms();
        for (int i = 0; i < Detection.MOST_ENDED + 5; i++) {
            ended.add(new Alarm(
                    "m" + i, Target.service("s"), minute(i), minute(i), minute(i), i, Score.unjudged(0, "none")));
        }
        assertThat(ended.latest()).hasSize(Detection.MOST_ENDED);
        assertThat(ended.latest().get(0).metric()).isEqualTo("m5");
    }

    private static List<MetricPoint> points(int count, int from, int to) {
        return IntStream.range(0, count)
                .mapToObj(i -> new MetricPoint(
                        "heap.used",
                        Target.service("shop"),
                        100 + i * 7_919L % 101 / 10.0 + (i >= from && i <= to ? (i == 305 ? 200 : 100) : 0),
                        minute(i)))
                .toList();
    }
}
