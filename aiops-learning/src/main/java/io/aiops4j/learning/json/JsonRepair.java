package io.aiops4j.learning.json;

import java.util.List;

/**
 * Reads the one JSON value that a model's reply holds, whatever the model put around it and however it wrote it: fences, text
 * before and after, think tags, curly and single quotes, trailing commas, comments, names without quotes, Python's literals, line
 * breaks inside texts. All that is told in {@link Repaired#repairs()}.
 *
 * <pre>{@code
 * Repaired reply = JsonRepair.read("Sure! {'restart': True, nodes: [1, 2,]}");
 * reply.json();      // {"restart":true,"nodes":[1,2]}
 * reply.repairs();   // line 1, column 1: the text around the JSON was left out, ...
 * reply.truncated(); // false
 * }</pre>
 *
 * <p><b>It never guesses a value.</b> What has two readings is refused with a {@link JsonRepairException}: a text, number or member
 * that is cut off, a number such as 007, NaN, 0x1F or 1e999, one name with two values, several different values in one reply,
 * quotes inside a text that may as well end it, half a surrogate pair, a backslash that begins no escape. Numbers come out letter by
 * letter as they were written. If a reply holds several values, those in a fence count more than those in the text around, and a fence
 * that says {@code json} counts more than one that does not; equal ones are one.
 *
 * <p><b>A reply that was cut off</b> is read only if nothing but closing brackets is missing behind a whole value. Even so, elements
 * and members may have been lost behind it, and nobody can see that. {@link Repaired#truncated()} is true then, and whoever
 * cannot do with a part asks again.
 *
 * <p>Time is linear in the reply. Immutable, without state, and safe for use by many threads.
 */
public final class JsonRepair {

    /** The longest reply, in characters of Java. */
    public static final int LONGEST = 4 << 20;

    /** So many arrays and objects may stand inside one another. */
    public static final int DEEPEST = 500;

    private JsonRepair() {}

    /**
     * What a reply says.
     *
     * @param json one JSON value, without blanks, as strict parsers read it
     * @param repairs what was left out or written in another way, in words, each with its place in the reply; at most 200, and a
     *     last line that counts the rest; empty if the reply was JSON and nothing else
     * @param raw the reply as it came
     * @param truncated whether closing brackets were missing at the end, so that more may be missing
     */
    public record Repaired(String json, List<String> repairs, String raw, boolean truncated) {

        /** Copies the list. */
        public Repaired {
            repairs = List.copyOf(repairs);
        }
    }

    /**
     * Reads a reply.
     *
     * @throws JsonRepairException if it holds no JSON, more than one value, or one that cannot be read without a guess
     */
    public static Repaired read(String reply) {
        Reply text = new Reply(reply);
        if (reply.length() > LONGEST) {
            throw text.refusal(
                    LONGEST,
                    "the reply has " + reply.length() + " characters, and " + LONGEST + " is the most",
                    "Answer shorter.");
        }
        Find find = new ReplyScanner(text).find();
        return new Repaired(JsonText.of(find.value()), find.notes().words(text), reply, find.truncated());
    }
}
