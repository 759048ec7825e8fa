package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a model says, there is an answer that fits the schema, or a typed refusal with the raw reply. */
class AnswerPropertyTest {

    private static final JsonSchema SCHEMA = JsonSchema.builder()
            .name("steps")
            .rootElement(JsonObjectSchema.builder()
                    .addEnumProperty("cause", List.of("HEAP", "DISK"))
                    .addProperty(
                            "steps",
                            JsonArraySchema.builder()
                                    .items(new JsonIntegerSchema())
                                    .build())
                    .addBooleanProperty("sure")
                    .required("cause", "steps")
                    .additionalProperties(false)
                    .build())
            .build();

    @Provide
    Arbitrary<String> replies() {
        Arbitrary<String> parts = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"cause\"",
                "\"HEAP\"",
                "\"DISK\"",
                "'steps'",
                "1",
                "2.5",
                "true",
                "null",
                "```json\n",
                "```",
                "<think>",
                "</think>",
                "\"sure\"",
                "confidence",
                "\\",
                "\u0000",
                "Sure! ",
                "\n",
                "\ud800");
        Arbitrary<String> noise = parts.list().ofMaxSize(25).map(each -> String.join("", each));
        Arbitrary<String> near = noise.map(more -> "{\"cause\": \"HEAP\", \"steps\": [1, " + more + "]}");
        return Arbitraries.oneOf(noise, near, Arbitraries.of("{\"cause\":\"DISK\",\"steps\":[]}"));
    }

    @Property(tries = 1_000)
    void an_answer_that_fits_or_a_refusal(@ForAll("replies") String first, @ForAll("replies") String second) {
        ScriptedModel model = ScriptedModel.answering(prompt -> prompt.contains("Send ") ? second : first);
        try {
            ModelCall.Answer answer =
                    Models.of(model).ask(ModelCall.Question.classify("e-1", "Choose.", "it broke", SCHEMA));
            JsonNode tree = JsonMapper.builder().build().readTree(answer.json());
            assertThat(tree.get("cause").stringValue()).isIn("HEAP", "DISK");
            assertThat(tree.get("steps").isArray()).isTrue();
            tree.get("steps")
                    .forEach(step -> assertThat(step.isIntegralNumber()).isTrue());
            assertThat(answer.raw()).isIn(first, second);
        } catch (ModelCall.NoAnswerException e) {
            assertThat(e.reason()).isEqualTo(ModelCall.NoAnswerException.Reason.UNREADABLE);
            assertThat(e.raw()).contains(second);
        }
        assertThat(model.prompts()).hasSizeBetween(1, 2);
    }
}
