package io.aiops4j.spring;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.learning.llm.Models;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.springframework.util.unit.DataSize;

/** The application's model within the bounds that properties say. */
final class BoundedModels {

    private static final String HOW_TO_PRICE =
            "Write what a million tokens cost: aiops.models.prices.gpt-4o-mini.in=0.15, and the same with out=0.60";

    private BoundedModels() {}

    static Models of(ChatModel strong, ModelsProperties said) {
        Models models = Models.of(strong).budget(budget(said));
        models = checked(models, "attempts", "attempts=3", each -> each.attempts(said.attempts()));
        models = checked(models, "at-once", "at-once=4", each -> each.atOnce(said.atOnce()));
        Duration timeout = said.timeout();
        if (timeout != null) {
            models = checked(models, "timeout", "timeout=60s", each -> each.timeout(timeout));
        }
        DataSize cache = said.cache();
        if (cache != null) {
            models = checked(models, "cache", "cache=8MB", each -> each.cache(cache.toBytes()));
        }
        return models;
    }

    private static Models checked(Models before, String name, String example, UnaryOperator<Models> change) {
        return AiopsPropertyException.checked(
                "aiops.models." + name, "Write for instance aiops.models." + example, () -> change.apply(before));
    }

    private static Models.Budget budget(ModelsProperties said) {
        Models.Budget budget = AiopsPropertyException.checked(
                "aiops.models.tokens-per-day",
                "Write 0 or more: aiops.models.tokens-per-day=" + Models.TOKENS_PER_DAY,
                () -> Models.Budget.perDay(said.tokensPerDay()));
        String money = said.moneyPerDay();
        if (money != null) {
            Models.Budget tokens = budget;
            budget = AiopsPropertyException.checked(
                    "aiops.models.money-per-day",
                    "Write an amount: aiops.models.money-per-day=2.50",
                    () -> tokens.money(money));
        }
        for (Map.Entry<String, ModelsProperties.PriceProperties> price : new TreeMap<>(said.prices()).entrySet()) {
            Models.Budget before = budget;
            budget = AiopsPropertyException.checked(
                    "aiops.models.prices." + price.getKey(),
                    HOW_TO_PRICE,
                    () -> before.price(
                            price.getKey(),
                            price.getValue().in(),
                            price.getValue().out()));
        }
        return budget;
    }
}
