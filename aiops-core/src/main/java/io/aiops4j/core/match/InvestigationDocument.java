package io.aiops4j.core.match;

import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.document.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Investigation patterns as people write them. */
final class InvestigationDocument {

    private static final String WHAT = "list of investigations";
    private static final Documents DOCUMENTS = new Documents(WHAT, "investigations, each with id, triggers and causes");
    private static final String BUILT_IN = "investigations.yaml";
    private static final List<String> ROOT = List.of("investigations");
    private static final List<String> PATTERN = List.of("id", "name", "triggers", "symptoms", "steps", "causes");
    private static final List<String> STEP = List.of("tool", "arguments", "lookFor");
    private static final List<String> CAUSE = List.of("cause", "evidence", "fix");

    private final Findings findings = new Findings();

    private InvestigationDocument() {}

    static List<InvestigationPattern> read(String file, String text) {
        InvestigationDocument document = new InvestigationDocument();
        Form root = Form.whole(WHAT, DOCUMENTS.named(file, text), document.findings, ROOT);
        List<InvestigationPattern> patterns = root.list("investigations", document::pattern);
        if (document.findings.all().isEmpty()) {
            document.check(patterns);
        }
        if (!document.findings.all().isEmpty()) {
            throw new DocumentException(WHAT, document.findings.all()).in(file);
        }
        return patterns;
    }

    static List<InvestigationPattern> builtIn() {
        try (InputStream file = InvestigationDocument.class.getResourceAsStream(BUILT_IN)) {
            return read(BUILT_IN, DOCUMENTS.text(Objects.requireNonNull(file, BUILT_IN)));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of aiops-core cannot be read", e);
        }
    }

    private void check(List<InvestigationPattern> patterns) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < patterns.size(); i++) {
            String path = "investigations[" + i + "]";
            findings.require(ids.add(patterns.get(i).id()), path + ".id", "it stands twice", "give each its own");
            try {
                Investigations.of(patterns.get(i));
            } catch (PatternException unusable) {
                findings.add(path, String.valueOf(unusable.getMessage()), "mend it and read the file again");
            }
        }
    }

    private InvestigationPattern pattern(String path, Node node) {
        Form form = new Form(path, node, findings, PATTERN);
        String id = needed(form, node, "id", "name it, for instance queue-stuck");
        return new InvestigationPattern(
                id,
                or(form.text("name"), id),
                form.list("triggers", form::required),
                form.list("symptoms", form::required),
                form.list("steps", this::step),
                form.list("causes", this::cause));
    }

    private InvestigationPattern.Step step(String path, Node node) {
        Form form = new Form(path, node, findings, STEP);
        return new InvestigationPattern.Step(
                needed(form, node, "tool", "name what to look with"),
                or(form.text("arguments"), ""),
                needed(form, node, "lookFor", "say what is worth seeing"));
    }

    private InvestigationPattern.Cause cause(String path, Node node) {
        Form form = new Form(path, node, findings, CAUSE);
        return new InvestigationPattern.Cause(
                needed(form, node, "cause", "say what it may come from"),
                form.list("evidence", form::required),
                needed(form, node, "fix", "say what helps"));
    }

    private static String needed(Form form, Node node, String field, String hint) {
        String text = form.text(field);
        if (text == null) {
            form.wrong(form.at(field), "it is missing", node, hint);
        }
        return or(text, "");
    }

    private static String or(@Nullable String text, String preset) {
        return text == null ? preset : text;
    }
}
