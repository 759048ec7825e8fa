package io.aiops4j.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clocks on the wall of a place show, in the two nights of the year too in which they are set. */
final class WallClock {

    // a window may begin on one day of the week, and that night may be the one that leaves its beginning out
    private static final int DAYS_AHEAD = 10;

    private WallClock() {}

    static boolean isOpen(ChangeCalendar.Window window, Instant now) {
        ZonedDateTime shown = now.atZone(window.zone());
        LocalTime time = shown.toLocalTime();
        boolean today = window.days().contains(shown.getDayOfWeek());
        if (window.from().isBefore(window.to())) {
            return today && !time.isBefore(window.from()) && time.isBefore(window.to());
        }
        boolean yesterday = window.days().contains(shown.getDayOfWeek().minus(1));
        return (today && !time.isBefore(window.from())) || (yesterday && time.isBefore(window.to()));
    }

    /** The next moment at which it is open: when a clock shows its beginning, or is set to a time in it. */
    static @Nullable Instant nextOpen(ChangeCalendar.Window window, Instant now) {
        if (isOpen(window, now)) {
            return now;
        }
        List<Instant> candidates = new ArrayList<>();
        LocalDate today = now.atZone(window.zone()).toLocalDate();
        for (int day = -1; day <= DAYS_AHEAD; day++) {
            LocalDateTime begin = today.plusDays(day).atTime(window.from());
            for (ZoneOffset offset : window.zone().getRules().getValidOffsets(begin)) {
                candidates.add(begin.toInstant(offset));
            }
        }
        Instant end = now.plus(Duration.ofDays(DAYS_AHEAD));
        ZoneOffsetTransition set = window.zone().getRules().nextTransition(now);
        while (set != null && set.getInstant().isBefore(end)) {
            candidates.add(set.getInstant());
            set = window.zone().getRules().nextTransition(set.getInstant());
        }
        return candidates.stream()
                .filter(each -> each.isAfter(now) && isOpen(window, each))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The first moment at which a clock shows this time, or a later one where it leaves it out. */
    static Instant first(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty()
                ? zone.getRules().getTransition(time).getInstant()
                : time.toInstant(offsets.get(0)); // the summer's comes first
    }

    /** The last moment at which a clock shows this time, or where it leaves it out, at which it would have. */
    static Instant last(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty()
                ? time.toInstant(zone.getRules().getTransition(time).getOffsetBefore())
                : time.toInstant(offsets.get(offsets.size() - 1));
    }
}
