package io.aiops4j.core.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Text with <code>${name}</code> in it. Values are put in once and never read again, so a value that looks like a template
 * stays a value.
 */
final class Template {

    private Template() {}

    /** The names that the text asks for, in order. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        fill(text, name -> {
            names.add(name);
            return "";
        });
        return names;
    }

    /** Whether each template that is opened is closed. */
    static boolean isClosed(String text) {
        return text.indexOf('}', Math.max(0, text.lastIndexOf("${"))) >= 0 || !text.contains("${");
    }

    /** The text with values in the place of names; null when one of them is not known. */
    static @Nullable String fill(String text, Function<String, @Nullable String> values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String value = values.apply(text.substring(open + 2, close));
            if (value == null) {
                return null;
            }
            filled.append(text, from, open).append(value);
            from = close + 1;
        }
        return filled.append(text, from, text.length()).toString();
    }
}
