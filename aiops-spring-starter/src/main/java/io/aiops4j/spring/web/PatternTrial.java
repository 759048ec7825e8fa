package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternException;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.LogLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a pattern, or all that are known, finds in sample lines. Nothing is signalled and nothing kept. */
final class PatternTrial {

    /** How many lines one request may have. */
    static final int MOST_LINES = 100;

    /** The longest line that is tried. */
    static final int LONGEST_LINE = 16_384;

    /** What so many groups of a pattern caught is told. */
    static final int MOST_GROUPS = 50;

    /** Of what a group caught so many characters are told: groups may stand in each other, and each may catch the whole line. */
    static final int LONGEST_GROUP = 200;

    // a group may catch a part of a secret that nothing gives away when it stands alone
    private static final String MASKED = "<masked>";

    private final Aiops aiops;
    private final KnownPatterns known;
    private final Redactor redactor;

    PatternTrial(Aiops aiops, KnownPatterns known, Redactor redactor) {
        this.aiops = aiops;
        this.known = known;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(Route.post("/patterns/try", Right.REVIEW, this::attempt, "id", "pattern", "service", "lines"));
    }

    private Answer attempt(Call call) {
        Form form = call.form();
        Findings findings = call.findings();
        List<String> lines = Call.texts(form, "lines");
        findings.require(!lines.isEmpty(), "lines", "there are none", "send sample lines");
        findings.require(
                lines.size() <= MOST_LINES, "lines", "there are " + lines.size(), "send at most " + MOST_LINES);
        for (int i = 0; i < lines.size(); i++) {
            findings.require(
                    lines.get(i).length() <= LONGEST_LINE,
                    "lines[" + i + "]",
                    "it has " + lines.get(i).length() + " characters",
                    "keep to " + LONGEST_LINE);
        }
        String id = form.text("id");
        Form written = form.form("pattern", withId());
        findings.require(
                id == null || written == null, "pattern", "there is an id too", "send one of the two, or neither");
        AlertPattern pattern = written == null ? null : PatternForm.read(written, "tried", null, findings);
        String service = form.text("service");
        call.requireFine();
        Target target = Target.service(service == null ? "any" : service);
        AlertPattern alone = id == null ? pattern : known.byId(id).pattern();
        PatternSet set = alone == null ? null : compiled(alone, call);
        return Answer.of(Rows.row(
                "lines",
                lines.stream()
                        .map(line -> row(line, set == null ? found(target, line) : found(set, target, line)))
                        .toList()));
    }

    private static List<String> withId() {
        List<String> names = new ArrayList<>(PatternForm.FIELDS);
        names.add("id");
        return names;
    }

    private static PatternSet compiled(AlertPattern pattern, Call call) {
        try {
            return PatternSet.of(orphan(pattern));
        } catch (PatternException unusable) {
            call.findings().add("pattern.regex", String.valueOf(unusable.getMessage()), "mend the expression");
            call.requireFine();
            throw unusable;
        }
    }

    private static AlertPattern orphan(AlertPattern pattern) {
        return pattern.parent() == null
                ? pattern
                : new AlertPattern(
                        pattern.id(),
                        pattern.regex(),
                        pattern.field(),
                        pattern.incidentType(),
                        pattern.severity(),
                        pattern.category(),
                        pattern.tags(),
                        pattern.suggestedAction(),
                        null);
    }

    private static List<PatternSet.Match> found(PatternSet set, Target target, String text) {
        String field = set.patterns().get(0).field();
        return set.explain(
                field == null ? new LogLine(target, text, Map.of()) : new LogLine(target, "", Map.of(field, text)));
    }

    private List<PatternSet.Match> found(Target target, String text) {
        LogLine line = new LogLine(target, text, Map.of());
        Map<String, AlertPattern> found = new LinkedHashMap<>();
        aiops.learning().patterns().given().match(line).forEach(pattern -> found.put(pattern.id(), orphan(pattern)));
        aiops.learning().patterns().match(line).forEach(pattern -> found.putIfAbsent(pattern.id(), pattern));
        return PatternSet.of(found.values()).explain(line);
    }

    private Map<String, Object> row(String line, List<PatternSet.Match> matches) {
        Redaction redaction = redactor.begin();
        String shown = redaction.text(line);
        return Rows.row(
                "line",
                shown,
                "matches",
                matches.stream()
                        .map(match -> Rows.row(
                                "id", match.pattern().id(),
                                "incidentType", match.pattern().incidentType(),
                                "severity", Rows.word(match.pattern().severity()),
                                "suggestedAction", match.pattern().suggestedAction(),
                                "start", match.start(),
                                "end", match.end(),
                                "groups", groups(match.groups(), shown)))
                        .toList());
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_GROUP ? value : value.substring(0, LONGEST_GROUP) + "...";
    }

    private static Map<String, String> groups(Map<String, String> caught, String shown) {
        Map<String, String> groups = new TreeMap<>();
        caught.entrySet().stream()
                .limit(MOST_GROUPS)
                .forEach(each ->
                        groups.put(each.getKey(), shown.contains(each.getValue()) ? cut(each.getValue()) : MASKED));
        return groups;
    }
}
