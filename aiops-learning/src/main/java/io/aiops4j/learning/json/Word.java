package io.aiops4j.learning.json;

import io.aiops4j.core.HostCode;
import java.util.Locale;
import java.util.Set;

/** Reads what stands without quotes where a value is expected: a number or a literal. */
final class Word {

    /** Longer ones are refused by strict parsers. */
    static final int LONGEST_NUMBER = 1_000;

    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<String> NO_NUMBERS = Set.of("nan", "infinity", "inf", "undefined");

    private final Reply reply;
    private final String text;
    private final int from;
    private final int end;
    private final Path path;
    private final Notes notes;

    Word(Reply reply, int from, Path path, Notes notes) {
        this.reply = reply;
        this.text = reply.text();
        this.from = from;
        this.path = path;
        this.notes = notes;
        int i = from;
        while (i < text.length() && isPart(text.charAt(i))) {
            i++;
        }
        this.end = i;
    }

    static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.' || c == '+' || c == '-';
    }

    int end() {
        return end;
    }

    /** The value, letter by letter; a number inside brackets is whole only if something follows. */
    Bare read(Place place) {
        String word = text.substring(from, end);
        if (word.isEmpty()) {
            throw refusal(
                    "a value is expected",
                    "Write a value: text in double quotes, a number, true, false, null, [ or {.");
        }
        if (LITERALS.contains(word)) {
            return new Bare(word);
        }
        String python = python(word);
        if (!python.isEmpty()) {
            notes.tell(from, "Python's " + word + " was replaced by " + python);
            return new Bare(python);
        }
        if (end == text.length() && place != Place.ROOT) {
            throw refusal("the reply ends in a value of which more may be missing", "Write all of it.");
        }
        return new Bare(number(word));
    }

    private static String python(String word) {
        return switch (word) {
            case "True" -> "true";
            case "False" -> "false";
            case "None" -> "null";
            default -> "";
        };
    }

    private String number(String word) {
        boolean minus = word.startsWith("-");
        boolean plus = word.startsWith("+");
        String digits = minus || plus ? word.substring(1) : word;
        boolean point = digits.startsWith(".");
        String number = (minus ? "-" : "") + (point ? "0" : "") + digits;
        if (word.length() > LONGEST_NUMBER) {
            throw refusal(
                    "a number has " + word.length() + " characters", "Write a shorter one, or text in double quotes.");
        }
        if (!Digits.isNumber(number)) {
            throw noNumber(word, digits);
        }
        if (Digits.isBeyond(number)) {
            throw refusal(
                    "the number is larger, or nearer to 0, than a double can be",
                    "Write another one, or text in double quotes.");
        }
        if (plus) {
            notes.tell(from, "the plus in front of a number was left out");
        }
        if (point) {
            notes.tell(from, "a 0 was put in front of the point of a number");
        }
        return number;
    }

    private JsonRepairException noNumber(String word, String digits) {
        String lower = digits.toLowerCase(Locale.ROOT);
        if (NO_NUMBERS.contains(lower)) {
            return refusal(
                    HostCode.line(word, 20) + " is no value of JSON", "Write a number, or null if there is none.");
        }
        if (word.startsWith("..")) {
            return refusal("dots stand where values were left out", "Write all of them.");
        }
        if (lower.startsWith("0x")) {
            return refusal(
                    "JSON knows no hexadecimal numbers", "Write it in decimal digits, or as text in double quotes.");
        }
        if (digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1))) {
            return refusal(
                    "a number begins with 0 and may be decimal, octal or a text",
                    "Write it without leading zeros, or as text in double quotes.");
        }
        return Character.isDigit(digits.isEmpty() ? ' ' : digits.charAt(0))
                ? refusal("this is no number of JSON", "Write digits with one point at most, or text in double quotes.")
                : refusal(
                        "a value without quotes is neither a number nor true, false or null",
                        "Put text in double quotes.");
    }

    private JsonRepairException refusal(String problem, String hint) {
        return reply.refusal(from, path, problem, hint);
    }
}
