package io.aiops4j.learning.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.learning.json.JsonRepair;
import io.aiops4j.learning.json.JsonRepairException;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One question: asked, read, asked again once if it cannot be read, and passed on to the strong model if the cheap one is unsure. */
final class Asking {

    private static final int LONGEST_QUOTE = 4_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ModelCall.Question question;
    private final Redaction redaction;
    private final @Nullable Shape shape;

    /** An answer that can be read. */
    private record Read(JsonRepair.Repaired reply, OptionalDouble confidence) {}

    /** What is wrong with one that cannot. */
    private static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String problem) {
            super(problem);
        }
    }

    Asking(ModelCall.Question question, Redaction redaction) {
        this.question = question;
        this.redaction = redaction;
        JsonSchema schema = question.schema();
        this.shape = schema == null ? null : new Shape(schema.rootElement());
    }

    /** Asks the first one, and the second one if there is one and the first one is unsure by its own words. */
    ModelCall.Answer answer(Lane first, @Nullable Lane second) {
        List<ChatMessage> messages = RedactingModel.redacted(
                        ChatRequest.builder().messages(messages()).build(), redaction)
                .messages();
        Read read = read(first, messages);
        boolean unsure = read.confidence().orElse(1) < Models.UNSURE;
        if (second != null && unsure) {
            try {
                return answer(read(second, messages), true);
            } catch (ModelCall.NoAnswerException e) {
                if (e.reason() == Reason.INTERRUPTED || e.reason() == Reason.DIFFERENT) {
                    throw e;
                }
                // an unsure answer is better than none, and says itself how sure it is
            }
        }
        return answer(read, false);
    }

    private ModelCall.Answer answer(Read read, boolean escalated) {
        return new ModelCall.Answer(read.reply(), read.confidence(), escalated, redaction);
    }

    private List<ChatMessage> messages() {
        String system = question.system();
        if (shape != null) {
            system += "\n\nAnswer with one JSON value and nothing else. It must fit this schema: " + shape.words();
        }
        return system.isBlank()
                ? List.of(UserMessage.from(question.user()))
                : List.of(SystemMessage.from(system), UserMessage.from(question.user()));
    }

    private Read read(Lane lane, List<ChatMessage> messages) {
        ChatRequest request = request(lane, messages);
        ChatResponse response = lane.chat(request, question.about(), question.purpose());
        try {
            return parsed(response);
        } catch (Unreadable e) {
            lane.forget(request);
            return again(lane, messages, raw(response), String.valueOf(e.getMessage()));
        }
    }

    private Read again(Lane lane, List<ChatMessage> messages, String raw, String problem) {
        List<ChatMessage> more = new ArrayList<>(messages);
        if (!raw.isBlank()) {
            more.add(AiMessage.from(HostCode.line(raw, LONGEST_QUOTE)));
        }
        more.add(UserMessage.from(problem));
        ChatRequest request = request(lane, more);
        ChatResponse response;
        try {
            response = lane.chat(request, question.about(), question.purpose());
        } catch (ModelCall.NoAnswerException e) {
            if (e.reason() == Reason.INTERRUPTED || e.reason() == Reason.DIFFERENT) {
                throw e;
            }
            throw new ModelCall.NoAnswerException(
                    Reason.UNREADABLE,
                    "The model's answer cannot be read, and it could not be asked again (" + e.getMessage() + "): "
                            + problem,
                    e,
                    raw);
        }
        try {
            return parsed(response);
        } catch (Unreadable e) {
            lane.forget(request);
            throw new ModelCall.NoAnswerException(
                    Reason.UNREADABLE,
                    "The model's answer cannot be read, also when asked for again: " + e.getMessage(),
                    null,
                    raw(response));
        }
    }

    private ChatRequest request(Lane lane, List<ChatMessage> messages) {
        ChatRequest.Builder request = ChatRequest.builder().messages(messages);
        if (question.schema() != null && lane.takesSchemas()) {
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(question.schema())
                    .build());
        }
        return request.build();
    }

    private static String raw(ChatResponse response) {
        String text = response.aiMessage().text();
        return text == null ? "" : text;
    }

    private Read parsed(ChatResponse response) throws Unreadable {
        String raw = raw(response);
        if (raw.isBlank()) {
            throw new Unreadable("The answer is empty. Send one JSON value and nothing else.");
        }
        try {
            JsonRepair.Repaired reply = JsonRepair.read(raw);
            if (reply.truncated() || response.finishReason() == FinishReason.LENGTH) {
                throw new Unreadable(
                        "The answer was cut off. Send a shorter one, as one whole JSON value and nothing else.");
            }
            JsonNode tree = JSON.readTree(reply.json());
            List<String> faults = shape == null ? List.of() : shape.faults(tree);
            if (!faults.isEmpty()) {
                throw new Unreadable("The answer does not fit the schema: " + String.join("; ", faults)
                        + ". Send the whole answer again, as one JSON value and nothing else.");
            }
            return new Read(reply, confidence(tree));
        } catch (JsonRepairException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            throw new Unreadable("The answer is no JSON that can be kept: " + e.getOriginalMessage());
        }
    }

    private static OptionalDouble confidence(JsonNode tree) {
        JsonNode stated = tree.get(Models.CONFIDENCE);
        double value = stated != null && stated.isNumber() ? stated.doubleValue() : Double.NaN;
        return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
