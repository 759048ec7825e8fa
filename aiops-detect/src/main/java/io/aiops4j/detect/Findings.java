package io.aiops4j.detect;

import io.aiops4j.core.signal.Severity;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What was found about one value: how surprising it is in each respect. Used again for each value; not state. */
final class Findings {

    /** From here on, without habituation, it is an error: one in a million. */
    private static final double ERROR_FROM = 6;

    /** A jump counts only by what it is rarer than the other residuals need to be. */
    private static final double JUMP_DISCOUNT = 3;

    /** More than all respects together can give. */
    static final double MOST = 100;

    private static final double USUAL_UP_TO = 0.5;
    private static final double KNOWN_FROM = 16;

    private final AdaptiveSettings settings;
    private final double[] surprises = new double[Aspect.COUNT];
    private double value;
    private double level;
    private double previous;
    private double expected;
    private long local;
    private boolean isOfThatDay;
    private double total;
    private double residual;
    private double bound;

    /** What surprises most; meaningless while nothing does. */
    private Aspect first = Aspect.LEVEL;

    private double firstRatio;

    Findings(AdaptiveSettings settings) {
        this.settings = settings;
    }

    void begin(double newValue, double newLevel, double newPrevious) {
        value = newValue;
        level = newLevel;
        previous = newPrevious;
        expected = newLevel;
        if (total > 0) {
            Arrays.fill(surprises, 0);
        }
        total = 0;
    }

    /** The time of day says better than the level what to expect. */
    void expect(double usual, long localTime, boolean thatDay) {
        expected = usual;
        local = localTime;
        isOfThatDay = thatDay;
    }

    void add(Aspect aspect, double surprise, double size, double limit) {
        if (aspect == Aspect.LEVEL || aspect == Aspect.TIME_OF_DAY) {
            residual = size;
            bound = limit;
        }
        double counted = aspect == Aspect.JUMP ? surprise - JUMP_DISCOUNT : surprise;
        if (counted > 0) {
            surprises[aspect.place] = counted;
            if (total == 0 || counted > surprises[first.place]) {
                first = aspect;
                firstRatio = size / limit;
            }
            total += counted;
        }
    }

    /** How surprising all of it is, in powers of ten. */
    double total() {
        return total;
    }

    Score score(double habituation, int seen) {
        double confidence = seen / (seen + KNOWN_FROM);
        double lower = expected - bound;
        double upper = expected + bound;
        if (total == 0) {
            double near = residual == 0 ? 0 : USUAL_UP_TO * Math.min(1, residual / bound);
            return new Score(near, expected, lower, upper, Severity.INFO, confidence, "within its usual band");
        }
        double news = total - habituation;
        Severity severity =
                news < settings.event() ? Severity.INFO : total < ERROR_FROM ? Severity.WARNING : Severity.ERROR;
        return new Score(scale(news), expected, lower, upper, severity, confidence, reason(), features());
    }

    /** From 0.5 on what is unusual, from 0.8 on what begins an event. */
    private double scale(double news) {
        double event = settings.event();
        if (news >= event) {
            return Math.max(Detection.OPENS_AT, news / (news + event / 4));
        }
        return USUAL_UP_TO + (Detection.OPENS_AT - USUAL_UP_TO) * Math.max(0, news / event) * 0.999;
    }

    private Map<String, Double> features() {
        Map<String, Double> features = new TreeMap<>();
        for (Aspect aspect : Aspect.values()) {
            if (surprises[aspect.place] > 0) {
                features.put(aspect.feature(), surprises[aspect.place]);
            }
        }
        return features;
    }

    private String reason() {
        String times = Figures.times(firstRatio);
        return switch (first) {
            case LEVEL -> times + side(level) + "its usual band around " + Figures.of(level);
            case DRIFT ->
                "its recent mean is " + times + " as far" + side(level) + "its usual level of " + Figures.of(level)
                        + " as it usually reaches";
            case VOLATILITY -> "its recent steps grew by " + times + " more than they usually do";
            case TIME_OF_DAY ->
                times + side(expected) + "its usual band around its usual " + Season.name(local, isOfThatDay) + " "
                        + zone() + " value of " + Figures.of(expected);
            case JUMP ->
                (value > previous ? "jumped up by " : "jumped down by ") + times + " its usual step, from "
                        + Figures.of(previous);
            case STUCK -> "stuck at " + Figures.of(value) + " for " + times + " as long as usual";
        };
    }

    private String zone() {
        String id = settings.zone().getId();
        return id.equals("Z") ? "UTC" : id;
    }

    private String side(double of) {
        return value > of ? " above " : " below ";
    }
}
