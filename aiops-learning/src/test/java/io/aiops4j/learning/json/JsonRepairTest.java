package io.aiops4j.learning.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.learning.json.JsonRepair.Repaired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRepairTest {

    private static void reads(String reply, String json) {
        Repaired read = JsonRepair.read(reply);
        assertThat(read.json()).as(reply).isEqualTo(json);
        assertThat(read.raw()).isEqualTo(reply);
        assertThat(read.repairs()).as(reply).isNotEmpty();
    }

    private static JsonRepairException refuses(String reply) {
        try {
            Repaired read = JsonRepair.read(reply);
            throw new AssertionError(reply + " was read as " + read);
        } catch (JsonRepairException e) {
            assertThat(e.raw()).isEqualTo(reply);
            return e;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":[1,-0.5e3,true,false,null,\"x\"]}",
                "42",
                "\"text\"",
                "null",
                "[0.1000,1E5,12345678901234567890123]"
            })
    void what_is_json_already_passes_letter_by_letter(String json) {
        Repaired read = JsonRepair.read(json);
        assertThat(read.json()).isEqualTo(json);
        assertThat(read.repairs()).isEmpty();
        assertThat(read.truncated()).isFalse();
    }

    @Test
    void blanks_of_json_are_no_repair() {
        assertThat(JsonRepair.read(" {\n\t\"a\" : [ 1 , 2 ]\r\n} ").json()).isEqualTo("{\"a\":[1,2]}");
        assertThat(JsonRepair.read(" {\n\t\"a\" : [ 1 , 2 ]\r\n} ").repairs()).isEmpty();
    }

    @Test
    void a_fence_is_left_out() {
        reads("```json\n{\"a\":1}\n```", "{\"a\":1}");
        reads("```\n{\"a\":1}\n```", "{\"a\":1}");
        reads("```json {\"a\":1} ```", "{\"a\":1}");
        reads("```JSON title=\"plan.json\"\n{\"a\":1}", "{\"a\":1}");
        reads("````json\n{\"a\":1}\n````", "{\"a\":1}");
        reads("```\n42\n```", "42");
    }

    @Test
    void text_before_and_behind_is_left_out() {
        reads("Sure! Here it is: {\"a\":1} Hope it helps {you}.", "{\"a\":1}");
        reads("json\n{\"a\":1}", "{\"a\":1}");
        reads("const plan = {\"a\":1};", "{\"a\":1}");
        reads("As [1] and [2] say, {\"a\":1}.", "{\"a\":1}");
        reads("[2024-01-01 10:00:00] INFO {\"a\":1}", "{\"a\":1}");
    }

    @Test
    void what_a_model_thinks_is_left_out() {
        reads("<think>{\"a\":2} or \"</b>\"?</think>{\"a\":1}", "{\"a\":1}");
        reads("<THINKING>hm</THINKING>\n```json\n{\"a\":1}\n```", "{\"a\":1}");
        reads("it may be {\"a\":2}\n</think>\n{\"a\":1}", "{\"a\":1}");
        refuses("<think>it may be {\"a\":2}");
    }

    @Test
    void what_stands_inside_texts_stays() {
        for (String text : new String[] {
            "```json\\n{}\\n```",
            "<think>x</think>",
            "</think>",
            "https://a.example/b // c /* d */ # e",
            "\u201ccurly\u201d \u2018quotes\u2019",
            "it's 'so'",
            "[1,2,]",
            "{a: True}",
            "\\\"quoted\\\", \\\"a\\\": 1"
        }) {
            String json = "{\"a\":\"" + text + "\"}";
            assertThat(JsonRepair.read(json).json()).isEqualTo(json);
            assertThat(JsonRepair.read(json).repairs()).isEmpty();
            reads("Here:\n```json\n" + json + "\n```", json);
        }
    }

    @Test
    void curly_quotes_become_straight_ones_where_they_are_delimiters() {
        reads(
                "{\u201ca\u201d: \u201cx\u201d, \u2018b\u2019: \u2018it\u2019s\u2019}",
                "{\"a\":\"x\",\"b\":\"it\u2019s\"}");
        reads("{\u201ca\u201d: \u201cso \u201ccalled\u201d one\u201d}", "{\"a\":\"so \u201ccalled\u201d one\"}");
        reads("{\u201ca\u201d: \u201csay \"hi\" now\u201d}", "{\"a\":\"say \\\"hi\\\" now\"}");
        refuses("{\u201ca\u201d: \u201cx\", \"b\": 1}");
    }

    @Test
    void single_quotes_become_double_ones() {
        reads("{'a': 'x', 'b': 'say \"hi\"'}", "{\"a\":\"x\",\"b\":\"say \\\"hi\\\"\"}");
        reads("{'a': 'it's', 'b': 'it\\'s'}", "{\"a\":\"it's\",\"b\":\"it's\"}");
        refuses("{'a': 'the dogs' tails'}");
        refuses("['it'");
    }

    @Test
    void trailing_commas_are_left_out_and_missing_values_are_not_made_up() {
        reads("{\"a\":[1,2,],}", "{\"a\":[1,2]}");
        refuses("[1,,2]");
        refuses("[,]");
        refuses("{,}");
    }

    @Test
    void comments_are_left_out() {
        reads("// first\n{\"a\":1, // one\n/* two */ \"b\":2 # three\n}", "{\"a\":1,\"b\":2}");
        refuses("{\"a\":1 /* and on");
        refuses("{\"a\":1 // , \"b\":2}");
    }

    @Test
    void names_without_quotes_and_words_of_python_are_read() {
        reads("{a_1: True, b-c: False, d: None}", "{\"a_1\":true,\"b-c\":false,\"d\":null}");
        refuses("{None: 1}");
        refuses("{1: 2}");
        refuses("{\"a\": yes}");
        refuses("{\"a\": undefined}");
    }

    @Test
    void a_reply_without_its_last_brackets_is_read_and_says_so() {
        Repaired read = JsonRepair.read("{\"a\":{\"b\":[1,{\"c\":\"d\"");
        assertThat(read.json()).isEqualTo("{\"a\":{\"b\":[1,{\"c\":\"d\"}]}}");
        assertThat(read.truncated()).isTrue();
        assertThat(read.repairs()).containsExactly("line 1, column 22: the reply ends here: 4 brackets were closed");
        assertThat(JsonRepair.read("```json\n{\"a\":[1\n```").truncated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"x",
                "{\"a\":\"x\\",
                "{\"a\":12",
                "{\"a\":-",
                "{\"a\":tru",
                "{\"a\":",
                "{\"a\"",
                "{\"a",
                "{",
                "[",
                "[1,2,",
                "{\"a\":1,"
            })
    void what_is_cut_off_in_a_value_is_refused(String reply) {
        refuses(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"007", "-01", "0x1F", "1_000", "5.", "1e999", "-1e999", "1e-999", "NaN", "-Infinity", "5%", "1e"
            })
    void a_number_that_is_none_or_that_readers_would_change_is_refused(String number) {
        JsonRepairException refused = refuses("{\"a\":[" + number + "]}");
        assertThat(refused).hasMessageContaining("line 1, column").hasMessageContaining("Write");
    }

    @Test
    void numbers_with_one_reading_are_written_as_json() {
        reads("[+5,.5,-.5]", "[5,0.5,-0.5]");
    }

    @Test
    void one_name_has_one_value() {
        reads("{\"a\":{\"b\":1},\"a\":{\"b\":1}}", "{\"a\":{\"b\":1}}");
        assertThat(refuses("{\"a\":1,\"a\":2}")).hasMessageContaining("\"a\" is there twice");
        refuses("{\"a\":1,\"\\u0061\":2}");
        refuses("{'a':1,a:2}");
    }

    @Test
    void of_several_values_the_one_in_a_fence_is_meant() {
        reads("not {\"a\":2} but\n```json\n{\"a\":1}\n```", "{\"a\":1}");
        reads("```\n{\"a\":2}\n```\n```json\n{\"a\":1}\n```", "{\"a\":1}");
        reads("the form is {\"a\": ...}\n```json\n{\"a\":1}\n```", "{\"a\":1}");
        reads("{\"a\":1,\"b\":2}\n{\"b\":2,\"a\":1}", "{\"a\":1,\"b\":2}");
        assertThat(refuses("{\"a\":1}\n{\"b\":2}"))
                .hasMessageContaining("line 2, column 1")
                .hasMessageContaining("line 1");
        refuses("```json\n{\"a\":1}\n```\n```json\n{\"a\":2}\n```");
        refuses("the form is {\"a\": ...}\n{\"a\":1}");
    }

    @Test
    void a_part_is_not_taken_for_the_whole() {
        refuses("\"plan\": {\"a\":1}");
        refuses("\"x\":1, \"plan\": {\"a\":1}}");
        refuses("{\"a\":{\"b\":1}},\"c\":2}");
        refuses("{\"a\":1} \"b\":2}");
        refuses("{\"a\":007,\"b\":{\"c\":1}}");
        refuses("Here: {\"a\":007,\"b\":{\"c\":1}}");
        refuses("{\"a\":{\"b\":1}}}");
        refuses("{\"a\":1,}b\": 2}");
        refuses("{\"a\":1} and so on }");
        refuses("[\" ] x</think>true");
        refuses("Here: [\" ] x</think>true");
        refuses("{\"a\":{\"b\":1,},\"c\":2");
    }

    @Test
    void quotes_inside_a_text_are_escaped_where_they_cannot_end_it() {
        reads("{\"a\":\"he said \"hi\" to me\",\"b\":1}", "{\"a\":\"he said \\\"hi\\\" to me\",\"b\":1}");
        reads("{\"a\":\"he said \"hi\"\"}", "{\"a\":\"he said \\\"hi\\\"\"}");
        refuses("{\"a\":\"use \"a\", \"b\" or none\"}");
        refuses("{\"a\":\"x\" \"b\":\"y\"}");
        refuses("{\"a\":\"5\" tall\",\"b\":1}");
        refuses("[\"a\" null, \"b\"]");
        refuses("[\"a\"{ \"b\"]");
    }

    @Test
    void control_characters_inside_a_text_are_escaped() {
        reads("{\"a\":\"x\ny\tz\u0001\"}", "{\"a\":\"x\\ny\\tz\\u0001\"}");
        refuses("{\"a\":\"x,\n\"b\":\"y\"}");
        refuses("{\"a\nb\":1}");
    }

    @Test
    void a_missing_comma_is_put_where_lines_leave_no_doubt() {
        reads("{\"a\":\"x\"\n\"b\":[{\"c\":1}\n{\"c\":2}]}", "{\"a\":\"x\",\"b\":[{\"c\":1},{\"c\":2}]}");
        refuses("[1\n2]");
        refuses("{\"a\":1 \"b\":2}");
    }

    @Test
    void a_backslash_that_begins_no_escape_is_refused() {
        assertThat(refuses("{\"a\":\"C:\\dir\"}")).hasMessageContaining("Write \\\\ for a backslash");
        refuses("{\"a\":\"\\x41\"}");
        refuses("{\"a\":\"\\u12G4\"}");
    }

    @Test
    void half_a_character_is_refused() {
        reads("x {\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\ud83d\ude00\"}");
        refuses("{\"a\":\"\\ud83d\"}");
        refuses("{\"a\":\"\ude00\"}");
    }

    @Test
    void a_byte_order_mark_and_other_blanks_are_left_out() {
        reads("\ufeff{\"a\":1}", "{\"a\":1}");
        reads("{\u00a0\"a\":\u20281}", "{\"a\":1}");
        reads("{\"a\":1,\u00a0\"b\":\"\u00a0\"}", "{\"a\":1,\"b\":\"\u00a0\"}");
    }

    @Test
    void what_holds_no_json_is_refused() {
        assertThat(refuses("")).hasMessageContaining("empty");
        assertThat(refuses("I cannot do that.")).hasMessageContaining("holds no JSON");
        refuses("As [1] says, nobody knows.");
        reads("The ids: [1].", "[1]");
        refuses("{\\\"a\\\":1}");
        refuses("[1, 2, ...]");
    }

    @Test
    void a_refusal_says_where_what_and_what_to_write_instead() {
        assertThatExceptionOfType(JsonRepairException.class)
                .isThrownBy(() -> JsonRepair.read("{\n  \"steps\": [1, {\"wait\": 007}]\n}"))
                .withMessage(
                        "The reply cannot be read as JSON: line 2, column 25, in steps[1].wait, at `007}] }`: a number begins"
                                + " with 0 and may be decimal, octal or a text. Write it without leading zeros, or as text in double quotes."
                                + " Send the whole answer again, as one JSON value and nothing else.")
                .satisfies(e -> assertThat(e.line()).isEqualTo(2))
                .satisfies(e -> assertThat(e.column()).isEqualTo(25));
        assertThatThrownBy(() -> JsonRepair.read("")).isInstanceOf(AiopsException.class);
    }

    @Test
    void repairs_are_told_with_their_places() {
        assertThat(JsonRepair.read("Well:\n{\"a\": [1,],\n b: 2}").repairs())
                .containsExactly(
                        "line 1, column 1: the text around the JSON was left out",
                        "line 2, column 9: a comma behind the last value was left out",
                        "line 3, column 2: a name was put in double quotes");
        assertThat(JsonRepair.read("[" + "[1,],".repeat(1_000) + "]").repairs())
                .hasSize(101)
                .last()
                .isEqualTo("and 901 more repairs");
    }

    @Test
    void brackets_stand_inside_one_another_up_to_a_bound() {
        String deepest = "[".repeat(JsonRepair.DEEPEST) + "]".repeat(JsonRepair.DEEPEST);
        assertThat(JsonRepair.read(deepest).json()).isEqualTo(deepest);
        refuses("[" + deepest + "]");
        refuses("{\"a\":".repeat(100_000));
        refuses("[".repeat(1_000_000));
    }

    @Test
    void a_reply_beyond_the_bound_is_refused() {
        refuses(" ".repeat(JsonRepair.LONGEST) + "1");
        refuses("[" + "1".repeat(Word.LONGEST_NUMBER + 1) + "]");
    }
}
