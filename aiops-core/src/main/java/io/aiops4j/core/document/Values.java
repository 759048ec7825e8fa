package io.aiops4j.core.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Lists every single value of a document that {@link Outline} has read already, with the place in the text where it stands. */
final class Values {

    private final JsonParser parser;
    private final String text;
    private final boolean yaml;
    private final List<Documents.Value> found = new ArrayList<>();

    private Values(JsonParser parser, String text, boolean yaml) {
        this.parser = parser;
        this.text = text;
        this.yaml = yaml;
    }

    static List<Documents.Value> of(JsonParser parser, String text, boolean yaml) {
        try (parser) {
            Values values = new Values(parser, text, yaml);
            parser.nextToken();
            values.walk("");
            return List.copyOf(values.found);
        }
    }

    private void walk(String path) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    walk(path.isEmpty() ? name : path + "." + name);
                }
            }
            case START_ARRAY -> {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    walk(path + "[" + i + "]");
                }
            }
            default -> found.add(value(path));
        }
    }

    private Documents.Value value(String path) {
        JsonToken token = parser.currentToken();
        // it has to be read before its end is known
        String read = token == JsonToken.VALUE_NULL ? null : parser.getValueAsString();
        int from = offset(parser.currentTokenLocation().getCharOffset());
        int to = token.isNumeric() && !yaml
                ? from + String.valueOf(read).length()
                : token == JsonToken.VALUE_STRING || yaml
                        ? offset(parser.currentLocation().getCharOffset())
                        : from + token.asString().length();
        return new Documents.Value(path, read, kind(token), from, to);
    }

    // the YAML parser counts characters, however many chars they take
    private int offset(long counted) {
        int index = Math.toIntExact(counted);
        return yaml ? text.offsetByCodePoints(0, index) : index;
    }

    private static Documents.Value.Kind kind(@Nullable JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return Documents.Value.Kind.TEXT;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return Documents.Value.Kind.BOOLEAN;
        }
        return token != null && token.isNumeric() ? Documents.Value.Kind.NUMBER : Documents.Value.Kind.EMPTY;
    }
}
