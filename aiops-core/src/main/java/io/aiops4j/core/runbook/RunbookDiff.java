package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two versions of a runbook, as a reviewer reads it: one line a change, {@code +} for added, {@code -}
 * for removed, {@code ~} for changed and {@code >} for moved.
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
        return diff.lines.stream().map(RunbookDiff::onOneLine).toList();
    }

    // a value with a line break, or one that turns the reading direction, must not pass for another line of the diff
    private static String onOneLine(String line) {
        StringBuilder shown = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            shown.append(hidden ? String.format("\\u%04x", (int) c) : Character.toString(c));
        }
        return shown.toString();
    }

    private void compare(Runbook parent, Runbook child) {
        field("version", parent.version(), child.version());
        field("title", parent.title(), child.title());
        field("platform", parent.platform(), child.platform());
        field("incidentTypes", parent.incidentTypes(), child.incidentTypes());
        named(
                "parameter",
                byName(parent.parameters(), Parameter::name),
                byName(child.parameters(), Parameter::name),
                RunbookDiff::fields);
        field("preconditions", parent.preconditions(), child.preconditions());
        steps("step", parent.steps(), child.steps());
        field("verification", parent.verification(), child.verification());
        steps("rollback step", parent.rollback(), child.rollback());
        field("generated", parent.origin().generated(), child.origin().generated());
        field("origin", parent.origin().why(), child.origin().why());
    }

    private void steps(String what, List<Step> before, List<Step> after) {
        moved(
                what,
                before.stream().map(Step::name).toList(),
                after.stream().map(Step::name).toList());
        named(what, byName(before, Step::name), byName(after, Step::name), RunbookDiff::fields);
    }

    private void moved(String what, List<String> before, List<String> after) {
        // names that stand twice are a fault, which the check finds; here they count once
        List<String> stayed = new ArrayList<>(new LinkedHashSet<>(before));
        stayed.retainAll(after);
        List<String> now = new ArrayList<>(new LinkedHashSet<>(after));
        now.retainAll(before);
        while (!stayed.equals(now)) {
            String name = farthest(stayed, now);
            int from = stayed.indexOf(name);
            int to = now.indexOf(name);
            String place = to == 0 ? "to the front" : "behind '" + now.get(to - 1) + "'";
            lines.add("> " + what + " '" + name + "' moved " + place);
            stayed.remove(from);
            now.remove(to);
        }
    }

    private static String farthest(List<String> before, List<String> after) {
        String farthest = before.get(0);
        int distance = -1;
        for (String name : before) {
            int moved = Math.abs(before.indexOf(name) - after.indexOf(name));
            if (moved > distance) {
                distance = moved;
                farthest = name;
            }
        }
        return farthest;
    }

    private <T> void named(
            String what, Map<String, T> before, Map<String, T> after, Function<T, Map<String, String>> fields) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            T was = before.get(name);
            T is = after.get(name);
            String label = what + " '" + name + "'";
            if (was == null && is != null) {
                lines.add("+ " + label + " " + fields.apply(is));
            } else if (is == null && was != null) {
                lines.add("- " + label + " " + fields.apply(was));
            } else if (was != null && is != null) {
                Map<String, String> old = fields.apply(was);
                Map<String, String> fresh = fields.apply(is);
                fresh.forEach((field, value) -> field(label + " " + field, old.get(field), value));
            }
        }
    }

    private void field(String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            lines.add("~ " + name + ": " + before + " -> " + after);
        }
    }

    private static Map<String, String> fields(Parameter p) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", p.type().name());
        fields.put("preset", String.valueOf(p.preset()));
        fields.put("allowed", p.allowed().toString());
        fields.put("min", String.valueOf(p.min()));
        fields.put("max", String.valueOf(p.max()));
        return fields;
    }

    private static Map<String, String> fields(Step step) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", step.action());
        fields.put("parameters", step.parameters().toString());
        fields.put("check", String.valueOf(step.check()));
        fields.put("timeout", DurationText.write(step.timeout()));
        fields.put("retries", Integer.toString(step.retries()));
        fields.put("pause", DurationText.write(step.pause()));
        fields.put("onFailure", step.onFailure().name());
        return fields;
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        Map<String, T> named = new LinkedHashMap<>();
        all.forEach(one -> named.put(name.apply(one), one));
        return named;
    }
}
