package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two versions of a runbook, as a reviewer reads it: one line a change, {@code +} for added, {@code -}
 * for removed, {@code ~} for changed and {@code >} for moved. No line means that they are equal; lines of version, generated
 * and origin alone mean that they do the same.
 */
final class RunbookDiff {

    private final List<String> lines = new ArrayList<>();

    private RunbookDiff() {}

    /** The changes that lead from one version to another; everything counts as added when there is no parent. */
    static List<String> between(@Nullable Runbook parent, Runbook child) {
        RunbookDiff diff = new RunbookDiff();
        if (parent == null) {
            RunbookCodec.toYaml(child).lines().forEach(line -> diff.lines.add("+ " + line));
        } else {
            diff.compare(parent, child);
        }
        // a value with a line break, or one that turns the reading direction, must not pass for another line
        return diff.lines.stream().map(Shown::line).toList();
    }

    private void compare(Runbook parent, Runbook child) {
        field("id", parent.id(), child.id());
        field("version", Integer.toString(parent.version()), Integer.toString(child.version()));
        field("title", parent.title(), child.title());
        field("platform", parent.platform(), child.platform());
        named(
                "incident type",
                items(parent.incidentTypes(), t -> t, t -> Map.of()),
                items(child.incidentTypes(), t -> t, t -> Map.of()));
        named(
                "parameter",
                items(parent.parameters(), Parameter::name, RunbookDiff::fields),
                items(child.parameters(), Parameter::name, RunbookDiff::fields));
        conditions("precondition", parent.preconditions(), child.preconditions());
        steps("step", parent.steps(), child.steps());
        conditions("verification", parent.verification(), child.verification());
        field("watch", watch(parent), watch(child));
        steps("rollback step", parent.rollback(), child.rollback());
        Runbook.Origin before = parent.origin();
        Runbook.Origin after = child.origin();
        field("generated", Boolean.toString(before.generated()), Boolean.toString(after.generated()));
        field("origin parent", Integer.toString(before.parent()), Integer.toString(after.parent()));
        field("origin by", said(before.by()), said(after.by()));
        field("origin", said(before.why()), said(after.why()));
    }

    private void steps(String what, List<Step> before, List<Step> after) {
        named(what, items(before, Step::name, RunbookDiff::fields), items(after, Step::name, RunbookDiff::fields));
    }

    // a condition on the same value of the state is the same condition, changed
    private void conditions(String what, List<Check> before, List<Check> after) {
        Function<Check, Map<String, @Nullable String>> text = check -> Map.of("", check.text());
        named(what, items(before, Check::subject, text), items(after, Check::subject, text));
    }

    private void named(
            String what,
            Map<String, Map<String, @Nullable String>> before,
            Map<String, Map<String, @Nullable String>> after) {
        before.forEach((name, fields) -> {
            if (!after.containsKey(name)) {
                lines.add("- " + what + " " + name + described(fields));
            }
        });
        Set<String> moved = Moves.between(List.copyOf(before.keySet()), List.copyOf(after.keySet()));
        String behind = null;
        for (Map.Entry<String, Map<String, @Nullable String>> entry : after.entrySet()) {
            String name = entry.getKey();
            String place = behind == null ? "to the front" : "behind " + behind;
            Map<String, @Nullable String> old = before.get(name);
            if (old == null) {
                lines.add("+ " + what + " " + name + " " + place + described(entry.getValue()));
            } else {
                if (moved.contains(name)) {
                    lines.add("> " + what + " " + name + " moved " + place);
                }
                changed(what + " " + name, old, entry.getValue());
            }
            behind = name;
        }
    }

    private static String described(Map<String, @Nullable String> fields) {
        if (fields.isEmpty()) {
            return "";
        }
        String only = fields.get("");
        return ": " + (only == null ? Shown.fields(fields) : Shown.quoted(only));
    }

    private void changed(String label, Map<String, @Nullable String> old, Map<String, @Nullable String> fresh) {
        Map<String, @Nullable String> all = new LinkedHashMap<>(old);
        fresh.forEach(all::putIfAbsent);
        for (String field : all.keySet()) {
            String name = field.isEmpty() ? label : label + " " + field;
            field(name, shown(old, field), shown(fresh, field));
        }
    }

    // what is not said has its default
    private static @Nullable String shown(Map<String, @Nullable String> fields, String field) {
        return fields.containsKey(field) ? fields.get(field) : DEFAULTS.get(field);
    }

    private void field(String name, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            lines.add("~ " + name + ": " + WordDiff.between(before, after));
        }
    }

    private static final Map<String, String> DEFAULTS = Map.of(
            "timeout", duration(Step.DEFAULT_TIMEOUT),
            "retries", "0",
            "pause", duration(Duration.ZERO),
            "onFailure", "stop",
            "type", "text");

    private static Map<String, @Nullable String> fields(Parameter p) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        put(fields, "type", p.type().name().toLowerCase(Locale.ROOT));
        put(fields, "preset", p.preset());
        put(fields, "allowed", said(p.allowed().stream().map(Shown::value).collect(Collectors.joining(", "))));
        put(fields, "min", number(p.min()));
        put(fields, "max", number(p.max()));
        return fields;
    }

    private static Map<String, @Nullable String> fields(Step step) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        put(fields, "action", step.action());
        step.parameters().forEach((name, value) -> put(fields, "parameters." + name, value));
        put(fields, "check", step.check() == null ? null : step.check().text());
        put(fields, "timeout", duration(step.timeout()));
        put(fields, "retries", Integer.toString(step.retries()));
        put(fields, "pause", duration(step.pause()));
        put(fields, "onFailure", step.onFailure().name().toLowerCase(Locale.ROOT));
        return fields;
    }

    private static void put(Map<String, @Nullable String> fields, String name, @Nullable String value) {
        if (value != null && !value.equals(DEFAULTS.get(name))) {
            fields.put(name, value);
        }
    }

    private static @Nullable String said(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String number(@Nullable BigDecimal number) {
        return number == null ? null : number.toString();
    }

    private static @Nullable String watch(Runbook runbook) {
        return runbook.watch().isZero() ? null : duration(runbook.watch());
    }

    private static String duration(Duration duration) {
        return DurationText.isUpTo(Step.LONGEST_TIMEOUT, duration) ? DurationText.write(duration) : duration.toString();
    }

    // names that stand twice are a fault, which the check finds; here the second one is another thing
    private static <T> Map<String, Map<String, @Nullable String>> items(
            List<T> all, Function<T, String> name, Function<T, Map<String, @Nullable String>> fields) {
        Map<String, Map<String, @Nullable String>> items = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (T one : all) {
            String plain = name.apply(one);
            String label = plain.indexOf('\'') < 0 ? "'" + plain + "'" : Shown.quoted(plain);
            int times = seen.merge(label, 1, Integer::sum);
            items.put(times == 1 ? label : label + " no. " + times, fields.apply(one));
        }
        return items;
    }
}
