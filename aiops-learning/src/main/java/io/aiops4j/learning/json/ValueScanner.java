package io.aiops4j.learning.json;

import io.aiops4j.core.HostCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one value, from its first character to its last. */
final class ValueScanner {

    private static final Set<String> NO_NAMES =
            Set.of("true", "false", "null", "True", "False", "None", "NaN", "Infinity");
    private static final String FENCE = "```";
    private static final String WHOLE = "Write the whole value, with all its brackets closed.";
    private static final String NAME = "Write a name in double quotes, a colon and a value.";

    private final Reply reply;
    private final String text;
    private final boolean fenced;
    private final Notes notes = new Notes();
    private final Gaps gaps;
    private final Path path = new Path();

    private int at;
    private int open; // brackets that were missing at the end
    private boolean commas; // some were left out or put in
    private boolean broken; // the last value was a text with line breaks

    ValueScanner(Reply reply, int at, boolean fenced) {
        this.reply = reply;
        this.text = reply.text();
        this.at = at;
        this.fenced = fenced;
        this.gaps = new Gaps(reply, notes);
    }

    Find read() {
        int from = at;
        Object value = value(Place.ROOT);
        if (open > 0) {
            if (gaps.commentAtEnd()) {
                throw refusal(
                        "a comment reaches to the end and may have swallowed something",
                        "Leave comments out. " + WHOLE);
            }
            if (commas) {
                throw refusal("the reply ends before all brackets are closed, and commas were wrong before", WHOLE);
            }
            notes.tell(
                    at, "the reply ends here: " + open + (open == 1 ? " bracket was closed" : " brackets were closed"));
        }
        return new Find(value, from, at, notes, open > 0);
    }

    private Object value(Place place) {
        broken = false;
        char c = text.charAt(at);
        if (c == '{' || c == '[') {
            if (path.size() == JsonRepair.DEEPEST) {
                throw refusal(
                        "more than " + JsonRepair.DEEPEST + " brackets stand inside one another",
                        "Write a flatter value.");
            }
            return c == '{' ? object() : array();
        }
        if (Quote.of(c) != null) {
            return text(place);
        }
        Word word = new Word(reply, at, path, notes);
        Bare value = word.read(place);
        at = word.end();
        return value;
    }

    private String text(Place place) {
        Quoted quoted = new Quoted(reply, at, place, path, notes);
        String value = quoted.read();
        at = quoted.end();
        broken = quoted.hasLineBreaks();
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (isClosed('}', true)) {
            return members;
        }
        do {
            int nameAt = at;
            String name = name();
            path.enter(name);
            Object value = value(Place.MEMBER);
            path.leave();
            put(members, name, value, nameAt);
        } while (isFollowed('}'));
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        at++;
        if (isClosed(']', true)) {
            return elements;
        }
        do {
            path.enter(elements.size());
            elements.add(value(Place.ELEMENT));
            path.leave();
        } while (isFollowed(']'));
        return elements;
    }

    private String name() {
        String name = Quote.of(text.charAt(at)) != null ? text(Place.NAME) : bareName();
        at = gaps.skip(at);
        if (atEnd()) {
            throw refusal("the reply ends behind a name", WHOLE);
        }
        if (text.charAt(at) != ':') {
            throw refusal("a colon is expected behind a name", NAME);
        }
        at = gaps.skip(at + 1);
        if (atEnd()) {
            throw refusal("the reply ends before the value of a name", WHOLE);
        }
        return name;
    }

    private String bareName() {
        int end = BareName.end(text, at);
        String name = text.substring(at, end);
        if (end == at || NO_NAMES.contains(name)) {
            throw refusal("a name in double quotes is expected", NAME);
        }
        notes.tell(at, "a name was put in double quotes");
        at = end;
        return name;
    }

    private void put(Map<String, Object> members, String name, Object value, int nameAt) {
        Object before = members.putIfAbsent(name, value);
        if (before != null && !before.equals(value)) {
            throw reply.refusal(
                    nameAt,
                    path,
                    "the name \"" + HostCode.line(name, 40) + "\" is there twice, with different values",
                    "Write each name once.");
        }
        if (before != null) {
            notes.tell(nameAt, "a name that is there twice, with the same value, was written once");
        }
    }

    /** Whether the brackets are closed here, with nothing in them or behind a comma. */
    private boolean isClosed(char bracket, boolean empty) {
        at = gaps.skip(at);
        if (atEnd()) {
            throw refusal(empty ? "the reply ends behind an opening bracket" : "the reply ends behind a comma", WHOLE);
        }
        if (text.charAt(at) == ',') {
            throw refusal("there is no value in front of a comma", "Write the value, or leave out the comma.");
        }
        if (text.charAt(at) != bracket) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether another value follows, rather than the end of the brackets. */
    private boolean isFollowed(char bracket) {
        int valueEnd = at;
        boolean doubtful = broken;
        broken = false;
        at = gaps.skip(at);
        if (atEnd()) {
            open++;
            return false;
        }
        char c = text.charAt(at);
        if (c == bracket) {
            at++;
            return false;
        }
        if (c == ',') {
            int comma = at++;
            boolean closed = isClosed(bracket, false);
            if (closed) {
                commas = true;
                notes.tell(comma, "a comma behind the last value was left out");
            }
            return !closed;
        }
        if (doubtful || !isCommaMissing(valueEnd, bracket)) {
            throw refusal(
                    "a comma or " + bracket + " is expected behind a value",
                    "Write a comma between values, and \\\" for a quote inside a text.");
        }
        commas = true;
        notes.tell(valueEnd, "a comma was put between two values");
        return true;
    }

    // in an object a name follows in a line of its own; in an array only brackets behind brackets leave no doubt
    private boolean isCommaMissing(int valueEnd, char bracket) {
        if (Gaps.blanks(text, valueEnd) != at || !Gaps.hasBreak(text, valueEnd, at)) {
            return false;
        }
        char next = text.charAt(at);
        char last = text.charAt(valueEnd - 1);
        return bracket == '}' ? next == '"' : (last == '}' || last == ']') && (next == '{' || next == '[');
    }

    private boolean atEnd() {
        return at >= text.length() || (fenced && text.startsWith(FENCE, at) && reply.startsLine(at));
    }

    private JsonRepairException refusal(String problem, String hint) {
        return reply.refusal(at, path, problem, hint);
    }
}
