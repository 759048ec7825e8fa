package io.aiops4j.learning.llm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;

/**
 * The same question gets the same answer without a call. The key is the whole request, messages and parameters, because all of it
 * decides the answer; each model has its own cache. What was cut off, or calls a tool, is not kept.
 */
final class CachedModel extends Wrapped {

    private static final int BYTES_OF_ONE = 2;
    private static final int FRAME = 400;

    private final Cache<ChatRequest, Hit> answers;

    /** An answer that cost nothing. */
    static final class Hit extends ChatResponse {

        Hit(ChatResponse answer) {
            super(answer.toBuilder());
        }
    }

    CachedModel(ChatModel inner, long bytes) {
        super(inner);
        answers = Caffeine.newBuilder()
                .maximumWeight(Checks.notNegative("bytes of a cache", bytes))
                .weigher(CachedModel::weight)
                // evicts on the thread that puts: no pool of somebody else's
                .executor(Runnable::run)
                .build();
    }

    private static int weight(ChatRequest request, ChatResponse answer) {
        long characters = String.valueOf(answer.aiMessage().text()).length();
        for (ChatMessage message : request.messages()) {
            characters += PromptText.length(message);
        }
        return (int) Math.min(Integer.MAX_VALUE, FRAME + characters * BYTES_OF_ONE);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Hit known = answers.getIfPresent(request);
        if (known != null) {
            return known;
        }
        ChatResponse answer = inner().chat(request);
        if (answer.finishReason() != FinishReason.LENGTH
                && answer.aiMessage().text() != null
                && !answer.aiMessage().hasToolExecutionRequests()) {
            answers.put(request, new Hit(answer));
        }
        return answer;
    }

    /** An answer that turned out to be of no use is asked for anew. */
    void forget(ChatRequest request) {
        answers.invalidate(request);
    }
}
