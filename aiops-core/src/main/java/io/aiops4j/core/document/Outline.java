package io.aiops4j.core.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML or JSON in one pass and refuses at once what no document has a use for: depth, anchors and aliases, which a reader
 * of the text overlooks and which would be read as the anchor's name, tags, and a second document.
 */
final class Outline {

    private static final int DEEPEST = 20;

    private final JsonParser parser;

    private final String what;

    private Outline(JsonParser parser, String what) {
        this.parser = parser;
        this.what = what;
    }

    static Node read(JsonParser parser, String what, String least) {
        try (parser) {
            Outline outline = new Outline(parser, what);
            if (outline.next() == null) {
                throw new DocumentException("The text is empty. Write at least " + least + ".");
            }
            Node root = outline.node(0);
            if (outline.next() != null) {
                throw outline.refused(
                        "it holds more than one document, and one file holds one " + what, "Give each its file");
            }
            return root;
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw Documents.unreadable(what, e.getOriginalMessage() + where, e);
        } catch (IndexOutOfBoundsException e) {
            // the parser's own, at half a character
            throw Documents.unreadable(what, "its text is broken", e);
        }
    }

    private @Nullable JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token != null) {
            if (parser.getObjectId() != null || (parser instanceof YAMLParser yaml && yaml.isCurrentAlias())) {
                throw refused("it uses an anchor or alias", "Write the text out");
            }
            if (parser.getTypeId() != null) {
                throw refused("it uses a tag", "Leave it out");
            }
        }
        return token;
    }

    private JsonToken within() {
        JsonToken token = next();
        if (token == null) {
            throw refused("it ends too early", "Close what is open");
        }
        return token;
    }

    private Node node(int depth) {
        if (depth > DEEPEST) {
            throw refused("it is nested too deep", "Write it in at most " + DEEPEST + " levels");
        }
        int line = line();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Node> fields = new LinkedHashMap<>();
            while (within() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                within();
                fields.put(name, node(depth + 1));
            }
            return new Node.Fields(fields, line);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (within() != JsonToken.END_ARRAY) {
                items.add(node(depth + 1));
            }
            return new Node.Items(items, line);
        }
        boolean empty = parser.currentToken() == JsonToken.VALUE_NULL;
        return new Node.Scalar(empty ? null : parser.getValueAsString(), line);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private DocumentException refused(String problem, String hint) {
        return new DocumentException("Not a " + what + ": " + problem + ". " + hint + ". (line " + line() + ")");
    }
}
