package io.aiops4j.core.runbook;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.verify.Check;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a runbook of what stands in a file and notes all that cannot be read at once. What is left out has its default; what
 * cannot be read has a placeholder, so that the check can look at the rest.
 */
final class RunbookReader {

    static final int LONGEST_BOUND = 40;

    static final List<String> RUNBOOK = List.of(
            "id",
            "version",
            "title",
            "platform",
            "incidentTypes",
            "parameters",
            "preconditions",
            "steps",
            "verification",
            "watch",
            "rollback",
            "origin");
    static final List<String> PARAMETER = List.of("name", "type", "preset", "allowed", "min", "max");
    static final List<String> STEP =
            List.of("name", "action", "parameters", "check", "timeout", "retries", "pause", "onFailure");
    static final List<String> ORIGIN = List.of("generated", "parent", "by", "why");

    private static final Check PLACEHOLDER = Check.parse("unreadable = 0");
    private static final String CONDITION =
            "write a state value, one of = != < <= > >= and a number, a 'quoted text', a"
                    + " ${parameter} or another state value, parted by blanks: heap.used < 900";
    private static final String DURATION = "write a whole number and a unit: 500ms, 30s, 2m, 1h";
    private static final String BOUND = "write a decimal number of at most " + LONGEST_BOUND + " characters";

    private final Findings findings = new Findings();

    private RunbookReader() {}

    /**
     * What was read.
     *
     * @param runbook with placeholders for what could not be read
     * @param faults what could not be read
     */
    record Reading(Runbook runbook, List<Fault> faults) {

        /** Faults of both kinds, each place named once. */
        List<Fault> with(List<Fault> checked) {
            Findings all = new Findings();
            all.addAll(faults);
            checked.stream()
                    .filter(found ->
                            faults.stream().noneMatch(fault -> found.path().startsWith(fault.path())))
                    .forEach(found -> all.add(found.path(), found.problem(), found.hint()));
            return all.all();
        }
    }

    static Reading read(Node root) {
        RunbookReader reader = new RunbookReader();
        Runbook runbook = reader.runbook(Form.whole(RunbookCodec.WHAT, root, reader.findings, RUNBOOK));
        return new Reading(runbook, reader.findings.all());
    }

    private Runbook runbook(Form form) {
        String id = or(form.text("id"), "");
        return new Runbook(
                id,
                form.whole("version", 1),
                or(form.text("title"), id),
                or(form.text("platform"), "any"),
                form.list("incidentTypes", form::required),
                form.list("parameters", this::parameter),
                form.list("preconditions", (path, node) -> condition(form, path, node)),
                form.list("steps", this::step),
                form.list("verification", (path, node) -> condition(form, path, node)),
                duration(form, "watch", Duration.ZERO),
                form.list("rollback", this::step),
                origin(form.form("origin", ORIGIN)));
    }

    private Check condition(Form form, String path, Node node) {
        String text = form.present(path, node);
        if (text == null) {
            return PLACEHOLDER;
        }
        Check check = tried(Check::parse).apply(text);
        if (check == null) {
            form.wrong(path, Form.quote(text) + " is not a condition", node, CONDITION);
        }
        return check == null ? PLACEHOLDER : check;
    }

    private Parameter parameter(String path, Node node) {
        Form form = new Form(path, node, findings, PARAMETER);
        String name = or(form.text("name"), "");
        Parameter named = tried(Parameter::text).apply(name);
        if (named == null) {
            form.wrong(
                    path + ".name",
                    "it is missing, too long or not printable",
                    node,
                    "name it, in printable characters");
        }
        Parameter.Type type = constant(form, "type", Parameter.Type.TEXT);
        Set<String> allowed = new HashSet<>(form.list("allowed", form::required));
        return new Parameter(
                named == null ? "unreadable" : name,
                type,
                form.anyText("preset"),
                allowed,
                bound(form, "min"),
                bound(form, "max"));
    }

    private static @Nullable BigDecimal bound(Form form, String field) {
        String text = form.anyText(field);
        return text == null ? null : form.read(field, text, BigDecimal.ZERO, BOUND, RunbookReader::number);
    }

    private Step step(String path, Node node) {
        Form form = new Form(path, node, findings, STEP);
        String action = or(form.text("action"), "");
        String check = form.anyText("check");
        return new Step(
                or(form.text("name"), action),
                action,
                form.texts("parameters"),
                check == null ? null : form.read("check", check, PLACEHOLDER, CONDITION, tried(Check::parse)),
                duration(form, "timeout", Step.DEFAULT_TIMEOUT),
                form.whole("retries", 0),
                duration(form, "pause", Duration.ZERO),
                constant(form, "onFailure", Step.OnFailure.STOP));
    }

    private static Duration duration(Form form, String field, Duration preset) {
        return form.read(field, form.anyText(field), preset, DURATION, tried(DurationText::parse));
    }

    private static Runbook.Origin origin(@Nullable Form form) {
        return form == null
                ? Runbook.Origin.PERSON
                : new Runbook.Origin(
                        form.flag("generated"),
                        form.whole("parent", 0),
                        or(form.text("by"), ""),
                        or(form.text("why"), ""));
    }

    private static <E extends Enum<E>> E constant(Form form, String field, E preset) {
        E[] all = preset.getDeclaringClass().getEnumConstants();
        String hint = "write one of " + List.of(all).toString().toLowerCase(Locale.ROOT);
        return form.read(field, form.text(field), preset, hint, text -> {
            for (E constant : all) {
                if (constant.name().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            return null;
        });
    }

    private static @Nullable BigDecimal number(String text) {
        boolean plain = text.length() <= LONGEST_BOUND
                && text.chars().allMatch(c -> c == '-' || c == '.' || (c >= '0' && c <= '9'));
        try {
            return plain ? new BigDecimal(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    // these say what is wrong in a sentence of their own; here the path says where, and the hint what to write
    private static <T> Function<String, @Nullable T> tried(Function<String, T> language) {
        return text -> {
            try {
                return language.apply(text);
            } catch (AiopsException unreadable) {
                return null;
            }
        };
    }

    private static String or(@Nullable String text, String preset) {
        return text == null ? preset : text;
    }
}
