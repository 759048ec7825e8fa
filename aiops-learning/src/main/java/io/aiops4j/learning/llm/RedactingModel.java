package io.aiops4j.learning.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import java.util.ArrayList;
import java.util.List;

/** The model sees placeholders and is told what they are. Its answer keeps them: nothing here puts a value back. */
final class RedactingModel extends Wrapped {

    /** What the model is told when something was taken out of its prompt. */
    static final String NOTICE =
            "Some values were replaced by placeholders such as <password:1>: a kind and a number in angle"
                    + " brackets. The same placeholder stands for the same value. You cannot see the values. Where an answer needs one,"
                    + " write its placeholder letter by letter; never guess, complete or explain a value.";

    private final Redactor redactor;

    RedactingModel(ChatModel inner, Redactor redactor) {
        super(inner);
        this.redactor = redactor;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return inner().chat(redacted(request, redactor.begin()));
    }

    static ChatRequest redacted(ChatRequest request, Redaction redaction) {
        List<ChatMessage> messages = new ArrayList<>();
        for (ChatMessage message : request.messages()) {
            messages.add(PromptText.rewritten(message, redaction::text));
        }
        if (!redaction.placeholders().isEmpty()) {
            announce(messages);
        }
        return ChatRequest.builder()
                .messages(messages)
                .parameters(request.parameters())
                .build();
    }

    // into the system message that is there: some servers take one and no more
    private static void announce(List<ChatMessage> messages) {
        if (messages.get(0) instanceof SystemMessage system) {
            messages.set(0, SystemMessage.from(system.text() + "\n\n" + NOTICE));
        } else {
            messages.add(0, SystemMessage.from(NOTICE));
        }
    }
}
