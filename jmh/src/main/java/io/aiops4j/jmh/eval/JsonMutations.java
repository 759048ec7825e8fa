package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.eval.JsonValues.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes valid replies and spoils them as models do, knowing what each then says, or that nobody can tell. */
final class JsonMutations {

    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final List<String> BEFORE = List.of(
            "Sure! Here is the JSON you asked for:\n\n",
            "json\n",
            "I looked at [1] and it's clear: ",
            "Answer: ",
            "**Result**\n- ");
    private static final List<String> BEHIND =
            List.of("\n\nHope it helps!", " That's all.", "\n\nLet me know if {this} should change.", ";", "\n---\n");
    private static final List<String> LABELS = List.of("json", "", "JSON", "json5", "javascript");
    private static final List<String> NO_NUMBERS =
            List.of("007", "-012", "NaN", "Infinity", "-Infinity", "0x1F", "1e999", "1_000", "12.", "1.2.3");
    private static final List<String> NO_ESCAPES = List.of("C:\\dir", "\\d+", "100\\%", "\\x41", "\\u12");
    private static final List<String> SPOKEN = List.of(
            "he said \"stop\" to me",
            "the \"main\" pool and the \"spare\" one",
            "it reads \"full\"",
            "an \"old\" key's value");

    private final Random random;

    JsonMutations(Random random) {
        this.random = random;
    }

    /** A case of each kind. */
    List<JsonCase> round() {
        List<JsonCase> cases = new ArrayList<>();
        Object value = JsonValues.reply(random);
        String json = JsonStyle.PLAIN.write(value, random);
        String written = (random.nextBoolean() ? JsonStyle.PLAIN : JsonStyle.PRETTY).write(value, random);
        JsonNode node = STRICT.readTree(json);
        cases.add(new JsonCase("valid", written, node));
        cases.add(new JsonCase("fence", fence(any(LABELS), written), node));
        cases.add(new JsonCase("fence_open", "```json\n" + written, node));
        cases.add(new JsonCase("fence_in_text", any(BEFORE) + fence(any(LABELS), written) + any(BEHIND), node));
        cases.add(new JsonCase("text_around", any(BEFORE) + written + any(BEHIND), node));
        cases.add(new JsonCase("think", think() + any(List.of("", "\n\n", "Here: ")) + written, node));
        cases.add(new JsonCase("byte_order_mark", "\ufeff" + written, node));
        styles(value, node, cases);
        cuts(json, node, cases);
        several(written, json, node, cases);
        members(cases);
        return cases;
    }

    private void styles(Object value, JsonNode node, List<JsonCase> cases) {
        boolean lines = random.nextBoolean();
        style(
                "curly_quotes",
                new JsonStyle("\u201c\u201d", false, false, false, false, false, lines),
                value,
                node,
                cases);
        style("single_quotes", new JsonStyle("''", false, false, false, false, false, lines), value, node, cases);
        style("bare_names", new JsonStyle("\"\"", true, false, false, false, false, lines), value, node, cases);
        style("python", new JsonStyle("''", false, true, false, false, false, lines), value, node, cases);
        style(
                "trailing_commas",
                new JsonStyle("\"\"", false, false, true, false, false, lines),
                noEmpty(value),
                node,
                cases);
        style("comments", new JsonStyle("\"\"", false, false, false, true, false, true), value, node, cases);
        style("line_breaks", new JsonStyle("\"\"", false, false, false, false, true, lines), value, node, cases);
        JsonStyle all = new JsonStyle(any(List.of("\"\"", "''")), true, true, true, true, true, true);
        String mixed = fence(any(LABELS), all.write(noEmpty(value), random));
        cases.add(new JsonCase(
                "all_at_once", think() + any(BEFORE) + "\n" + mixed + any(BEHIND), strict(noEmpty(value))));
    }

    private void style(String kind, JsonStyle style, Object value, JsonNode node, List<JsonCase> cases) {
        cases.add(new JsonCase(kind, style.write(value, random), style.trailing() ? strict(value) : node));
    }

    // a comma alone in brackets would be no trailing one
    private static Object noEmpty(Object value) {
        if (value instanceof List<?> elements) {
            return elements.isEmpty()
                    ? List.of(Word.number("1"))
                    : elements.stream().map(JsonMutations::noEmpty).toList();
        }
        if (value instanceof Map<?, ?> members) {
            Map<String, Object> filled = new LinkedHashMap<>();
            members.forEach((name, each) -> filled.put((String) name, noEmpty(each)));
            return filled;
        }
        return value;
    }

    private JsonNode strict(Object value) {
        return STRICT.readTree(JsonStyle.PLAIN.write(value, random));
    }

    private void cuts(String json, JsonNode node, List<JsonCase> cases) {
        int end = json.length();
        while ("]}".indexOf(json.charAt(end - 1)) >= 0) {
            end--;
        }
        boolean empty = "[{".indexOf(json.charAt(end - 1)) >= 0;
        boolean number = Character.isDigit(json.charAt(end - 1));
        cases.add(new JsonCase("brackets_missing", json.substring(0, end), number || empty ? null : node));
        cases.add(new JsonCase("cut_in_a_value", json.substring(0, JsonCuts.inside(json, random)), null));
        cases.add(new JsonCase("cut_in_a_fence", "```json\n" + json.substring(0, JsonCuts.inside(json, random)), null));
    }

    private void several(String written, String json, JsonNode node, List<JsonCase> cases) {
        String other = JsonStyle.PLAIN.write(Map.of("other", JsonValues.object(random, 2)), random);
        String between = any(List.of("\n", "", "\n\nor rather:\n", ", "));
        cases.add(new JsonCase(
                "several", random.nextBoolean() ? written + between + other : other + between + written, null));
        cases.add(new JsonCase("several_fences", fence("json", written) + "\nor\n" + fence("json", other), null));
        cases.add(new JsonCase("twice_the_same", written + "\n\nAgain:\n" + json, node));
        cases.add(new JsonCase("fence_wins", "Not " + other + " but\n" + fence("json", written) + any(BEHIND), node));
        cases.add(new JsonCase("rest_behind", json + ",\"more\":{\"a\":1}}", null));
        cases.add(new JsonCase("no_json", any(BEFORE) + "I cannot answer that." + any(BEHIND), null));
    }

    private void members(List<JsonCase> cases) {
        String spoken = any(SPOKEN);
        cases.add(with("quotes_inside", "\"" + spoken + "\"", JsonStyle.PLAIN.quoted(spoken)));
        cases.add(with("no_number", any(NO_NUMBERS), null));
        cases.add(with("no_escape", "\"" + any(NO_ESCAPES) + "\"", null));
        cases.add(with("half_a_character", any(List.of("\"\\ud83d\"", "\"\\ude80 x\"", "\"x \\ud83dx\"")), null));
        cases.add(with(
                "no_value", any(List.of("", "yes", "...", "undefined", "'it's' 'so'", "\"a\" \"b\"", "[1,,2]")), null));
        cases.add(with("same_name", "1,\"x\":2", null));
        cases.add(with("same_name_and_value", "[1,{}],\"x\":[1,{}]", "[1,{}]"));
    }

    private JsonCase with(String kind, String written, @Nullable String meant) {
        Map<String, Object> members = JsonValues.object(random, 2);
        Map<String, Object> raw = new LinkedHashMap<>(Map.of("x", Word.number(written)));
        Map<String, Object> sound = new LinkedHashMap<>(Map.of("x", Word.number(meant == null ? "0" : meant)));
        if (random.nextBoolean()) {
            raw.putAll(members);
            sound.putAll(members);
        } else {
            members.put("x", Word.number(written));
            raw = members;
            sound = new LinkedHashMap<>(members);
            sound.put("x", Word.number(meant == null ? "0" : meant));
        }
        return new JsonCase(kind, JsonStyle.PLAIN.write(raw, random), meant == null ? null : strict(sound));
    }

    private String think() {
        String draft =
                JsonStyle.PLAIN.write(JsonValues.object(random, 1), random).replace("think>", "thought");
        return any(List.of("<think>", "<think>\n", "")) + "Maybe " + draft + "? No, it's wrong.</think>";
    }

    private static String fence(String label, String json) {
        return "```" + label + "\n" + json + "\n```";
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
