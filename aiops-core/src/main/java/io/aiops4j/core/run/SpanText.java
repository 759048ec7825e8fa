package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How windows and freezes are written. */
final class SpanText {

    private static final String DAILY = "daily";
    private static final String EVERYTHING = "everything";
    private static final int WINDOW_WORDS = 3;
    private static final int FREEZE_WORDS = 3;

    private SpanText() {}

    static ChangeCalendar.Window window(String text) {
        List<String> words = words(text);
        int dash = words.size() == WINDOW_WORDS ? words.get(1).indexOf('-') : -1;
        if (dash < 0) {
            throw notA("window", text, "Mon-Fri 22:00-06:00 Europe/Berlin", null);
        }
        try {
            return new ChangeCalendar.Window(
                    days(words.get(0)),
                    LocalTime.parse(words.get(1).substring(0, dash)),
                    LocalTime.parse(words.get(1).substring(dash + 1)),
                    ZoneId.of(words.get(2)));
        } catch (DateTimeException e) {
            throw notA("window", text, "Mon-Fri 22:00-06:00 Europe/Berlin", e);
        }
    }

    private static Set<DayOfWeek> days(String text) {
        if (text.equalsIgnoreCase(DAILY)) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        StringTokenizer parts = new StringTokenizer(text, ",");
        while (parts.hasMoreTokens()) {
            String part = parts.nextToken();
            int dash = part.indexOf('-');
            DayOfWeek day = day(dash < 0 ? part : part.substring(0, dash));
            DayOfWeek last = dash < 0 ? day : day(part.substring(dash + 1));
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name(day).equalsIgnoreCase(text)) {
                return day;
            }
        }
        throw new DateTimeException("'" + text + "' is no day; days are Mon, Tue, Wed, Thu, Fri, Sat and Sun");
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    static String of(ChangeCalendar.Window window) {
        String days = window.days().size() == DayOfWeek.values().length
                ? DAILY
                : window.days().stream().sorted().map(SpanText::name).collect(Collectors.joining(","));
        return days + " " + window.from() + "-" + window.to() + " " + window.zone();
    }

    static ChangeCalendar.Freeze freeze(String text) {
        List<String> words = words(text);
        boolean everything =
                words.size() == FREEZE_WORDS + 1 && words.get(FREEZE_WORDS).equalsIgnoreCase(EVERYTHING);
        if (words.size() != FREEZE_WORDS && !everything) {
            throw notA("freeze", text, "2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin", null);
        }
        try {
            return new ChangeCalendar.Freeze(
                    LocalDateTime.parse(words.get(0)),
                    LocalDateTime.parse(words.get(1)),
                    ZoneId.of(words.get(2)),
                    everything);
        } catch (DateTimeException e) {
            throw notA("freeze", text, "2026-12-20T00:00 2027-01-02T06:00 Europe/Berlin", e);
        }
    }

    static String of(ChangeCalendar.Freeze freeze) {
        return freeze.from() + " " + freeze.to() + " " + freeze.zone() + (freeze.everything() ? " " + EVERYTHING : "");
    }

    static <T> List<T> and(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer parts = new StringTokenizer(text);
        while (parts.hasMoreTokens()) {
            words.add(parts.nextToken());
        }
        return words;
    }

    private static AiopsException notA(String what, String text, String example, @Nullable DateTimeException why) {
        String reason = why == null ? "" : " (" + why.getMessage() + ")";
        return new AiopsException("'" + text + "' is no " + what + reason + ". Write one as: " + example, why);
    }
}
