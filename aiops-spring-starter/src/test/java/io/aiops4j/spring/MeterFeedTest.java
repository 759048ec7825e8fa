package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.detect.Detection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

/** The application's meters as what sensors watch. */
class MeterFeedTest {

    private static final Target SHOP = Target.service("shop");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final SettableClock clock = SettableClock.at("2026-03-02T00:00:00Z");
    private final List<MetricPoint> points = new ArrayList<>();

    private static MeterChoice named(String name) {
        return new MeterChoice(name, null, Map.of(), SHOP, null);
    }

    private MeterFeed feed(MeterRegistry from, MeterChoice... choices) {
        return new MeterFeed(List.of(choices), from, points::add, Duration.ofMinutes(1), clock, nanos::get);
    }

    /** What a look ten seconds later shows, by metric and target. */
    private Map<String, Double> seen(MeterFeed feed) {
        points.clear();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        clock.advance(Duration.ofSeconds(10));
        feed.look();
        Map<String, Double> seen = new LinkedHashMap<>();
        points.forEach(point -> seen.put(point.metric() + " of " + point.target(), point.value()));
        return seen;
    }

    @Test
    void a_gauge_is_its_value_at_the_time_of_the_look() {
        double[] value = {3};
        Gauge.builder("queue.depth", () -> value[0]).register(registry);
        TimeGauge.builder("queue.age", () -> 1_500, TimeUnit.MILLISECONDS).register(registry);
        MeterFeed feed = feed(registry, named("queue.depth"), named("queue.age"));
        assertThat(seen(feed)).containsOnly(Map.entry("queue.depth of shop", 3.0), Map.entry("queue.age of shop", 1.5));
        assertThat(points).extracting(MetricPoint::time).containsOnly(clock.instant());
        value[0] = Double.NaN;
        assertThat(seen(feed)).containsOnlyKeys("queue.age of shop");
        value[0] = Double.POSITIVE_INFINITY;
        assertThat(seen(feed)).containsOnlyKeys("queue.age of shop");
    }

    @Test
    void a_counter_is_a_rate_and_a_reset_is_none() {
        Counter errors = registry.counter("errors");
        double[] count = {1_000};
        FunctionCounter.builder("hits", count, each -> each[0]).register(registry);
        MeterFeed feed = feed(registry, named("errors"), named("hits"));
        errors.increment(7);
        assertThat(seen(feed)).isEmpty(); // nobody knows since when
        errors.increment(5);
        count[0] = 1_020;
        assertThat(seen(feed)).containsOnly(Map.entry("errors.rate of shop", 0.5), Map.entry("hits.rate of shop", 2.0));
        count[0] = 4;
        assertThat(seen(feed)).containsOnly(Map.entry("errors.rate of shop", 0.0));
        count[0] = 14;
        assertThat(seen(feed)).containsEntry("hits.rate of shop", 1.0);
    }

    @Test
    void a_counter_that_came_since_the_last_look_began_at_nothing() {
        MeterFeed feed = feed(registry, named("errors"), named("hits"));
        seen(feed);
        registry.counter("errors").increment(30);
        FunctionCounter.builder("hits", this, self -> 1e6).register(registry);
        assertThat(seen(feed)).containsOnly(Map.entry("errors.rate of shop", 3.0));
    }

    @Test
    void a_timer_is_a_mean_a_greatest_and_a_rate() {
        Timer timer = registry.timer("http.requests");
        MeterFeed feed = feed(registry, named("http.requests"));
        timer.record(Duration.ofSeconds(9));
        seen(feed);
        timer.record(Duration.ofSeconds(1));
        timer.record(Duration.ofSeconds(2));
        assertThat(seen(feed))
                .containsOnly(
                        Map.entry("http.requests.max of shop", 9.0),
                        Map.entry("http.requests.rate of shop", 0.2),
                        Map.entry("http.requests.mean of shop", 1.5));
        assertThat(seen(feed))
                .as("nothing happened")
                .containsEntry("http.requests.rate of shop", 0.0)
                .doesNotContainKey("http.requests.mean of shop");
    }

    @Test
    void what_differs_by_other_tags_is_one_series() {
        gauge("memory", 100, tag("area", "heap"), tag("id", "old"));
        gauge("memory", 20, tag("area", "heap"), tag("id", "eden"));
        gauge("memory", 7_000, tag("area", "other"));
        Timer fast = registry.timer("calls", "uri", "/fast");
        Timer slow = registry.timer("calls", "uri", "/slow");
        MeterFeed feed =
                feed(registry, new MeterChoice("memory", null, Map.of("area", "heap"), SHOP, null), named("calls"));
        seen(feed);
        fast.record(Duration.ofSeconds(1));
        fast.record(Duration.ofSeconds(1));
        slow.record(Duration.ofSeconds(4));
        slow.record(Duration.ofSeconds(4));
        assertThat(seen(feed))
                .containsEntry("memory of shop", 120.0)
                .containsEntry("calls.max of shop", 4.0)
                .containsEntry("calls.rate of shop", 0.4)
                .containsEntry("calls.mean of shop", 2.5);
    }

    // held fast: a registry forgets a number that nobody else holds
    private void gauge(String name, double value, Tag... tags) {
        Gauge.builder(name, () -> value).tags(List.of(tags)).register(registry);
    }

    private static Tag tag(String name, String value) {
        return Tag.of(name, value);
    }

    @Test
    void a_tag_can_say_whose_it_is_and_a_prefix_chooses_many() {
        gauge("pool.active", 3, tag("pool", "orders"));
        gauge("pool.idle", 4, tag("pool", "users"));
        gauge("pool.idle", 4, tag("pool", "a@b")); // no target can be called so
        gauge("pool.max", 5);
        gauge("heap", 6);
        MeterFeed feed = feed(registry, new MeterChoice(null, "pool.", Map.of(), SHOP, "pool"));
        assertThat(seen(feed))
                .containsOnly(Map.entry("pool.active of orders", 3.0), Map.entry("pool.idle of users", 4.0));
    }

    @Test
    void a_meter_that_two_choose_is_shown_once() {
        gauge("pool.active", 3);
        MeterFeed feed = feed(registry, named("pool.active"), new MeterChoice(null, "pool", Map.of(), SHOP, null));
        assertThat(seen(feed)).containsExactly(Map.entry("pool.active of shop", 3.0));
    }

    @Test
    void of_too_many_series_those_go_on_that_were_shown_before() {
        for (int i = 0; i < MeterFeed.MOST_SERIES; i++) {
            gauge("depth", i, tag("queue", "q" + i));
        }
        MeterFeed feed = feed(registry, new MeterChoice("depth", null, Map.of(), SHOP, "queue"));
        Map<String, Double> before = seen(feed);
        for (int i = 0; i < 500; i++) {
            gauge("depth", i, tag("queue", "a" + i));
        }
        assertThat(seen(feed)).hasSize(MeterFeed.MOST_SERIES).containsOnlyKeys(before.keySet());
    }

    @Test
    void a_gauge_that_throws_hides_no_other() {
        Gauge.builder("bad", () -> {
                    throw new IllegalStateException("the moon is full");
                })
                .register(registry);
        gauge("good", 1);
        assertThat(seen(feed(registry, named("bad"), named("good")))).containsOnlyKeys("good of shop");
    }

    @Test
    void of_several_registries_one_is_read_whose_counters_rise() {
        StepMeterRegistry pushing = new Pushing();
        CompositeMeterRegistry both = new CompositeMeterRegistry(io.micrometer.core.instrument.Clock.SYSTEM);
        both.add(pushing);
        MeterFeed feed = feed(both, named("errors"), named("depth"));
        Counter errors = both.counter("errors");
        Gauge.builder("depth", () -> 5).register(both);
        seen(feed);
        errors.increment(10);
        assertThat(seen(feed)).as("only one that pushes").containsOnlyKeys("depth of shop");
        both.add(registry);
        seen(feed);
        errors.increment(10);
        assertThat(seen(feed)).containsEntry("errors.rate of shop", 1.0);
    }

    /** Pushes nowhere. */
    private static final class Pushing extends StepMeterRegistry {

        Pushing() {
            super(
                    new StepRegistryConfig() {
                        @Override
                        public String prefix() {
                            return "nowhere";
                        }

                        @Override
                        public @Nullable String get(String key) {
                            return null;
                        }
                    },
                    io.micrometer.core.instrument.Clock.SYSTEM);
        }

        @Override
        protected void publish() {}

        @Override
        protected TimeUnit getBaseTimeUnit() {
            return TimeUnit.SECONDS;
        }
    }

    private ApplicationContextRunner watched(String... properties) {
        return Contexts.runner()
                .withBean(MeterRegistry.class, () -> registry)
                .withBean(Clock.class, () -> clock)
                .withPropertyValues(properties)
                .withPropertyValues("spring.application.name=shop");
    }

    private static List<String> open(Aiops aiops) {
        OutOfMemory.flush(aiops);
        return aiops.incidents().open().stream()
                .map(incident -> incident.type() + " of " + incident.target())
                .toList();
    }

    @Test
    void a_meter_that_breaks_a_rule_of_properties_opens_an_incident() {
        double[] load = {0.2};
        Gauge.builder("system.cpu.usage", () -> load[0]).register(registry);
        watched(
                        "aiops.detection.meters.cpu.name=system.cpu.usage",
                        "aiops.detection.step=1h",
                        "aiops.detection.rules.busy.metric=system.cpu.usage",
                        "aiops.detection.rules.busy.comparison=ABOVE",
                        "aiops.detection.rules.busy.limit=0.9",
                        "aiops.detection.rules.busy.lasting=5m",
                        "aiops.detection.rules.busy.incident-type=cpu_busy")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    MeterFeed feed = context.getBean(MeterFeed.class);
                    minutes(feed, 5);
                    load[0] = 0.95;
                    minutes(feed, 4);
                    assertThat(open(aiops)).isEmpty();
                    minutes(feed, 9);
                    assertThat(open(aiops)).containsExactly("cpu_busy of shop");
                });
    }

    @Test
    void a_meter_that_leaks_opens_an_incident() {
        double[] used = {1e8};
        Gauge.builder("jvm.memory.used", () -> used[0]).tag("area", "heap").register(registry);
        Gauge.builder("jvm.memory.used", () -> 5e7).tag("area", "nonheap").register(registry);
        watched(
                        "aiops.detection.meters.heap.name=jvm.memory.used",
                        "aiops.detection.meters.heap.tags.area=heap",
                        "aiops.detection.meters.heap.target=basket",
                        "aiops.detection.step=1h",
                        "aiops.detection.leaks.heap.metric=jvm.memory.used",
                        "aiops.detection.leaks.heap.memory=true",
                        "aiops.detection.leaks.heap.over=30m",
                        "aiops.detection.leaks.heap.incident-type=memory_leak")
                .withBean("ours", Detection.class, () -> Detection.adaptive().watching("nothing"))
                .run(context -> {
                    MeterFeed feed = context.getBean(MeterFeed.class);
                    for (int i = 0; i < 600; i++) {
                        used[0] += 1.3e6;
                        minutes(feed, 1);
                    }
                    assertThat(open(context.getBean(Aiops.class))).containsExactly("memory_leak of basket");
                });
    }

    private void minutes(MeterFeed feed, int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofMinutes(1));
            feed.look();
        }
    }

    @Test
    void it_looks_by_itself_on_a_thread_that_ends_with_the_context() {
        Gauge.builder("queue.depth", () -> 50).register(registry);
        watched(
                        "aiops.detection.meters.queue.name=queue.depth",
                        "aiops.detection.step=1s",
                        "aiops.detection.rules.full.metric=queue.depth",
                        "aiops.detection.rules.full.comparison=ABOVE",
                        "aiops.detection.rules.full.limit=40",
                        "aiops.detection.rules.full.incident-type=queue_stuck")
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                    while (aiops.incidents().open().isEmpty() && System.nanoTime() < end) {
                        clock.advance(Duration.ofMillis(1));
                        Thread.onSpinWait();
                    }
                    assertThat(aiops.incidents().open())
                            .extracting(Incident::type)
                            .containsExactly("queue_stuck");
                    assertThat(isRunning()).isTrue();
                    ((ConfigurableApplicationContext) context.getSourceApplicationContext()).close();
                    while (isRunning() && System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    assertThat(isRunning()).isFalse();
                });
    }

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("aiops-meters") && thread.isDaemon());
    }

    @Test
    void without_a_choice_or_with_detection_off_there_is_no_thread() {
        watched().run(context -> {
            assertThat(context.getBean(MeterFeed.class).isRunning()).isFalse();
            assertThat(isRunning()).isFalse();
        });
        watched("aiops.detection.meters.cpu.name=system.cpu.usage", "aiops.detection.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterFeed.class));
    }

    @Test
    void an_aiops_of_the_application_is_fed_by_the_application() {
        watched("aiops.detection.meters.cpu.name=system.cpu.usage")
                .withBean(Aiops.class, () -> Aiops.builder().build())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterFeed.class));
    }

    @Test
    void a_feed_of_the_application_is_kept() {
        MeterFeed own = feed(registry);
        watched("aiops.detection.meters.cpu.name=system.cpu.usage")
                .withBean("own", MeterFeed.class, () -> own)
                .run(context -> assertThat(context.getBean(MeterFeed.class)).isSameAs(own));
    }

    @Test
    void what_cannot_be_chosen_is_reported_with_what_to_write() {
        refused("It has a name or a prefix", "aiops.detection.meters.a.target=shop");
        refused("It has a name or a prefix", "aiops.detection.meters.a.name=b", "aiops.detection.meters.a.prefix=c");
        refused("is blank", "aiops.detection.meters.a.prefix=");
        refused(
                "a target or a target-tag",
                "aiops.detection.meters.a.name=b",
                "aiops.detection.meters.a.target=c",
                "aiops.detection.meters.a.target-tag=d");
        refused("cannot contain '@'", "aiops.detection.meters.a.name=b", "aiops.detection.meters.a.target=c@d");
        refused("Write a time from a second to a day: aiops.detection.step=1m", "aiops.detection.step=10ms");
        Contexts.runner()
                .withPropertyValues("aiops.detection.meters.a.name=b")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(AiopsPropertyException.class)
                        .hasMessageContaining("There is no MeterRegistry bean"));
    }

    private void refused(String said, String... properties) {
        watched(properties)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(AiopsPropertyException.class)
                        .hasMessageContaining(said));
    }

    @Test
    void without_micrometer_nothing_is_fed_and_a_choice_is_an_error() {
        ApplicationContextRunner without = Contexts.runner().withClassLoader(new FilteredClassLoader("io.micrometer"));
        without.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("aiopsMeterFeed"));
        without.withPropertyValues("aiops.detection.meters.a.name=b")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(AiopsPropertyException.class)
                        .hasMessageContaining("Micrometer is not there"));
    }
}
