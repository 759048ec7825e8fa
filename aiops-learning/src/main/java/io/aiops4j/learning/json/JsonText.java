package io.aiops4j.learning.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes a value as JSON without blanks. */
final class JsonText {

    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    static String of(Object value) {
        JsonText text = new JsonText();
        text.write(value);
        return text.json.toString();
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> members) {
            json.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> each = members.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<?, ?> member = each.next();
                quote(member.getKey().toString());
                json.append(':');
                write(member.getValue());
                json.append(each.hasNext() ? "," : "");
            }
            json.append('}');
        } else if (value instanceof List<?> elements) {
            json.append('[');
            for (int i = 0; i < elements.size(); i++) {
                json.append(i > 0 ? "," : "");
                write(elements.get(i));
            }
            json.append(']');
        } else if (value instanceof Bare bare) {
            json.append(bare.text());
        } else {
            quote(value.toString());
        }
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(c < ' ' ? escape(c) : String.valueOf(c));
            }
        }
        json.append('"');
    }

    private static String escape(char c) {
        return "\\u00" + Character.forDigit(c >> 4, 16) + Character.forDigit(c & 15, 16);
    }
}
