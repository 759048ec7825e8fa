package io.aiops4j.core.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Named parts of a document, asked for by name and type; what does not fit is noted with its path and passed over.
 *
 * <pre>{@code
 * Findings findings = new Findings();
 * Form form = Form.whole("runbook", root, findings, List.of("id", "version"));
 * String id = form.text("id");                       // null when it was left out
 * int version = form.whole("version", 1);
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class Form {

    private static final int LONGEST_QUOTE = 60;
    private static final int MOST_DIGITS = 10;

    private final String path;
    private final Map<String, Node> fields;
    private final Findings findings;

    /** The parts of a node that may have these names and no others: a part that is passed over is one that nobody approved. */
    public Form(String path, Node node, Findings findings, List<String> known) {
        this(path, path, node, findings, known);
    }

    private Form(String path, String what, Node node, Findings findings, List<String> known) {
        this.path = path;
        this.findings = findings;
        this.fields = node instanceof Node.Fields named ? named.fields() : Map.of();
        if (path.isEmpty() && node instanceof Node.Items) {
            wrong(what, "it is a list, and one file holds one " + what, node, "give each its file");
        } else if (!(node instanceof Node.Fields)) {
            wrong(what, "it has no named fields", node, "write some of " + known);
        }
        fields.forEach((name, value) -> {
            if (!known.contains(name)) {
                wrong(at(brief(name)), "there is no such field", value, "remove it, or write one of " + known);
            }
        });
    }

    /** The parts of a whole document, which is one of these. */
    public static Form whole(String what, Node root, Findings findings, List<String> known) {
        return new Form("", what, root, findings, known);
    }

    /** The path of a part. */
    public String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** A value; null when it was left out or is empty, which no canonical form tells apart. */
    public @Nullable String text(String field) {
        String text = anyText(field);
        return text == null || text.isEmpty() ? null : text;
    }

    /** A value that may be empty; null when it was left out. */
    public @Nullable String anyText(String field) {
        Node node = fields.get(field);
        return node == null ? null : scalar(at(field), node);
    }

    /** A whole number, or the preset when it was left out. */
    public int whole(String field, int preset) {
        Node node = fields.get(field);
        String text = text(field);
        if (node == null || text == null) {
            return preset;
        }
        try {
            boolean digits = text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
            if (digits && text.length() <= MOST_DIGITS + 1) {
                return Integer.parseInt(text);
            }
        } catch (NumberFormatException e) {
            // a lone sign, or beyond an int: told below
        }
        wrong(at(field), quote(text) + " is not a whole number", node, "write digits, for instance 1");
        return preset;
    }

    /** Whether it says true; false when it was left out. */
    public boolean flag(String field) {
        Node node = fields.get(field);
        String text = text(field);
        if (node != null && text != null && !text.equals("true") && !text.equals("false")) {
            wrong(at(field), quote(text) + " is neither true nor false", node, "write true or false");
        }
        return "true".equals(text);
    }

    /** Reads each item of a list; the list keeps its length, whatever is wrong in it, so that paths stay right. */
    public <T> List<T> list(String field, BiFunction<String, Node, T> item) {
        Node node = fields.get(field);
        List<T> read = new ArrayList<>();
        if (node instanceof Node.Items list) {
            for (Node each : list.items()) {
                read.add(item.apply(at(field) + "[" + read.size() + "]", each));
            }
        } else if (node != null && !isEmpty(node)) {
            wrong(at(field), "it is no list", node, "put it in [brackets], or each on a line behind a dash");
        }
        return read;
    }

    /** Named values; none when they were left out. */
    public Map<String, String> texts(String field) {
        Node node = fields.get(field);
        Map<String, String> read = new LinkedHashMap<>();
        if (node instanceof Node.Fields named) {
            named.fields().forEach((name, value) -> read.put(name, required(at(field) + "." + brief(name), value)));
        } else if (node != null && !isEmpty(node)) {
            wrong(at(field), "it has no named values", node, "write them as {name: value}");
        }
        return read;
    }

    /** The named parts of a part, or null when it was left out. */
    public @Nullable Form form(String field, List<String> known) {
        Node node = fields.get(field);
        return node == null || isEmpty(node) ? null : new Form(at(field), node, findings, known);
    }

    /** What a text says in its own small language, or the placeholder when it says nothing there. */
    public <T> T read(
            String field, @Nullable String text, T placeholder, String hint, Function<String, @Nullable T> language) {
        if (text == null) {
            return placeholder;
        }
        T said = language.apply(text);
        if (said == null) {
            wrong(at(field), quote(text) + " cannot be read", fields.getOrDefault(field, NOWHERE), hint);
            return placeholder;
        }
        return said;
    }

    /** A value that must be there, as in a list; empty when it is not, which is noted. */
    public String required(String where, Node node) {
        String text = present(where, node);
        return text == null ? "" : text;
    }

    /** A value that must be there; null when it is not, which is noted. */
    public @Nullable String present(String where, Node node) {
        if (isEmpty(node)) {
            wrong(where, "it is empty", node, "write a value, or remove it");
        }
        return scalar(where, node);
    }

    /** Notes what is wrong with a part, and on which line. */
    public void wrong(String where, String problem, Node node, String hint) {
        findings.add(where, problem + (node.line() > 0 ? " (line " + node.line() + ")" : ""), hint);
    }

    private static final Node NOWHERE = new Node.Scalar(null, 0);

    private @Nullable String scalar(String where, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        wrong(where, "it is no plain value", node, "write a text or a number");
        return null;
    }

    private static boolean isEmpty(@Nullable Node node) {
        return node == null || (node instanceof Node.Scalar scalar && scalar.text() == null);
    }

    /** A text in quotes, shortened where it is long. */
    public static String quote(String text) {
        return "'" + brief(text) + "'";
    }

    /** A text, shortened where it is long. */
    public static String brief(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }
}
