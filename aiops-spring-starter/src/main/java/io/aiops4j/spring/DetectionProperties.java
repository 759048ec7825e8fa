package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.detect.AdaptiveSettings;
import io.aiops4j.detect.Detection;
import io.aiops4j.detect.Detector;
import io.aiops4j.detect.Detectors;
import io.aiops4j.detect.Leak;
import io.aiops4j.detect.Limit;
import io.aiops4j.detect.Rule;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How metrics are watched.
 *
 * @param enabled Whether metric points that are observed are watched at all: by an adaptive detection, which a Detection bean
 * replaces, and by the rules, leaks and limits that are named here.
 * @param zone The time zone in which the adaptive detection counts days and weekdays, such as Europe/Berlin. Not used when
 * there is a Detection bean.
 * @param rules Limits that metrics must not cross for longer than a time, each under a name of its own.
 * @param leaks Metrics that must not grow without relief, each under a name of its own.
 * @param limits Limits whose being reached is to be told ahead, each under a name of its own.
 * @param meters Micrometer meters that are watched, each choice under a name of its own.
 * @param step How often these meters are looked at, from a second to a day.
 */
record DetectionProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("UTC") String zone,
        @DefaultValue Map<String, RuleProperties> rules,
        @DefaultValue Map<String, LeakProperties> leaks,
        @DefaultValue Map<String, LimitProperties> limits,
        @DefaultValue Map<String, MetersProperties> meters,
        @DefaultValue(MetersProperties.STEP) Duration step) {

    private static final String PREFIX = "aiops.detection.";

    /**
     * A limit that a metric must not cross for longer than a time.
     *
     * @param metric The metric's name.
     * @param comparison Which side of the limit is wrong.
     * @param limit The limit.
     * @param lasting For how long it must be wrong.
     * @param until The value at which it is well again; the limit when nothing is said.
     * @param incidentType The incident type, such as out_of_memory.
     * @param action The action that may help, such as restart_service.
     */
    record RuleProperties(
            @Nullable String metric,
            Rule.@Nullable Comparison comparison,
            @Nullable Double limit,
            @DefaultValue("0s") Duration lasting,
            @Nullable Double until,
            @DefaultValue(Detection.INCIDENT_TYPE) String incidentType,
            @Nullable String action) {

        Rule toRule() {
            double there = required(limit, "limit");
            return new Rule(required(comparison, "comparison"), there, lasting, until == null ? there : until);
        }
    }

    /**
     * A metric that must not grow without relief.
     *
     * @param metric The metric's name.
     * @param memory Whether it is memory in bytes, of which 5 MB an hour are a leak; of anything else it is half a percent.
     * @param perHour The growth per hour that is a leak: in bytes for memory, else a share of the limit or the level.
     * @param limit Where it ends, such as the largest heap.
     * @param over How long it grows at least before it is called a leak.
     * @param incidentType The incident type, such as memory_leak.
     * @param action The action that may help, such as restart_service.
     */
    record LeakProperties(
            @Nullable String metric,
            @DefaultValue("false") boolean memory,
            @Nullable Double perHour,
            @Nullable Double limit,
            @DefaultValue("15m") Duration over,
            @DefaultValue(Detection.INCIDENT_TYPE) String incidentType,
            @Nullable String action) {

        Leak toLeak() {
            Leak leak = (memory ? Leak.ofMemory() : Leak.ofAnything()).over(over);
            leak = perHour == null ? leak : leak.from(perHour);
            return limit == null ? leak : leak.endingAt(limit);
        }
    }

    /**
     * A limit whose being reached is to be told ahead.
     *
     * @param metric The metric's name.
     * @param above The limit, where trouble is above it, as with used space.
     * @param below The limit, where trouble is below it, as with free space.
     * @param ahead How long before it is reached to be told.
     * @param incidentType The incident type, such as disk_full.
     * @param action The action that may help, such as clean_disk.
     */
    record LimitProperties(
            @Nullable String metric,
            @Nullable Double above,
            @Nullable Double below,
            @DefaultValue("1h") Duration ahead,
            @DefaultValue(Detection.INCIDENT_TYPE) String incidentType,
            @Nullable String action) {

        Limit toLimit() {
            if ((above == null) == (below == null)) {
                throw new AiopsException("It has a limit above or one below, and not both.");
            }
            Limit limit = above != null ? Limit.above(above) : Limit.below(required(below, "below"));
            return limit.ahead(ahead);
        }
    }

    DetectionProperties {
        rules = Map.copyOf(rules);
        leaks = Map.copyOf(leaks);
        limits = Map.copyOf(limits);
        meters = Map.copyOf(meters);
    }

    Detection toAdaptive(Clock clock) {
        ZoneId days;
        try {
            days = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw AiopsPropertyException.of(
                    PREFIX + "zone",
                    "There is no time zone '" + zone + "'.",
                    "Write one such as: aiops.detection.zone=Europe/Berlin");
        }
        AdaptiveSettings settings = AdaptiveSettings.DEFAULT.zone(days);
        return Detection.of(() -> Detectors.adaptive(settings)).clock(clock);
    }

    /** One detection for each rule, leak and limit, in the order of their names. */
    List<Detection> named(Clock clock) {
        List<Detection> all = new ArrayList<>();
        new TreeMap<>(rules)
                .forEach((name, each) -> all.add(AiopsPropertyException.checked(
                        PREFIX + "rules." + name,
                        "Write metric, comparison and limit: aiops.detection.rules.busy.metric=cpu.load"
                                + " aiops.detection.rules.busy.comparison=above aiops.detection.rules.busy.limit=0.9",
                        () -> {
                            Rule rule = each.toRule();
                            return of(
                                    () -> Detectors.rule(rule),
                                    each.metric(),
                                    each.incidentType(),
                                    each.action(),
                                    clock);
                        })));
        new TreeMap<>(leaks)
                .forEach((name, each) -> all.add(AiopsPropertyException.checked(
                        PREFIX + "leaks." + name,
                        "Write what is watched: aiops.detection.leaks.heap.metric=heap.used"
                                + " aiops.detection.leaks.heap.memory=true",
                        () -> {
                            Leak leak = each.toLeak();
                            return of(
                                    () -> Detectors.leak(leak),
                                    each.metric(),
                                    each.incidentType(),
                                    each.action(),
                                    clock);
                        })));
        new TreeMap<>(limits)
                .forEach((name, each) -> all.add(AiopsPropertyException.checked(
                        PREFIX + "limits." + name,
                        "Write metric and limit: aiops.detection.limits.disk.metric=disk.free"
                                + " aiops.detection.limits.disk.below=0",
                        () -> {
                            Limit limit = each.toLimit();
                            return of(
                                    () -> Detectors.exhaustion(limit),
                                    each.metric(),
                                    each.incidentType(),
                                    each.action(),
                                    clock);
                        })));
        return all;
    }

    private static Detection of(
            Supplier<Detector> detectors,
            @Nullable String metric,
            String incidentType,
            @Nullable String action,
            Clock clock) {
        String watched = required(metric, "metric");
        Detection detection =
                Detection.of(detectors).clock(clock).watching(watched).incidentType(watched, incidentType);
        return action == null ? detection : detection.suggesting(watched, action);
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new AiopsException("Its " + name + " is missing.");
        }
        return value;
    }
}
