package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Observation;
import io.aiops4j.detect.eval.LabelledScores;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A series to measure on.
 *
 * @param group the folder that it is from
 * @param file its name there
 * @param times as they were written
 * @param observations what a detector sees
 * @param windows where something was wrong, which no detector sees
 */
record LabelledSeries(
        String group,
        String file,
        List<String> times,
        List<Observation> observations,
        List<LabelledScores.Window> windows) {

    private static final double SECONDS_PER_WEEK = 7 * 86_400.0;

    String name() {
        return group + "/" + file;
    }

    LabelledScores with(double[] scores) {
        return LabelledScores.of(name(), scores, windows);
    }

    double weeks() {
        Instant first = observations.get(0).time();
        Instant last = observations.get(observations.size() - 1).time();
        return (last.getEpochSecond() - first.getEpochSecond()) / SECONDS_PER_WEEK;
    }

    /** Such as {@code 2014-04-01 00:05:00}, with or without a T, a fraction or a Z; always as UTC. */
    static Instant time(String text) {
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return LocalDateTime.parse(local.trim().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new BadInput("\"" + text + "\" is no time such as 2014-04-01 00:05:00.");
        }
    }

    /** NaN where there is none. */
    static double value(String text) {
        try {
            return text.isBlank() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInput("\"" + text + "\" is no number.");
        }
    }
}
