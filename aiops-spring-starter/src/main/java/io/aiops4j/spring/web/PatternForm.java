package io.aiops4j.spring.web;

import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.signal.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a pattern is written in a request: all of it, or what is to become different of one that is known. */
final class PatternForm {

    /** The fields that a pattern has beside its id. */
    static final List<String> FIELDS =
            List.of("regex", "field", "incidentType", "severity", "category", "tags", "suggestedAction");

    private PatternForm() {}

    /** The pattern; where something is missing, which is noted, it stands for nothing. */
    static AlertPattern read(Form form, String id, @Nullable AlertPattern before, Findings findings) {
        String regex = needed(form, "regex", before == null ? null : before.regex(), findings);
        String type = needed(form, "incidentType", before == null ? null : before.incidentType(), findings);
        Severity severity = form.read(
                "severity",
                form.text("severity"),
                before == null ? Severity.ERROR : before.severity(),
                "write info, warning, error or critical",
                PatternForm::severity);
        List<String> tags = Call.texts(form, "tags");
        return new AlertPattern(
                id,
                regex,
                or(form.text("field"), before == null ? null : before.field()),
                type,
                severity,
                String.valueOf(or(form.text("category"), before == null ? AlertPattern.GENERAL : before.category())),
                tags.isEmpty() && before != null ? before.tags() : Set.copyOf(tags),
                or(form.text("suggestedAction"), before == null ? null : before.suggestedAction()),
                null);
    }

    static String needed(Form form, String field, @Nullable String before, Findings findings) {
        String text = or(form.text(field), before);
        findings.require(text != null, form.at(field), "it is missing", "write a text");
        return text == null ? "" : text;
    }

    private static @Nullable String or(@Nullable String text, @Nullable String other) {
        return text == null ? other : text;
    }

    private static @Nullable Severity severity(String text) {
        return Stream.of(Severity.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(null);
    }
}
