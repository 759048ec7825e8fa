package io.aiops4j.learning.improve;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model may answer: the steps of the new version, what more is to hold before and behind them, other presets, and why.
 *
 * @param reason what is changed and why, in words
 * @param evidence ids that it was shown
 * @param steps all steps, in order
 * @param preconditions that are added
 * @param verification that is added
 * @param presets other values of declared parameters, by name
 */
record DraftReply(
        @Nullable String reason,
        @Nullable List<String> evidence,
        @Nullable List<StepReply> steps,
        @Nullable List<String> preconditions,
        @Nullable List<String> verification,
        @Nullable List<Preset> presets) {

    /** A step. */
    record StepReply(
            @Nullable String name,
            @Nullable String action,
            @Nullable List<Preset> parameters,
            @Nullable Integer retries,
            @Nullable Integer timeoutSeconds) {}

    /** A name and a value. */
    record Preset(@Nullable String name, @Nullable String value) {}

    static final JsonSchema SCHEMA = JsonSchema.builder()
            .name("draft")
            .rootElement(JsonObjectSchema.builder()
                    .addStringProperty("reason", "what is changed and why, in two sentences")
                    .addProperty("evidence", texts("ids out of the list of evidence that justify the change"))
                    .addProperty(
                            "steps",
                            JsonArraySchema.builder()
                                    .description(
                                            "all steps of the new version in order, also those that stay as they are")
                                    .items(JsonObjectSchema.builder()
                                            .addStringProperty("name", "unique; a step that stays keeps its name")
                                            .addStringProperty("action", "the name of an action out of the catalogue")
                                            .addProperty("parameters", pairs())
                                            .addIntegerProperty("retries", "further attempts, from 0 to 10")
                                            .addIntegerProperty("timeoutSeconds", "for one attempt, from 1 to 3600")
                                            .required("name", "action", "parameters")
                                            .build())
                                    .build())
                    .addProperty("preconditions", texts("conditions that are added to the preconditions"))
                    .addProperty("verification", texts("conditions that are added to the verification"))
                    .addProperty("presets", pairs())
                    .required("reason", "evidence", "steps")
                    .build())
            .build();

    private static JsonArraySchema texts(String what) {
        return JsonArraySchema.builder()
                .description(what)
                .items(new JsonStringSchema())
                .build();
    }

    private static JsonArraySchema pairs() {
        return JsonArraySchema.builder()
                .items(JsonObjectSchema.builder()
                        .addStringProperty("name")
                        .addStringProperty("value")
                        .required("name", "value")
                        .build())
                .build();
    }

    static Map<String, String> map(@Nullable List<Preset> pairs) {
        Map<String, String> map = new java.util.TreeMap<>();
        for (Preset pair : pairs == null ? List.<Preset>of() : pairs) {
            map.put(String.valueOf(pair.name()), String.valueOf(pair.value()));
        }
        return map;
    }
}
