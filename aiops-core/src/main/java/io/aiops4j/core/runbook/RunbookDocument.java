package io.aiops4j.core.runbook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A runbook as it stands in a file: text throughout, and what is left out has its default. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RunbookDocument(
        @Nullable String id,
        @Nullable Integer version,
        @Nullable String title,
        @Nullable String platform,
        @Nullable List<String> incidentTypes,
        @Nullable List<ParameterDocument> parameters,
        @Nullable List<String> preconditions,
        @Nullable List<StepDocument> steps,
        @Nullable List<String> verification,
        @Nullable List<StepDocument> rollback,
        @Nullable OriginDocument origin) {

    static final int LONGEST_BOUND = 40;

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ParameterDocument(
            @Nullable String name,
            @Nullable String type,

            @Nullable @JsonInclude(JsonInclude.Include.NON_NULL)
            String preset,

            @Nullable Set<String> allowed,
            @Nullable String min,
            @Nullable String max) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StepDocument(
            @Nullable String name,
            @Nullable String action,
            @Nullable Map<String, String> parameters,
            @Nullable String check,
            @Nullable String timeout,
            @Nullable Integer retries,
            @Nullable String pause,
            @Nullable String onFailure) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record OriginDocument(
            @Nullable Boolean generated,
            @Nullable Integer parent,
            @Nullable String why) {}

    static RunbookDocument of(Runbook runbook) {
        Runbook.Origin origin = runbook.origin();
        return new RunbookDocument(
                runbook.id(),
                runbook.version(),
                runbook.title(),
                runbook.platform(),
                runbook.incidentTypes(),
                runbook.parameters().stream().map(RunbookDocument::of).toList(),
                runbook.preconditions().stream().map(Check::text).toList(),
                runbook.steps().stream().map(RunbookDocument::of).toList(),
                runbook.verification().stream().map(Check::text).toList(),
                runbook.rollback().stream().map(RunbookDocument::of).toList(),
                new OriginDocument(origin.generated(), origin.parent(), origin.why()));
    }

    Runbook toRunbook() {
        return new Runbook(
                or(id, ""),
                version == null ? 1 : version,
                or(title, or(id, "")),
                or(platform, "any"),
                list(incidentTypes),
                list(parameters).stream().map(RunbookDocument::toParameter).toList(),
                list(preconditions).stream().map(Check::parse).toList(),
                list(steps).stream().map(RunbookDocument::toStep).toList(),
                list(verification).stream().map(Check::parse).toList(),
                list(rollback).stream().map(RunbookDocument::toStep).toList(),
                toOrigin(origin));
    }

    private static ParameterDocument of(Parameter p) {
        return new ParameterDocument(
                p.name(),
                p.type().name().toLowerCase(Locale.ROOT),
                p.preset(),
                new TreeSet<>(p.allowed()),
                plain(p.min()),
                plain(p.max()));
    }

    private static Parameter toParameter(ParameterDocument p) {
        Parameter.Type type = constant(Parameter.Type.class, or(p.type(), "text"), "a parameter's type");
        Set<String> allowed = p.allowed() == null ? Set.of() : p.allowed();
        return new Parameter(or(p.name(), ""), type, p.preset(), allowed, number(p.min()), number(p.max()));
    }

    private static StepDocument of(Step step) {
        return new StepDocument(
                step.name(),
                step.action(),
                new TreeMap<>(step.parameters()),
                step.check() == null ? null : step.check().text(),
                DurationText.write(step.timeout()),
                step.retries(),
                DurationText.write(step.pause()),
                step.onFailure().name().toLowerCase(Locale.ROOT));
    }

    private static Step toStep(StepDocument step) {
        return new Step(
                or(step.name(), or(step.action(), "")),
                or(step.action(), ""),
                step.parameters() == null ? Map.of() : step.parameters(),
                step.check() == null ? null : Check.parse(step.check()),
                step.timeout() == null ? Step.DEFAULT_TIMEOUT : DurationText.parse(step.timeout()),
                step.retries() == null ? 0 : step.retries(),
                step.pause() == null ? Duration.ZERO : DurationText.parse(step.pause()),
                constant(Step.OnFailure.class, or(step.onFailure(), "stop"), "what happens on failure"));
    }

    private static Runbook.Origin toOrigin(@Nullable OriginDocument origin) {
        if (origin == null) {
            return Runbook.Origin.PERSON;
        }
        return new Runbook.Origin(
                Boolean.TRUE.equals(origin.generated()),
                origin.parent() == null ? 0 : origin.parent(),
                or(origin.why(), ""));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text, String what) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new AiopsException("'" + text + "' is not " + what + ". Write one of "
                + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT) + ".");
    }

    /** Whether a bound can be written and read back. */
    static boolean isWritable(@Nullable BigDecimal bound) {
        return bound == null
                || (Math.abs((long) bound.scale()) < LONGEST_BOUND
                        && bound.toPlainString().length() <= LONGEST_BOUND);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST_BOUND
                || !text.chars().allMatch(c -> c == '-' || c == '.' || (c >= '0' && c <= '9'))) {
            throw new AiopsException("'" + text + "' is not a bound. Write a decimal number.");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new AiopsException("'" + text + "' is not a bound. Write a decimal number.", e);
        }
    }

    // an empty text is one that was left out: the canonical form does not tell them apart
    private static String or(@Nullable String text, String preset) {
        return text == null || text.isEmpty() ? preset : text;
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
