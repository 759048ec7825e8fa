package io.aiops4j.learning.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair of tags between which a model thinks aloud.
 *
 * @param opening such as {@code <think>}
 * @param closing such as {@code </think>}
 */
record Thought(String opening, String closing) {

    private static final List<Thought> ALL = List.of(
            xml("think"),
            xml("thinking"),
            xml("thought"),
            xml("thoughts"),
            xml("reasoning"),
            xml("reflection"),
            xml("scratchpad"),
            xml("analysis"),
            new Thought("[think]", "[/think]"),
            new Thought("\u25c1think\u25b7", "\u25c1/think\u25b7"));

    private static Thought xml(String name) {
        return new Thought("<" + name + ">", "</" + name + ">");
    }

    /** The tags of which the opening one stands here. */
    static @Nullable Thought opening(String text, int at) {
        for (Thought each : ALL) {
            if (is(each.opening, text, at)) {
                return each;
            }
        }
        return null;
    }

    /** The tags of which the closing one stands here. */
    static @Nullable Thought closing(String text, int at) {
        for (Thought each : ALL) {
            if (is(each.closing, text, at)) {
                return each;
            }
        }
        return null;
    }

    static boolean mayBegin(char c) {
        return c == '<' || c == '[' || c == '\u25c1';
    }

    /** Where the thought ends that is open here; -1 if it does not. */
    int end(String text, int from) {
        for (int i = text.indexOf(closing.charAt(0), from); i >= 0; i = text.indexOf(closing.charAt(0), i + 1)) {
            if (is(closing, text, i)) {
                return i + closing.length();
            }
        }
        return -1;
    }

    private static boolean is(String tag, String text, int at) {
        return text.regionMatches(true, at, tag, 0, tag.length());
    }
}
