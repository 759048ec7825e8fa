package io.aiops4j.spring;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What {@code aiops.models.*} says: within which bounds the application's ChatModel is asked. Nothing of it is used when there is a
 * Models bean. No type of LangChain4j is named here: properties are bound without it too.
 *
 * @param cheap The name of the ChatModel bean that classifies; the one that drafts does it when nothing is said.
 * @param timeout How long one attempt may take, whatever the client does; 60 seconds when nothing is said.
 * @param attempts How often one call is tried, where trying again can help.
 * @param atOnce How many calls of each model may be under way.
 * @param cache How much is kept of the answers of each model, 0 for nothing; 8 MB when nothing is said.
 * @param tokensPerDay How many tokens may be used from midnight to midnight UTC, those of prompts and of answers together.
 * @param moneyPerDay How much money may be used from midnight to midnight UTC, in the unit of the prices; no matter how much when nothing
 * is said. A model without a price is not asked then.
 * @param prices What a million tokens cost, by the beginning of the model's name.
 */
record ModelsProperties(
        @Nullable String cheap,
        @Nullable Duration timeout,
        @DefaultValue("3") int attempts,
        @DefaultValue("4") int atOnce,
        @Nullable DataSize cache,
        @DefaultValue("1000000") long tokensPerDay,
        @Nullable String moneyPerDay,
        @DefaultValue Map<String, PriceProperties> prices) {

    ModelsProperties {
        prices = Map.copyOf(prices);
    }

    /**
     * What a million tokens cost.
     *
     * @param in Of prompts.
     * @param out Of answers.
     */
    record PriceProperties(
            @DefaultValue("0") String in, @DefaultValue("0") String out) {}
}
