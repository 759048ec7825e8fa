package io.aiops4j.core.match;

import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Patterns as people write them, with lines that each must find and must leave alone. */
final class PatternDocument {

    private static final String WHAT = "list of patterns";
    private static final Documents DOCUMENTS = new Documents(WHAT, "patterns, each with id, regex and incidentType");
    private static final List<String> ROOT = List.of("patterns");
    private static final List<String> PATTERN = List.of(
            "id",
            "regex",
            "field",
            "incidentType",
            "severity",
            "category",
            "tags",
            "suggestedAction",
            "parent",
            "finds",
            "leaves");

    private final Findings findings = new Findings();
    private final Set<String> ids = new HashSet<>();

    private PatternDocument() {}

    static List<AlertPattern> read(String file, String text) {
        PatternDocument document = new PatternDocument();
        Form root = Form.whole(WHAT, DOCUMENTS.named(file, text), document.findings, ROOT);
        List<AlertPattern> patterns = root.list("patterns", document::pattern).stream()
                .filter(Objects::nonNull)
                .toList();
        if (!document.findings.all().isEmpty()) {
            throw new DocumentException(WHAT, document.findings.all()).in(file);
        }
        return patterns;
    }

    private @Nullable AlertPattern pattern(String path, Node node) {
        Form form = new Form(path, node, findings, PATTERN);
        String id = needed(form, path, node, "id", "name it, for instance queue-stuck");
        String regex = needed(form, path, node, "regex", "write what to look for, in RE2 syntax");
        String type = needed(form, path, node, "incidentType", "say which kind of incident it points to");
        Severity severity = form.read(
                "severity",
                form.text("severity"),
                Severity.ERROR,
                "write info, warning, error or critical",
                said -> severity(said));
        List<String> tags = form.list("tags", form::required);
        List<String> finds = form.list("finds", form::required);
        List<String> leaves = form.list("leaves", form::required);
        if (id == null || regex == null || type == null) {
            return null;
        }
        if (!ids.add(id)) {
            form.wrong(form.at("id"), "another pattern has the id " + Form.quote(id), node, "give each its own");
        }
        AlertPattern pattern = new AlertPattern(
                id,
                regex,
                form.text("field"),
                type,
                severity,
                or(form.text("category"), AlertPattern.GENERAL),
                Set.copyOf(tags),
                form.text("suggestedAction"),
                form.text("parent"));
        examples(form, node, pattern, finds, leaves);
        return pattern;
    }

    private static void examples(Form form, Node node, AlertPattern pattern, List<String> finds, List<String> leaves) {
        PatternSet alone;
        try {
            alone = PatternSet.of(new AlertPattern(
                    pattern.id(),
                    pattern.regex(),
                    pattern.field(),
                    pattern.incidentType(),
                    pattern.severity(),
                    pattern.category(),
                    pattern.tags(),
                    null,
                    null));
        } catch (PatternException unusable) {
            form.wrong(form.at("regex"), String.valueOf(unusable.getMessage()), node, "mend the expression");
            return;
        }
        for (int i = 0; i < finds.size(); i++) {
            if (alone.match(line(pattern, finds.get(i))).isEmpty()) {
                String path = form.at("finds[" + i + "]");
                form.wrong(path, "it does not find " + Form.quote(finds.get(i)), node, "mend the expression");
            }
        }
        for (int i = 0; i < leaves.size(); i++) {
            if (!alone.match(line(pattern, leaves.get(i))).isEmpty()) {
                String path = form.at("leaves[" + i + "]");
                form.wrong(path, "it finds " + Form.quote(leaves.get(i)), node, "mend the expression");
            }
        }
    }

    private static LogLine line(AlertPattern pattern, String text) {
        String field = pattern.field();
        LogLine line = LogLine.of("example", field == null ? text : "");
        return field == null ? line : new LogLine(line.target(), "", Map.of(field, text));
    }

    private static @Nullable String needed(Form form, String path, Node node, String field, String hint) {
        String text = form.text(field);
        if (text == null) {
            form.wrong(path + "." + field, "it is missing", node, hint);
        }
        return text;
    }

    private static @Nullable Severity severity(String text) {
        try {
            return Severity.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String or(@Nullable String text, String preset) {
        return text == null ? preset : text;
    }
}
