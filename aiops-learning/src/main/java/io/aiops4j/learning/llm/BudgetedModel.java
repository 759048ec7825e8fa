package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;

/**
 * Holds every attempt against the day's budget. An answer that was lost on its way counts as estimated, for the vendor may count it too;
 * what a server refused, or did not hear, counts nothing; of a client that failed only the prompt counts.
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
            ledger.settle(hold, Failures.isFree(e) ? 0 : hold.in(), Failures.isAnswerLost(e) ? hold.out() : 0);
            throw e;
        }
        TokenUsage usage = Tokens.of(request, response);
        ledger.settle(hold, usage.inputTokenCount(), usage.outputTokenCount());
        return response;
    }
}
