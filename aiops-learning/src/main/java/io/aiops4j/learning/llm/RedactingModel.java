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
        boolean[] marked = new boolean[1];
        for (ChatMessage message : request.messages()) {
            messages.add(PromptText.rewritten(message, text -> {
                String redacted = redaction.text(text);
                marked[0] |= holdsPlaceholder(redacted);
                return redacted;
            }));
        }
        if (marked[0]) {
            announce(messages);
        }
        return ChatRequest.builder()
                .messages(messages)
                .parameters(request.parameters())
                .build();
    }

    /** Also those that stood there before: records come with their own, and nobody can put back what these stand for. */
    static boolean holdsPlaceholder(String text) {
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            int kind = at + 1;
            while (kind < text.length() && (isLower(text.charAt(kind)) || text.charAt(kind) == '-')) {
                kind++;
            }
            int number = kind + 1;
            while (number < text.length() && Character.isDigit(text.charAt(number))) {
                number++;
            }
            boolean named = kind > at + 1 && kind < text.length() && text.charAt(kind) == ':';
            if (named && number > kind + 1 && number < text.length() && text.charAt(number) == '>') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
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
