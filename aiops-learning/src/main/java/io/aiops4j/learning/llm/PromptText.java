package io.aiops4j.learning.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.aiops4j.core.AiopsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The messages of a prompt: as one canonical text, how long they are, and rewritten text by text. */
final class PromptText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PromptText() {}

    /** A JSON array with what is said, by whom, and which tools are called; the same messages give the same text. */
    static String of(List<ChatMessage> messages) {
        return JSON.writeValueAsString(messages.stream().map(PromptText::parts).toList());
    }

    static long length(ChatMessage message) {
        return parts(message).values().stream()
                .mapToLong(part -> String.valueOf(part).length())
                .sum();
    }

    private static Map<String, Object> parts(ChatMessage message) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (message instanceof SystemMessage system) {
            parts.put("system", system.text());
        } else if (message instanceof UserMessage user) {
            put(parts, "name", user.name());
            parts.put("user", texts(user.contents()));
        } else if (message instanceof AiMessage model) {
            put(parts, "model", model.text());
            if (model.hasToolExecutionRequests()) {
                parts.put(
                        "calls",
                        model.toolExecutionRequests().stream()
                                .map(call -> List.of(
                                        String.valueOf(call.id()),
                                        String.valueOf(call.name()),
                                        String.valueOf(call.arguments())))
                                .toList());
            }
        } else if (message instanceof ToolExecutionResultMessage result) {
            parts.put("tool", List.of(String.valueOf(result.id()), String.valueOf(result.toolName())));
            parts.put("result", texts(result.contents()));
        } else {
            throw unknown(message.type().toString());
        }
        return parts;
    }

    private static void put(Map<String, Object> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.put(name, value);
        }
    }

    private static List<String> texts(List<Content> contents) {
        return contents.stream().map(PromptText::text).toList();
    }

    private static String text(Content content) {
        if (content instanceof TextContent text) {
            return text.text();
        }
        throw unknown(content.type().toString());
    }

    private static AiopsException unknown(String what) {
        return new AiopsException(
                "A prompt with " + what + " in it cannot be redacted and is not sent. Send texts only.");
    }

    /** The same message with all texts in it rewritten. */
    static ChatMessage rewritten(ChatMessage message, UnaryOperator<String> text) {
        if (message instanceof SystemMessage system) {
            return SystemMessage.from(text.apply(system.text()));
        }
        if (message instanceof UserMessage user) {
            UserMessage.Builder rewritten = user.toBuilder().contents(contents(user.contents(), text));
            String name = user.name();
            return (name == null ? rewritten : rewritten.name(text.apply(name))).build();
        }
        if (message instanceof AiMessage model) {
            String said = model.text();
            AiMessage.Builder rewritten = model.toBuilder();
            List<ToolExecutionRequest> calls = new ArrayList<>();
            for (ToolExecutionRequest call : model.toolExecutionRequests()) {
                String arguments = call.arguments();
                calls.add(
                        arguments == null
                                ? call
                                : call.toBuilder()
                                        .arguments(text.apply(arguments))
                                        .build());
            }
            return (said == null ? rewritten : rewritten.text(text.apply(said)))
                    .toolExecutionRequests(calls)
                    .build();
        }
        if (message instanceof ToolExecutionResultMessage result) {
            return result.toBuilder()
                    .contents(contents(result.contents(), text))
                    .build();
        }
        throw unknown(message.type().toString());
    }

    private static List<Content> contents(List<Content> contents, UnaryOperator<String> text) {
        List<Content> rewritten = new ArrayList<>();
        contents.forEach(content -> rewritten.add(TextContent.from(text.apply(text(content)))));
        return rewritten;
    }
}
