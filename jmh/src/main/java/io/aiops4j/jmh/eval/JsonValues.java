package io.aiops4j.jmh.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values as models answer with: maps, lists, texts and words. */
final class JsonValues {

    /**
     * A number or a literal.
     *
     * @param json as JSON writes it
     * @param python as Python does
     */
    record Word(String json, String python) {

        static Word number(String text) {
            return new Word(text, text);
        }
    }

    private static final List<String> NAMES = List.of(
            "action",
            "service",
            "reason",
            "confidence",
            "steps",
            "wait_seconds",
            "on failure",
            "target",
            "it's",
            "run-book",
            "text",
            "notes");

    private static final List<String> TEXTS = List.of(
            "restart_service",
            "",
            "redis ran out of memory",
            "it's the pool's limit, isn't it",
            "see https://wiki.example/runbooks?id=7#top // not this",
            "run ```sh\nsystemctl restart redis\n``` and wait",
            "```json\n{\"steps\": []}\n```",
            "<think>not yet</think>",
            "</think>",
            "say \"stop\", then \"go\"",
            "the \u201cso-called\u201d fix",
            "C:\\temp\\new",
            "first line\nsecond line\n\tthird",
            "[1, 2, ...], {a: True}",
            "/* no comment */ # none",
            "\u00fcber \u65e5\u672c \ud83d\ude80",
            "007",
            "None",
            "a, b: c; d}",
            "100 %");

    private static final List<Word> WORDS =
            List.of(new Word("true", "True"), new Word("false", "False"), new Word("null", "None"));

    private JsonValues() {}

    /** An object with some members, as most replies are, or a list of them. */
    static Object reply(Random random) {
        return random.nextInt(6) == 0 ? List.of(object(random, 2), object(random, 2)) : object(random, 3);
    }

    static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            members.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
        }
        return members;
    }

    static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0, 1, 2 -> text(random);
            case 3 -> number(random);
            case 4 -> WORDS.get(random.nextInt(WORDS.size()));
            case 5, 6 -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(random, depth - 1));
                }
                yield elements;
            }
            default -> object(random, depth);
        };
    }

    private static Word number(Random random) {
        return Word.number(
                switch (random.nextInt(5)) {
                    case 0 -> "0";
                    case 1 -> String.valueOf(random.nextInt());
                    case 2 -> "0." + random.nextInt(1_000);
                    case 3 -> "-" + random.nextInt(100) + ".50e-" + random.nextInt(9);
                    default -> "12345678901234567890" + random.nextInt(1_000);
                });
    }
}
