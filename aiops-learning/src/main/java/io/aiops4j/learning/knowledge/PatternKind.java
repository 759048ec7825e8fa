package io.aiops4j.learning.knowledge;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternException;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A pattern as a change that waits for approval: what it finds opens incidents, and so may start what is approved against them. */
final class PatternKind implements ChangeKind<AlertPattern> {

    private static final String TAG = "ap1:";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REGEX = 4_000;
    private static final int MOST_TAGS = 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The fields in the order in which they are written, for ever. */
    private record Form(
            String id,
            String regex,
            @Nullable String field,
            String incidentType,
            Severity severity,
            String category,
            Set<String> tags,
            @Nullable String suggestedAction) {}

    private final Redactor redactor = Redactor.standard();

    @Override
    public String name() {
        return "pattern";
    }

    @Override
    public String encode(AlertPattern pattern) {
        return TAG
                + JSON.writeValueAsString(new Form(
                        pattern.id(),
                        pattern.regex(),
                        pattern.field(),
                        pattern.incidentType(),
                        pattern.severity(),
                        pattern.category(),
                        pattern.tags(),
                        pattern.suggestedAction()));
    }

    @Override
    public AlertPattern decode(String canonical) {
        if (!canonical.startsWith(TAG)) {
            throw new AiopsException("Not a pattern in canonical form: it does not begin with " + TAG);
        }
        try {
            Form form = JSON.readValue(canonical.substring(TAG.length()), Form.class);
            return new AlertPattern(
                    form.id(),
                    form.regex(),
                    form.field(),
                    form.incidentType(),
                    form.severity(),
                    form.category(),
                    form.tags(),
                    form.suggestedAction(),
                    null);
        } catch (JacksonException e) {
            throw new AiopsException("Not a pattern: " + e.getOriginalMessage(), e);
        } catch (NullPointerException e) {
            throw new AiopsException("Not a pattern: a field is missing.", e);
        }
    }

    @Override
    public List<Fault> check(AlertPattern pattern) {
        Findings findings = new Findings();
        name(findings, "id", pattern.id());
        name(findings, "incidentType", pattern.incidentType());
        findings.require(
                pattern.parent() == null,
                "parent",
                "a pattern that waits for approval stands alone",
                "leave it out, or put the pattern into the library that the host gives");
        findings.require(
                pattern.regex().length() <= LONGEST_REGEX,
                "regex",
                "it has " + pattern.regex().length() + " characters",
                "keep to " + LONGEST_REGEX);
        findings.require(
                pattern.tags().size() <= MOST_TAGS,
                "tags",
                "there are " + pattern.tags().size(),
                "keep to " + MOST_TAGS);
        texts(pattern).forEach((path, text) -> text(findings, path, text));
        if (findings.all().isEmpty()) {
            expression(findings, pattern);
        }
        return findings.all();
    }

    private static Map<String, String> texts(AlertPattern pattern) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("id", pattern.id());
        texts.put("regex", pattern.regex());
        texts.put("field", String.valueOf(pattern.field()));
        texts.put("incidentType", pattern.incidentType());
        texts.put("category", pattern.category());
        texts.put("suggestedAction", String.valueOf(pattern.suggestedAction()));
        texts.put("tags", String.join(" ", pattern.tags()));
        return texts;
    }

    // a reviewer reads them line by line, and they are kept for ever
    private void text(Findings findings, String path, String text) {
        findings.require(
                text.chars().noneMatch(Character::isISOControl),
                path,
                "it has a character that nobody sees",
                "leave it out; an expression writes \\n for the end of a line");
        findings.require(
                !redactor.redact(text).isChanged(),
                path,
                "it looks like a secret, and what is proposed is kept for ever",
                "leave it out, and write what stands round it");
    }

    private static void name(Findings findings, String path, String value) {
        findings.require(
                !value.isBlank() && value.length() <= LONGEST_NAME,
                path,
                "it is blank or too long",
                "write 1 to " + LONGEST_NAME + " characters");
    }

    private static void expression(Findings findings, AlertPattern pattern) {
        try {
            String field = pattern.field() == null ? "any" : pattern.field();
            LogLine empty = new LogLine(Target.service("any"), "", Map.of(field, ""));
            boolean any = !PatternSet.of(pattern).match(empty).isEmpty();
            findings.require(!any, "regex", "it finds a line without a word", "say what must stand in the line");
        } catch (PatternException unusable) {
            findings.require(false, "regex", String.valueOf(unusable.getMessage()), "mend the expression");
        }
    }

    @Override
    public Summary summarise(AlertPattern pattern) {
        String diff = "+ id: " + pattern.id() + "\n+ regex: " + pattern.regex()
                + (pattern.field() == null ? "" : "\n+ field: " + pattern.field()) + "\n+ incidentType: "
                + pattern.incidentType() + "\n+ severity: " + pattern.severity() + "\n+ category: "
                + pattern.category()
                + (pattern.tags().isEmpty() ? "" : "\n+ tags: " + String.join(", ", pattern.tags()))
                + (pattern.suggestedAction() == null ? "" : "\n+ suggestedAction: " + pattern.suggestedAction());
        return new Summary("pattern " + pattern.id(), Risk.MEDIUM, diff);
    }
}
