package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When runs may start: change windows, in which alone anything starts by itself, and freezes, in which nothing does.
 *
 * <pre>{@code
 * ChangeCalendar calendar = ChangeCalendar.ALWAYS
 *         .window("Mon-Fri 22:00-06:00 Europe/Berlin")
 *         .freeze("2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin");
 * }</pre>
 *
 * @param windows only in one of these does anything start by itself; without any, always
 * @param freezes in none of these does anything start by itself, or at all
 */
public record ChangeCalendar(List<Window> windows, List<Freeze> freezes) {

    /** The most change windows, and the most freezes. */
    public static final int MOST_SPANS = 100;

    /** No windows and no freezes. */
    public static final ChangeCalendar ALWAYS = new ChangeCalendar(List.of(), List.of());

    /** Copies the lists. */
    public ChangeCalendar {
        windows = List.copyOf(windows);
        freezes = List.copyOf(freezes);
        if (windows.size() > MOST_SPANS || freezes.size() > MOST_SPANS) {
            throw new AiopsException("There are " + windows.size() + " windows and " + freezes.size()
                    + " freezes; at most " + MOST_SPANS + " of each are kept. Join some of them.");
        }
    }

    /** The same with one more window, as {@link Window#parse} reads it. */
    public ChangeCalendar window(String text) {
        return new ChangeCalendar(SpanText.and(windows, Window.parse(text)), freezes);
    }

    /** The same with one more freeze, as {@link Freeze#parse} reads it. */
    public ChangeCalendar freeze(String text) {
        return new ChangeCalendar(windows, SpanText.and(freezes, Freeze.parse(text)));
    }

    /**
     * A time of the week, as clocks on the wall of a place show it. What begins on one of the days may end on the next. In the night in
     * which clocks go back the repeated hour counts twice; in the one in which they go forward the hour that they leave out is not there.
     *
     * @param days on which it begins
     * @param from when it begins
     * @param to when it is over, on the next day if that is not later than when it begins
     * @param zone where the clock hangs
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

        /** Copies the days, and refuses a window that is never open. */
        public Window {
            days = Set.copyOf(days);
            if (days.isEmpty()) {
                throw new AiopsException("A window that begins on no day is never open. Name days, or leave it out.");
            }
        }

        /** Reads days, times and zone, such as {@code Mon-Fri,Sun 22:00-06:00 Europe/Berlin}, or {@code daily} for the days. */
        public static Window parse(String text) {
            return SpanText.window(text);
        }

        /** Whether it is open. */
        public boolean isOpen(Instant now) {
            return WallClock.isOpen(this, now);
        }

        /** When it opens next; now, if it is open; null when it does not within ten days, as a time that clocks leave out. */
        public @Nullable Instant nextOpen(Instant now) {
            return WallClock.nextOpen(this, now);
        }

        @Override
        public String toString() {
            return SpanText.of(this);
        }
    }

    /**
     * A time in which nothing starts by itself, or nothing at all. It begins at the first moment at which a clock on the wall shows its
     * beginning, and is over at the last one at which it shows its end.
     *
     * @param from when it begins
     * @param to when it is over
     * @param zone where the clock hangs
     * @param everything also what a person asks for or allows; else only what starts by itself
     */
    public record Freeze(LocalDateTime from, LocalDateTime to, ZoneId zone, boolean everything) {

        /** Refuses one that is over before it begins. */
        public Freeze {
            if (!from.isBefore(to)) {
                throw new AiopsException(
                        "The freeze from " + from + " to " + to + " is over before it begins. Swap the two.");
            }
        }

        /** Reads beginning, end, zone, and {@code everything} if nothing at all may start. */
        public static Freeze parse(String text) {
            return SpanText.freeze(text);
        }

        /** Whether it holds. */
        public boolean holds(Instant now) {
            return !now.isBefore(WallClock.first(from, zone)) && now.isBefore(end());
        }

        /** When it is over. */
        public Instant end() {
            return WallClock.last(to, zone);
        }

        @Override
        public String toString() {
            return SpanText.of(this);
        }
    }
}
