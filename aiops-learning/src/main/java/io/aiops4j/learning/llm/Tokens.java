package io.aiops4j.learning.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;

/** How many tokens a call takes: what the server says, or an estimate on the high side where it says nothing. */
final class Tokens {

    private static final int CHARACTERS_OF_ONE = 3;
    private static final int FRAME = 20;

    private Tokens() {}

    static long in(ChatRequest request) {
        long characters = 0;
        for (ChatMessage message : request.messages()) {
            characters += PromptText.length(message);
        }
        return characters / CHARACTERS_OF_ONE
                + (long) FRAME * request.messages().size();
    }

    /** What a call took, both counts present and none negative. */
    static TokenUsage of(ChatRequest request, ChatResponse response) {
        TokenUsage said = response.tokenUsage();
        Integer in = said == null ? null : said.inputTokenCount();
        Integer out = said == null ? null : said.outputTokenCount();
        String text = response.aiMessage().text();
        int written = text == null ? 0 : text.length() / CHARACTERS_OF_ONE + 1;
        return new TokenUsage(
                in == null || in < 0 ? (int) Math.min(Integer.MAX_VALUE, in(request)) : in,
                out == null || out < 0 ? written : out);
    }

    /** The model's name, empty if nobody says it. */
    static String model(ChatRequest request, ChatModel model) {
        String name = request.modelName();
        String preset = name == null ? model.defaultRequestParameters().modelName() : name;
        return preset == null ? "" : preset;
    }
}
