package io.aiops4j.spring.web;

import io.aiops4j.spring.web.RecentLines.Line;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the application logged last, and how much of it there was. */
final class LogRoutes {

    private final RecentLines recent;
    private final LongSupplier dropped;

    LogRoutes(RecentLines recent, LongSupplier dropped) {
        this.recent = recent;
        this.dropped = dropped;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/logs/recent",
                        Right.READ,
                        this::lines,
                        "service",
                        "level",
                        "pattern",
                        "incidentType",
                        "text",
                        "after",
                        "limit"),
                Route.get("/logs/statistics", Right.READ, call -> statistics()));
    }

    private Answer lines(Call call) {
        String text = call.parameter("text");
        List<Line> asked = recent.lines().stream()
                .filter(each -> call.asks("service", each.service()))
                .filter(each -> call.asks("level", String.valueOf(each.level()).toLowerCase(Locale.ROOT)))
                .filter(each -> asks(call, "pattern", each.patterns()))
                .filter(each -> asks(call, "incidentType", each.types()))
                .filter(each ->
                        text == null || each.message().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                .toList();
        return Rows.page(call, asked, LogRoutes::key, LogRoutes::row);
    }

    private static boolean asks(Call call, String name, List<String> values) {
        String asked = call.parameter(name);
        return asked == null || values.contains(asked);
    }

    // the latest first
    private static String key(Line line) {
        String behind = Long.toString(Long.MAX_VALUE - line.number());
        return "0".repeat(19 - behind.length()) + behind;
    }

    private static Map<String, Object> row(Line line) {
        return Rows.row(
                "time", line.time().toString(),
                "service", line.service(),
                "level", line.level() == null ? null : line.level().toLowerCase(Locale.ROOT),
                "logger", line.logger(),
                "message", line.message(),
                "patterns", line.patterns(),
                "incidentTypes", line.types());
    }

    private Answer statistics() {
        LineCounts.Sum sum = recent.sum();
        return Answer.of(Rows.row(
                "minutes", LineCounts.MINUTES,
                "seen", sum.seen(),
                "matched", sum.matched(),
                "kept", recent.lines().size(),
                "droppedSinceStart", dropped.getAsLong(),
                "services", sum.services(),
                "levels", sum.levels(),
                "patterns", sum.patterns()));
    }
}
