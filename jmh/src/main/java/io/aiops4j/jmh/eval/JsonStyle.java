package io.aiops4j.jmh.eval;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How a value is written: as JSON, or as models write it.
 *
 * @param quotes around texts and names: the first and the last
 * @param bareNames whether names have none
 * @param python whether literals are Python's
 * @param trailing whether a comma stands behind the last value
 * @param comments whether there are some
 * @param breaks whether line breaks inside texts are left as they are
 * @param lines whether each member has a line of its own
 */
record JsonStyle(
        String quotes,
        boolean bareNames,
        boolean python,
        boolean trailing,
        boolean comments,
        boolean breaks,
        boolean lines) {

    static final JsonStyle PLAIN = new JsonStyle("\"\"", false, false, false, false, false, false);
    static final JsonStyle PRETTY = new JsonStyle("\"\"", false, false, false, false, false, true);

    private static final List<String> COMMENTS = List.of(
            " // as before\n", " /* {\"old\": 1}, it's gone */ ", " # see https://a.example\n", " // \"next\": [2,\n");

    String write(Object value, Random random) {
        StringBuilder text = new StringBuilder();
        write(value, 0, random, text);
        return text.toString();
    }

    private void write(Object value, int depth, Random random, StringBuilder text) {
        if (value instanceof Map<?, ?> members) {
            text.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> each = members.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<?, ?> member = each.next();
                gap(depth + 1, random, text);
                String name = (String) member.getKey();
                text.append(bareNames && isBare(name) ? name : quoted(name)).append(lines ? ": " : ":");
                write(member.getValue(), depth + 1, random, text);
                text.append(each.hasNext() || trailing ? "," : "");
            }
            gap(depth, random, text);
            text.append('}');
        } else if (value instanceof List<?> elements) {
            text.append('[');
            for (int i = 0; i < elements.size(); i++) {
                gap(depth + 1, random, text);
                write(elements.get(i), depth + 1, random, text);
                text.append(i + 1 < elements.size() || trailing ? "," : "");
            }
            gap(depth, random, text);
            text.append(']');
        } else if (value instanceof JsonValues.Word word) {
            text.append(python ? word.python() : word.json());
        } else {
            text.append(quoted((String) value));
        }
    }

    private static boolean isBare(String name) {
        return name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
    }

    private void gap(int depth, Random random, StringBuilder text) {
        if (comments && random.nextInt(3) == 0) {
            text.append(COMMENTS.get(random.nextInt(COMMENTS.size())));
        }
        if (lines) {
            text.append('\n').append("  ".repeat(depth));
        }
    }

    String quoted(String value) {
        StringBuilder text = new StringBuilder().append(quotes.charAt(0));
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean apostrophe = c == '\''
                    && i > 0
                    && i + 1 < value.length()
                    && Character.isLetter(value.charAt(i - 1))
                    && Character.isLetter(value.charAt(i + 1));
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append(breaks ? "\n" : "\\n");
                case '\t' -> text.append(breaks ? "\t" : "\\t");
                case '"' -> text.append(quotes.charAt(0) == '\'' ? "\"" : "\\\"");
                case '\'' -> text.append(quotes.charAt(0) == '\'' && !apostrophe ? "\\'" : "'");
                default -> text.append(c);
            }
        }
        return text.append(quotes.charAt(1)).toString();
    }
}
