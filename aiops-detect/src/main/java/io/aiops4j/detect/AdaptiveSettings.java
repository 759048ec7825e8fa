package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The numbers that the quality of the default detector depends on, and the time zone of its days. Immutable.
 *
 * <pre>{@code
 * AdaptiveSettings calmer = AdaptiveSettings.DEFAULT.event(3.5).zone(ZoneId.of("Europe/Berlin"));
 * Detection detection = Detection.of(() -> Detectors.adaptive(calmer));
 * }</pre>
 *
 * <p>The defaults are for all series; whoever has labels may choose better ones for theirs.
 *
 * @param level the share of the newest value in the level and in the usual size of steps, 0.0001 to 0.1
 * @param recent the same for the mean over the last values and the recent size of steps, 0.001 to 0.5, more than that of
 *     the level
 * @param rare the share of residuals that passes a bound, 0.00001 to 0.05
 * @param pace how far a bound moves with what passes it, once many values were seen, 0.005 to 1
 * @param tail how heavy tails are taken to be at first: the mean logarithm of how far beyond its bound a residual goes,
 *     0.1 to 3
 * @param event how surprising an event is at least, in powers of ten, 0.5 to 20
 * @param habituation after how long about a third is left of having got used to what was unusual, a minute to a year
 * @param zone where days begin and weekdays change
 */
public record AdaptiveSettings(
        double level,
        double recent,
        double rare,
        double pace,
        double tail,
        double event,
        Duration habituation,
        ZoneId zone) {

    private static final int LONGEST_ZONE = 100;

    static final int MOST_BYTES = 6 * Double.BYTES + Long.BYTES + 1 + LONGEST_ZONE;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /** What {@link Detectors#adaptive()} takes. Days are those of UTC. */
    public static final AdaptiveSettings DEFAULT =
            new AdaptiveSettings(0.003, 0.05, 1e-3, 0.1, 0.5, 2.5, Duration.ofDays(1), ZoneOffset.UTC);

    /** Refuses what no detector can work with. */
    public AdaptiveSettings {
        require("level", level, 1e-4, 0.1);
        require("recent", recent, 1e-3, 0.5);
        require("rare", rare, 1e-5, 0.05);
        require("pace", pace, 0.005, 1);
        require("tail", tail, 0.1, 3);
        require("event", event, 0.5, 20);
        if (recent <= level) {
            throw new AiopsException("Of the adaptive settings, recent (" + recent + ") is more than level (" + level
                    + "): the latest values are fewer than those of the level.");
        }
        if (habituation.compareTo(SHORTEST) < 0 || habituation.compareTo(LONGEST) > 0) {
            throw new AiopsException("Habituation lasts a minute to 365 days, not " + habituation + ".");
        }
        if (!isAscii(zone.getId())) {
            throw new AiopsException(
                    "A time zone is written in at most " + LONGEST_ZONE + " ASCII characters, such as Europe/Berlin.");
        }
        // as it is saved
        habituation = Duration.ofMillis(habituation.toMillis());
    }

    /**
     * With another least surprise of an event.
     *
     * @param powers in powers of ten: more for fewer alarms
     * @return new settings
     */
    public AdaptiveSettings event(double powers) {
        return new AdaptiveSettings(level, recent, rare, pace, tail, powers, habituation, zone);
    }

    /**
     * With another habituation.
     *
     * @param time longer for fewer alarms about what happens again and again
     * @return new settings
     */
    public AdaptiveSettings habituation(Duration time) {
        return new AdaptiveSettings(level, recent, rare, pace, tail, event, time, zone);
    }

    /**
     * With days and weekdays of another time zone. Where its clocks are changed, the usual time of day changes with them.
     *
     * @param days the zone, such as that of the people who use the service
     * @return new settings
     */
    public AdaptiveSettings zone(ZoneId days) {
        return new AdaptiveSettings(level, recent, rare, pace, tail, event, habituation, days);
    }

    static AdaptiveSettings from(ByteBuffer from) {
        double level = from.getDouble();
        double recent = from.getDouble();
        double rare = from.getDouble();
        double pace = from.getDouble();
        double tail = from.getDouble();
        double event = from.getDouble();
        long habituation = from.getLong();
        byte[] zone = new byte[Math.max(0, from.get())];
        from.get(zone);
        AdaptiveSettings read = new AdaptiveSettings(
                level,
                recent,
                rare,
                pace,
                tail,
                event,
                Duration.ofMillis(habituation),
                zone(new String(zone, StandardCharsets.US_ASCII)));
        // most are the same, and a million detectors may hold them
        return read.equals(DEFAULT) ? DEFAULT : read;
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new AiopsException("There is no time zone '" + id + "' on this machine.", e);
        }
    }

    void writeTo(ByteBuffer to) {
        to.putDouble(level).putDouble(recent).putDouble(rare).putDouble(pace).putDouble(tail);
        to.putDouble(event).putLong(habituation.toMillis());
        byte[] id = zone.getId().getBytes(StandardCharsets.US_ASCII);
        to.put((byte) id.length).put(id);
    }

    double habituationSeconds() {
        return habituation.toMillis() / 1e3;
    }

    /** Seconds on the clocks of the zone, counted as if it were UTC. */
    long local(Instant time) {
        return time.getEpochSecond() + zone.getRules().getOffset(time).getTotalSeconds();
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new AiopsException("Of the adaptive settings, " + name + " lies between " + Figures.of(least)
                    + " and " + Figures.of(most) + ", not at " + value + ".");
        }
    }

    private static boolean isAscii(String id) {
        return id.length() <= LONGEST_ZONE && id.chars().allMatch(c -> c < 128);
    }
}
