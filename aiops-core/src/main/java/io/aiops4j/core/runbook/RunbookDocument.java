package io.aiops4j.core.runbook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A runbook as it is written to a file: text throughout. A field that came later than the tag {@code rb1:} is left out when it
 * has its default, so that what was approved before keeps its digest; {@link RunbookReader} reads it back.
 */
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
        @Nullable String watch,
        @Nullable List<StepDocument> rollback,
        @Nullable OriginDocument origin) {

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
            @Nullable String by,
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
                runbook.watch().isZero() ? null : DurationText.write(runbook.watch()),
                runbook.rollback().stream().map(RunbookDocument::of).toList(),
                new OriginDocument(origin.generated(), origin.parent(), origin.by(), origin.why()));
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

    /** Whether a bound can be written and read back. */
    static boolean isWritable(@Nullable BigDecimal bound) {
        return bound == null
                || (Math.abs((long) bound.scale()) < RunbookReader.LONGEST_BOUND
                        && bound.toPlainString().length() <= RunbookReader.LONGEST_BOUND);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        // one that is too long is a fault, and has to be shown too
        return number == null ? null : isWritable(number) ? number.toPlainString() : number.toString();
    }
}
