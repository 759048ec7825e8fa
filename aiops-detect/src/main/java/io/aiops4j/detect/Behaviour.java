package io.aiops4j.detect;

import java.nio.ByteBuffer;

/**
 * What a series usually does: its level, its mean over the last values, its steps and its days, and for each
 * {@link Aspect} the {@link Tail} of the residuals. It measures a value against all that, then learns from it.
 */
final class Behaviour {

    static final int BYTES = 7 * Double.BYTES + 3 * Integer.BYTES + (Aspect.COUNT + 1) * Tail.BYTES + Season.BYTES;

    /** The share of the newest value in where a series goes when it settles elsewhere. */
    private static final double QUICK = 0.2;

    /** So many in a row farther out than ever, on one side, are the new level. */
    private static final int SETTLED = 30;

    /** Where steps are so many times as large or as small as before, the unit is another one. */
    private static final double OTHER_UNIT = 10;

    /** As if so many values of the new level had been seen. */
    private static final int YOUNG = 16;

    /** No residual smaller than this share of the values matters to anybody. */
    private static final double FINEST_SHARE = 1e-3;

    /** No change of steps that are smaller than this share does. */
    private static final double FINEST_STEP_SHARE = 1e-4;

    /** What is farther out than so many times the usual counts as that far in what is remembered. */
    private static final double CALM = 20;

    /** So many values without a move are still no sign. */
    private static final int STILL = 24;

    private static final int MOST_SEEN = 1_000_000;

    private final AdaptiveSettings settings;
    private final Tail[] tails = new Tail[Aspect.COUNT];

    /** Of what is left where the day of the week is known: that is less than a time of day leaves on all days. */
    private final Tail ofThatDay;

    private final Season season;
    private int seen;
    private double level;
    private double mean;
    private double quick;
    private double previous;
    private double steps;
    private double usualSteps;

    /** How many values did not move. */
    private int still;

    /** How many in a row were farther out than ever; negative if they were below. */
    private int outside;

    /** How far ever was when the first of them came. */
    private double border;

    Behaviour(double value, AdaptiveSettings settings) {
        this.settings = settings;
        level = value;
        mean = value;
        quick = value;
        previous = value;
        seen = 1;
        season = new Season();
        for (int i = 0; i < tails.length; i++) {
            tails[i] = new Tail(settings);
        }
        ofThatDay = new Tail(settings);
    }

    /** Reads what was saved in this version, or in version 2. */
    Behaviour(ByteBuffer from, AdaptiveSettings settings, boolean isVersion2) {
        this.settings = settings;
        seen = from.getInt();
        still = from.getInt();
        outside = from.getInt();
        level = from.getDouble();
        mean = from.getDouble();
        quick = from.getDouble();
        previous = from.getDouble();
        steps = from.getDouble();
        usualSteps = from.getDouble();
        border = from.getDouble();
        for (int i = 0; i < tails.length; i++) {
            tails[i] = new Tail(from);
        }
        ofThatDay = isVersion2 ? new Tail(settings) : new Tail(from);
        season = isVersion2 ? Season.ofVersion2(from) : new Season(from);
    }

    void writeTo(ByteBuffer to) {
        to.putInt(seen).putInt(still).putInt(outside);
        to.putDouble(level).putDouble(mean).putDouble(quick).putDouble(previous);
        to.putDouble(steps).putDouble(usualSteps).putDouble(border);
        for (Tail tail : tails) {
            tail.writeTo(to);
        }
        ofThatDay.writeTo(to);
        season.writeTo(to);
    }

    boolean isSound() {
        for (Tail tail : tails) {
            if (!tail.isSound()) {
                return false;
            }
        }
        return seen >= 1
                && seen <= MOST_SEEN
                && still >= 0
                && still <= MOST_SEEN
                && Math.abs(outside) < SETTLED
                && isValue(level)
                && isValue(mean)
                && isValue(quick)
                && isValue(previous)
                && isSize(steps)
                && isSize(usualSteps)
                && border >= 0
                && border <= Double.MAX_VALUE
                && ofThatDay.isSound()
                && season.isSound();
    }

    int seen() {
        return seen;
    }

    double level() {
        return level;
    }

    /** Whether there is enough to judge by. */
    boolean isKnown() {
        return tail(Aspect.LEVEL).isReady();
    }

    /** Measures a value into the findings, then learns from it. */
    void observe(double value, long local, boolean afterGap, Findings findings) {
        seen = Math.min(MOST_SEEN, seen + 1);
        double slow = Math.max(settings.level(), 1.0 / seen);
        double fast = Math.max(settings.recent(), 1.0 / seen);
        double magnitude = Math.max(Math.abs(value), Math.abs(level));
        double finest = FINEST_SHARE * magnitude;
        double fromLevel = value - level;
        double step = afterGap ? 0 : Math.abs(value - previous);
        double calm = calm(value);
        still = step == 0 && !afterGap ? Math.min(MOST_SEEN, still + 1) : 0;
        mean += fast * (calm - mean);
        double calmStep = calm(step, tail(Aspect.JUMP));
        steps += fast * (calmStep - steps);
        usualSteps += slow * (calmStep - usualSteps);

        findings.begin(value, level, previous);
        measure(Aspect.LEVEL, Math.abs(fromLevel), finest, findings);
        measure(Aspect.DRIFT, Math.abs(mean - level), finest / 2, findings);
        measure(Aspect.VOLATILITY, growth(magnitude), 0, findings);
        measureTimeOfDay(value, local, Math.abs(fromLevel), finest, findings);
        if (!afterGap) {
            measure(Aspect.JUMP, step, finest, findings);
        }
        measureStill(findings);

        season.learn(local, calm);
        learnLevel(value, slow);
        previous = value;
    }

    /** No farther from the level than ten times what is usual: one outlier must not be remembered for days. */
    private double calm(double value) {
        double distance = calm(Math.abs(value - level), tail(Aspect.LEVEL));
        return value > level ? Math.min(value, level + distance) : Math.max(value, level - distance);
    }

    private double calm(double size, Tail tail) {
        return tail.isReady() ? Math.min(size, CALM * far(tail, size)) : size;
    }

    /** How far it ever was. */
    private double far(Tail tail, double size) {
        double far = Math.max(tail.farthest(), FINEST_SHARE * Math.abs(level));
        return far == 0 ? FINEST_SHARE * size : far;
    }

    private void measure(Aspect aspect, double size, double finest, Findings findings) {
        Tail tail = tail(aspect);
        findings.add(aspect, tail.surprise(size, finest, settings), size, tail.bound(finest));
        if (aspect != Aspect.LEVEL) {
            tail.learn(size, known(finest), settings);
        }
    }

    /** What is fine by the level, and not by a value that may be an outlier. */
    private double known(double finest) {
        return Math.min(finest, FINEST_SHARE * Math.abs(level));
    }

    private void measureTimeOfDay(double value, long local, double levelResidual, double finest, Findings findings) {
        if (!season.knows(local)) {
            return;
        }
        double expected = season.expected(local);
        double residual = Math.abs(value - expected);
        Tail tail = season.isOfThatDay(local) ? ofThatDay : tail(Aspect.TIME_OF_DAY);
        if (season.explains(calm(residual, tail), calm(levelResidual, tail(Aspect.LEVEL)))) {
            findings.expect(expected, local, season.isOfThatDay(local));
            findings.add(Aspect.TIME_OF_DAY, tail.surprise(residual, finest, settings), residual, tail.bound(finest));
        }
        tail(Aspect.TIME_OF_DAY).learn(Math.abs(value - season.expectedOnAnyDay(local)), known(finest), settings);
        if (season.knowsThatDay(local)) {
            ofThatDay.learn(Math.abs(value - season.expectedOnThatDay(local)), known(finest), settings);
        }
    }

    private void measureStill(Findings findings) {
        Tail tail = tail(Aspect.STUCK);
        if (still >= STILL) {
            findings.add(Aspect.STUCK, tail.surprise(still, 0, settings), still, tail.bound(0));
        }
        tail.learn(Math.max(1, still), 0, settings);
    }

    /** How many times their usual size the recent steps have. */
    private double growth(double magnitude) {
        double finest = FINEST_STEP_SHARE * magnitude;
        double usual = usualSteps + finest;
        return usual == 0 ? 1 : (steps + finest) / usual;
    }

    private void learnLevel(double value, double slow) {
        Tail tail = tail(Aspect.LEVEL);
        double fromLevel = value - level;
        double size = Math.abs(fromLevel);
        double far = far(tail, size);
        boolean known = tail.isReady();
        tail.learn(size, FINEST_SHARE * Math.abs(level), settings);
        level += slow * (known ? Math.max(-far, Math.min(far, fromLevel)) : fromLevel);
        quick += QUICK * (value - quick);
        if (known) {
            countOutside(fromLevel, far);
        }
    }

    private void countOutside(double fromLevel, double far) {
        if (outside == 0) {
            border = far;
        }
        if (Math.abs(fromLevel) <= border) {
            outside = 0;
        } else {
            outside = fromLevel > 0 ? Math.max(0, outside) + 1 : Math.min(0, outside) - 1;
        }
        if (Math.abs(outside) == SETTLED) {
            settle();
        }
    }

    /** The series stays where it went: that is its level now. In another unit, all else has to be learned anew. */
    private void settle() {
        level = quick;
        mean = quick;
        outside = 0;
        seen = YOUNG;
        if (steps > OTHER_UNIT * usualSteps || usualSteps > OTHER_UNIT * steps) {
            usualSteps = steps;
            season.forget();
            for (Tail tail : tails) {
                tail.forget();
            }
            ofThatDay.forget();
        }
    }

    /** Another time zone has other days. */
    void forgetDays() {
        season.forget();
        ofThatDay.forget();
    }

    private Tail tail(Aspect aspect) {
        return tails[aspect.place];
    }

    private static boolean isValue(double value) {
        return Math.abs(value) <= Habit.LARGEST;
    }

    private static boolean isSize(double size) {
        return size >= 0 && size <= 2 * Habit.LARGEST;
    }
}
