package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Windows and freezes as clocks on the wall show them. In Berlin they went forward on 2026-03-29 at 01:00 UTC, back on 2026-10-25. */
final class GuardrailCalendarTest {

    private static ChangeCalendar.Window window(String text) {
        return ChangeCalendar.Window.parse(text);
    }

    private static boolean open(String window, String instant) {
        return window(window).isOpen(Instant.parse(instant));
    }

    private static String next(String window, String instant) {
        return String.valueOf(window(window).nextOpen(Instant.parse(instant)));
    }

    @Test
    void a_window_is_read_as_it_is_written() {
        assertThat(window("Mon-Wed,Sun 22:00-06:00 Europe/Berlin"))
                .isEqualTo(new ChangeCalendar.Window(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 0),
                        ZoneId.of("Europe/Berlin")));
        assertThat(window("fri-MON 22:00-06:00 UTC").days()).hasSize(4);
        assertThat(window("daily 22:00-06:00 UTC").days()).hasSize(7);
        for (String text : new String[] {"Mon,Wed 08:00-17:30 America/New_York", "daily 22:00-06:00 Z"}) {
            assertThat(window(text)).hasToString(text);
        }
    }

    @Test
    void a_freeze_is_read_as_it_is_written() {
        ChangeCalendar.Freeze freeze = ChangeCalendar.Freeze.parse("2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin");
        assertThat(freeze.everything()).isFalse();
        assertThat(freeze).hasToString("2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin");
        assertThat(freeze.holds(Instant.parse("2026-12-19T22:59:59Z"))).isFalse();
        assertThat(freeze.holds(Instant.parse("2026-12-19T23:00:00Z"))).isTrue();
        assertThat(freeze.holds(Instant.parse("2027-01-02T04:59:59Z"))).isTrue();
        assertThat(freeze.holds(Instant.parse("2027-01-02T05:00:00Z"))).isFalse();
        assertThat(ChangeCalendar.Freeze.parse("2026-12-20T00:00 2027-01-02T06:00 UTC everything"))
                .hasToString("2026-12-20T00:00 2027-01-02T06:00 UTC everything");
    }

    @Test
    void what_is_neither_is_refused_with_how_to_write_it() {
        for (String text : new String[] {
            "",
            "daily",
            "daily 22:00 UTC",
            "Mo 22:00-06:00 UTC",
            "daily 22-06 UTC",
            "daily 22:00-06:00 Berlin",
            ", 22:00-06:00 UTC"
        }) {
            assertThatThrownBy(() -> window(text)).as(text).isInstanceOf(AiopsException.class);
        }
        assertThatThrownBy(() -> window("Mo 22:00-06:00 UTC"))
                .hasMessage(
                        "'Mo 22:00-06:00 UTC' is no window ('Mo' is no day; days are Mon, Tue, Wed, Thu, Fri, Sat and Sun)."
                                + " Write one as: Mon-Fri 22:00-06:00 Europe/Berlin");
        for (String text : new String[] {
            "",
            "2026-12-20 2026-12-21 UTC",
            "2026-12-20T00:00 2026-12-21T00:00",
            "2026-12-20T00:00 2026-12-21T00:00 UTC all"
        }) {
            assertThatThrownBy(() -> ChangeCalendar.Freeze.parse(text)).as(text).isInstanceOf(AiopsException.class);
        }
        assertThatThrownBy(() -> ChangeCalendar.Freeze.parse("2026-12-21T00:00 2026-12-20T00:00 UTC"))
                .hasMessageContaining("over before it begins");
        ChangeCalendar calendar = ChangeCalendar.ALWAYS;
        for (int i = 0; i < ChangeCalendar.MOST_SPANS; i++) {
            calendar = calendar.window("daily 22:00-06:00 UTC");
        }
        ChangeCalendar full = calendar;
        assertThatThrownBy(() -> full.window("daily 22:00-06:00 UTC")).hasMessageContaining("at most 100");
    }

    @Test
    void a_window_may_end_on_the_day_after_the_one_on_which_it_begins() {
        String fridays = "Fri 22:00-06:00 Europe/Berlin"; // 2026-01-02 was one, and Berlin is an hour ahead in winter
        assertThat(open(fridays, "2026-01-02T20:59:59Z")).isFalse();
        assertThat(open(fridays, "2026-01-02T21:00:00Z")).isTrue();
        assertThat(open(fridays, "2026-01-03T04:59:59Z")).isTrue();
        assertThat(open(fridays, "2026-01-03T05:00:00Z")).isFalse();
        assertThat(open(fridays, "2026-01-03T21:00:00Z")).as("a Saturday").isFalse();
        assertThat(next(fridays, "2026-01-03T05:00:00Z")).isEqualTo("2026-01-09T21:00:00Z");
        assertThat(next(fridays, "2026-01-02T21:30:00Z")).isEqualTo("2026-01-02T21:30:00Z");
        assertThat(open("Fri 00:00-00:00 UTC", "2026-01-02T13:00:00Z"))
                .as("a whole day")
                .isTrue();
        assertThat(open("Fri 00:00-00:00 UTC", "2026-01-03T00:00:00Z")).isFalse();
    }

    @Test
    void in_the_night_in_which_clocks_go_forward_the_hour_that_they_leave_out_is_not_there() {
        String whole = "daily 01:00-04:00 Europe/Berlin";
        assertThat(next(whole, "2026-03-28T23:30:00Z")).isEqualTo("2026-03-29T00:00:00Z");
        assertThat(open(whole, "2026-03-29T01:59:59Z")).as("03:59:59 there").isTrue();
        assertThat(open(whole, "2026-03-29T02:00:00Z")).as("two hours later").isFalse();
        String leftOut = "daily 02:00-03:00 Europe/Berlin";
        assertThat(next(leftOut, "2026-03-28T12:00:00Z")).as("not that night").isEqualTo("2026-03-30T00:00:00Z");
        String beginsInIt = "daily 02:30-04:00 Europe/Berlin";
        assertThat(next(beginsInIt, "2026-03-28T12:00:00Z")).as("03:00 there").isEqualTo("2026-03-29T01:00:00Z");
        String endsInIt = "daily 01:00-02:30 Europe/Berlin";
        assertThat(open(endsInIt, "2026-03-29T00:59:59Z")).isTrue();
        assertThat(open(endsInIt, "2026-03-29T01:00:00Z")).isFalse();
    }

    @Test
    void in_the_night_in_which_clocks_go_back_the_repeated_hour_counts_twice() {
        String within = "daily 02:00-03:00 Europe/Berlin";
        assertThat(open(within, "2026-10-25T00:00:00Z")).isTrue();
        assertThat(open(within, "2026-10-25T01:30:00Z"))
                .as("02:30 for the second time")
                .isTrue();
        assertThat(open(within, "2026-10-25T02:00:00Z")).isFalse();
        String endsInIt = "daily 01:00-02:30 Europe/Berlin";
        assertThat(open(endsInIt, "2026-10-25T00:29:59Z")).isTrue();
        assertThat(open(endsInIt, "2026-10-25T00:30:00Z")).isFalse();
        assertThat(next(endsInIt, "2026-10-25T00:30:00Z")).as("02:00 again").isEqualTo("2026-10-25T01:00:00Z");
        assertThat(open(endsInIt, "2026-10-25T01:30:00Z")).isFalse();
        String beginsInIt = "daily 02:30-04:00 Europe/Berlin";
        assertThat(open(beginsInIt, "2026-10-25T01:00:00Z")).as("02:00 again").isFalse();
        assertThat(next(beginsInIt, "2026-10-25T01:00:00Z")).isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void a_freeze_lasts_from_the_first_to_the_last_moment_that_its_ends_may_mean() {
        ChangeCalendar.Freeze back = ChangeCalendar.Freeze.parse("2026-10-25T02:15 2026-10-25T02:45 Europe/Berlin");
        assertThat(WallClock.first(back.from(), back.zone())).isEqualTo("2026-10-25T00:15:00Z");
        assertThat(back.end()).isEqualTo("2026-10-25T01:45:00Z");
        ChangeCalendar.Freeze forward = ChangeCalendar.Freeze.parse("2026-03-29T02:15 2026-03-29T02:45 Europe/Berlin");
        assertThat(WallClock.first(forward.from(), forward.zone())).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(forward.end()).isEqualTo("2026-03-29T01:45:00Z");
    }

    // a naive clock: look every minute
    @Property(tries = 200)
    void the_next_opening_is_the_first_minute_in_which_it_is_open(
            @ForAll @IntRange(min = 0, max = 366 * 24 * 60) int minute,
            @ForAll @IntRange(min = 0, max = 95) int from,
            @ForAll @IntRange(min = 0, max = 95) int to,
            @ForAll DayOfWeek day) {
        LocalTime midnight = LocalTime.MIDNIGHT;
        ChangeCalendar.Window window = new ChangeCalendar.Window(
                Set.of(day, day.plus(3)),
                midnight.plusMinutes(15L * from),
                midnight.plusMinutes(15L * to),
                ZoneId.of("Europe/Berlin"));
        Instant now = LocalDateTime.of(2026, 1, 1, 0, 0)
                .atZone(ZoneId.of("UTC"))
                .toInstant()
                .plus(minute, ChronoUnit.MINUTES);
        Instant naive = now;
        while (!window.isOpen(naive)) {
            naive = naive.plus(Duration.ofMinutes(1));
        }
        assertThat(window.nextOpen(now)).isEqualTo(naive);
    }
}
