package io.aiops4j.spring.web;

import java.util.Map;

/** Writes maps, lists, texts, numbers and booleans as JSON, the same in every application, however it has set up its own. */
final class Json {

    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String write(Object value) {
        Json json = new Json();
        json.value(value);
        return json.out.toString();
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> each : map.entrySet()) {
                out.append(separator);
                text(String.valueOf(each.getKey()));
                out.append(':');
                value(each.getValue());
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> items) {
            out.append('[');
            String separator = "";
            for (Object each : items) {
                out.append(separator);
                value(each);
                separator = ",";
            }
            out.append(']');
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(Double.isFinite(number) ? number.toString() : "null");
        } else {
            text(String.valueOf(value));
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                // so that nothing in it is a tag to whoever takes it for a page
                case '<', '>', '&', '\u2028', '\u2029', '\u007f' -> escape(c);
                default -> {
                    if (c < FIRST_PRINTABLE) {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
    }
}
