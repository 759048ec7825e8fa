package io.aiops4j.detect;

import java.util.Map;

/** How long it takes from now until a limit is reached, in seconds: with an even chance, and in 8 of 10 cases. */
record Forecast(double seconds, double lower, double upper) {

    private static final double HOUR = 3600;

    static Forecast at(double now, Outlook outlook) {
        double passed = now - outlook.from();
        return new Forecast(
                Math.max(0, outlook.median() - passed),
                Math.max(0, outlook.lower() - passed),
                Math.max(0, outlook.upper() - passed));
    }

    Map<String, Double> features(double rate) {
        return Map.of(
                "exhaustion.seconds", seconds,
                "exhaustion.lower", lower,
                "exhaustion.upper", upper,
                "growth.rate", Math.max(-Habit.LARGEST, Math.min(Habit.LARGEST, rate * HOUR)));
    }

    String words(double limit) {
        return "it reaches " + Figures.of(limit) + " in " + time(seconds) + ", in 8 of 10 cases between " + time(lower)
                + " and " + time(upper);
    }

    private static String time(double seconds) {
        if (seconds >= Outlook.NEVER / 2) {
            return "years";
        }
        if (seconds >= 2 * 24 * HOUR) {
            return Math.round(seconds / 24 / HOUR) + " days";
        }
        if (seconds >= 2 * HOUR) {
            return Math.round(seconds / HOUR) + " hours";
        }
        return seconds >= 120 ? Math.round(seconds / 60) + " minutes" : Math.round(seconds) + " seconds";
    }
}
