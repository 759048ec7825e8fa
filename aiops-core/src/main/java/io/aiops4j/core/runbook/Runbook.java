package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Versioned steps against a kind of incident. Equal runbooks have one canonical form and so one digest; a person approves
 * that digest.
 *
 * <pre>{@code
 * Runbook runbook = RunbookCodec.read(Path.of("redis-oom.yaml"));
 * String proposal = aiops.runbooks().submit(runbook, Actor.person("alice"));
 * }</pre>
 *
 * @param id the runbook's name, the same for all versions
 * @param version from 1
 * @param title one line for people
 * @param platform what it runs on, such as {@code linux}
 * @param incidentTypes which incidents it is against
 * @param parameters what it takes, with bounds
 * @param preconditions what must hold before it starts
 * @param steps what it does, in order
 * @param verification what must hold after it
 * @param watch for how long that is looked at after the last step; zero for one look
 * @param rollback what undoes it, in order
 * @param origin where it comes from
 */
public record Runbook(
        String id,
        int version,
        String title,
        String platform,
        List<String> incidentTypes,
        List<Parameter> parameters,
        List<Check> preconditions,
        List<Step> steps,
        List<Check> verification,
        Duration watch,
        List<Step> rollback,
        Origin origin) {

    /** The longest that the state is watched after the last step. */
    public static final Duration LONGEST_WATCH = Duration.ofHours(1);

    /** The most steps, and the most rollback steps. */
    public static final int MOST_STEPS = 100;

    /** The longest that one run may take in all. */
    public static final Duration LONGEST_RUN = Duration.ofHours(24);

    /** The largest canonical form in bytes: a proposal holds it together with the difference to its parent. */
    public static final int MOST_BYTES = 128 << 10;

    /** Copies everything. */
    public Runbook {
        incidentTypes = List.copyOf(incidentTypes);
        parameters = List.copyOf(parameters);
        preconditions = List.copyOf(preconditions);
        steps = List.copyOf(steps);
        verification = List.copyOf(verification);
        rollback = List.copyOf(rollback);
    }

    /** A runbook whose verification is one look. */
    public Runbook(
            String id,
            int version,
            String title,
            String platform,
            List<String> incidentTypes,
            List<Parameter> parameters,
            List<Check> preconditions,
            List<Step> steps,
            List<Check> verification,
            List<Step> rollback,
            Origin origin) {
        this(
                id,
                version,
                title,
                platform,
                incidentTypes,
                parameters,
                preconditions,
                steps,
                verification,
                Duration.ZERO,
                rollback,
                origin);
    }

    /**
     * Where a runbook comes from.
     *
     * @param generated drafted by this library, not written by a person
     * @param parent the version that it was made from, or 0
     * @param by who wrote or drafted it, as the file says; whose word counts in a review is the actor that submits it
     * @param why the evidence or the reason
     */
    public record Origin(boolean generated, int parent, String by, String why) {

        /** Written by a person. */
        public static final Origin PERSON = new Origin(false, 0, "", "");

        /** An origin that does not say by whom. */
        public Origin(boolean generated, int parent, String why) {
            this(generated, parent, "", why);
        }
    }

    /**
     * The longest that one run may take in all: each attempt up to its time-out, each pause, and the roll-back or the watch behind it.
     */
    public Duration longest() {
        boolean rollsBack = steps.stream().anyMatch(step -> step.onFailure() == Step.OnFailure.ROLL_BACK);
        Duration undoing = rollsBack ? Step.longest(rollback) : Duration.ZERO;
        // what was rolled back is not watched
        Duration behind = undoing.compareTo(bounded(watch)) > 0 ? undoing : bounded(watch);
        return Step.longest(steps).plus(behind);
    }

    // beyond its bound there is a fault anyway, and the sum must not overflow
    private static Duration bounded(Duration watch) {
        return watch.compareTo(LONGEST_WATCH) > 0 ? LONGEST_WATCH : watch.isNegative() ? Duration.ZERO : watch;
    }

    /** The next version with other steps, parameters and origin: how a draft is made from its parent. */
    public Runbook next(int nextVersion, List<Parameter> otherParameters, List<Step> otherSteps, Origin from) {
        return new Runbook(
                id,
                nextVersion,
                title,
                platform,
                incidentTypes,
                otherParameters,
                preconditions,
                otherSteps,
                verification,
                watch,
                rollback,
                from);
    }

    /** Whether another version does the same: only its number and its origin differ. */
    public boolean doesTheSameAs(Runbook other) {
        return equals(new Runbook(
                other.id,
                version,
                other.title,
                other.platform,
                other.incidentTypes,
                other.parameters,
                other.preconditions,
                other.steps,
                other.verification,
                other.watch,
                other.rollback,
                origin));
    }

    /** A declared parameter, or null. */
    public @Nullable Parameter parameter(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The state after all steps by the declared effects of their actions alone: nothing is run, and an action without
     * declared effects leaves the state as it is.
     */
    public StateSnapshot simulate(
            StateSnapshot before, RunValues values, Function<String, @Nullable ActionSignature> catalogue) {
        return Simulation.run(this, values, before, catalogue);
    }

    /**
     * The changes that lead here from another version, as a reviewer reads them, one line each: {@code +} added, {@code -}
     * removed, {@code ~} changed, {@code >} moved.
     */
    public List<String> changesFrom(@Nullable Runbook parent) {
        return RunbookDiff.between(parent, this);
    }

    /** The name and version, for people. */
    public String label() {
        return id + " v" + version;
    }
}
