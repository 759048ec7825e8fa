package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;

/**
 * Holds every attempt against the day's budget. What failed without an answer counts as if it had been answered, for the vendor may
 * count it too; what a server refused counts nothing.
 */
final class BudgetedModel extends Wrapped {

    private final Ledger ledger;

    BudgetedModel(ChatModel inner, Ledger ledger) {
        super(inner);
        this.ledger = ledger;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Integer most = request.maxOutputTokens();
        Ledger.Hold hold = ledger.reserve(
                Tokens.model(request, this), Tokens.in(request), most == null || most < 1 ? Models.USUAL_ANSWER : most);
        ChatResponse response;
        try {
            response = inner().chat(request);
        } catch (RuntimeException | Error e) {
            boolean free = Failures.isFree(e);
            ledger.settle(hold, free ? 0 : hold.in(), free ? 0 : hold.out());
            throw e;
        }
        TokenUsage usage = Tokens.of(request, response);
        ledger.settle(hold, usage.inputTokenCount(), usage.outputTokenCount());
        return response;
    }
}
