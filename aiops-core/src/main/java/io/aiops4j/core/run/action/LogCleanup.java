package io.aiops4j.core.run.action;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;

/** Deletes old files of one kind of name in a folder of a root. */
final class LogCleanup {

    private static final String FOLDER = "folder";
    private static final String SUFFIX = "suffix";
    private static final String AGE = "older_than_hours";
    private static final String KEEP = "keep_newest";
    private static final String RECURSIVE = "recursive";
    private static final int LONGEST_SUFFIX = 100;
    private static final long MOST_HOURS = 87_600;
    private static final long MOST_KEPT = 10_000;
    private static final BigDecimal SECONDS = BigDecimal.valueOf(3_600);

    private final Roots roots;
    private final Clock clock;

    LogCleanup(Roots roots, Clock clock) {
        this.roots = roots;
        this.clock = clock;
    }

    Action action() {
        return Action.named("cleanup_logs")
                .parameter(roots.parameter())
                .parameter(Parameter.text(FOLDER).or("."))
                .parameter(SUFFIX)
                .parameter(Parameter.number(AGE).between(0, MOST_HOURS).or("168"))
                .parameter(Parameter.number(KEEP).between(0, MOST_KEPT).or("5"))
                .parameter(Parameter.text(RECURSIVE).oneOf("true", "false").or("false"))
                .risk(Risk.HIGH)
                .idempotent()
                .preview(step -> {
                    Sweep sweep = sweep(step, false);
                    sweep(step, sweep);
                    return sweep.wouldDelete();
                })
                .run(step -> {
                    Sweep sweep = sweep(step, true);
                    try {
                        sweep(step, sweep);
                    } finally {
                        step.output(sweep.deleted()); // what was done is told, also when it was stopped in between
                    }
                    if (sweep.failure() != null) {
                        throw new ActionException(
                                FailureType.ENVIRONMENT_OR_PERMISSION, "Not all could be deleted. " + sweep.deleted());
                    }
                });
    }

    private Sweep sweep(StepContext step, boolean acts) {
        String suffix = step.text(SUFFIX);
        if (suffix.length() < 2
                || suffix.length() > LONGEST_SUFFIX
                || suffix.charAt(0) != '.'
                || suffix.indexOf('/') >= 0) {
            throw Failures.wrong("Parameter 'suffix' cannot be '" + suffix
                    + "'. Write a dot and what the names end in, such as .log; no pattern.");
        }
        Duration age = Duration.ofSeconds(step.number(AGE).multiply(SECONDS).longValue());
        int keep = step.number(KEEP).setScale(0, RoundingMode.CEILING).intValueExact();
        return new Sweep(
                suffix, clock.instant().minus(age), keep, step.text(RECURSIVE).equals("true"), acts);
    }

    private void sweep(StepContext step, Sweep sweep) throws InterruptedException {
        Roots.Place place = roots.place(step, FOLDER);
        try (Folder folder = place.open()) {
            sweep.over(folder, place.shown(), 0);
        } catch (IOException e) {
            throw Failures.at(place.shown(), e);
        }
    }
}
