package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.Aiops;
import io.aiops4j.AiopsHealth;
import io.aiops4j.core.run.Action;
import io.aiops4j.learning.llm.Models;
import io.aiops4j.learning.testkit.ScriptedModel;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The application's model is asked within the bounds that properties say. */
class ModelsPropertiesTest {

    private static ApplicationContextRunner failing() {
        return Contexts.withAuthority()
                .withBean(
                        "restart",
                        Action.class,
                        () -> OutOfMemory.restart(step -> {
                            throw new IllegalStateException("the moon is full");
                        }));
    }

    private static ApplicationContextRunner with(ChatModel model, String... properties) {
        return failing()
                .withBean("strong", ChatModel.class, () -> model, bean -> bean.setPrimary(true))
                .withPropertyValues(properties);
    }

    @Test
    void a_budget_that_is_used_up_leaves_the_rules_alone_and_health_says_so() {
        ScriptedModel model = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        with(model, "aiops.models.tokens-per-day=0").run(context -> {
            OutOfMemory.happensTo(context.getBean(Aiops.class));
            AiopsHealth health = context.getBean(Aiops.class).health();
            assertThat(model.prompts()).isEmpty();
            assertThat(health.figures()).containsEntry("models.refused", 1L).containsEntry("models.answered", 0L);
            assertThat(health.degradations())
                    .containsEntry("models", "the budget of today is used up; rules alone decide until midnight UTC");
        });
    }

    @Test
    void the_cheap_one_classifies() {
        ScriptedModel strong = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        ScriptedModel cheap = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        with(strong, "aiops.models.cheap=small", "aiops.models.timeout=5s", "aiops.models.cache=1MB")
                .withBean("small", ChatModel.class, () -> cheap)
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(cheap.prompts()).hasSize(1);
                    assertThat(strong.prompts()).isEmpty();
                    assertThat(context.getBean(Aiops.class).health().figures()).containsEntry("models.answered", 1L);
                });
    }

    @Test
    void a_bean_of_its_own_is_used_as_it_is() {
        ScriptedModel model = ScriptedModel.saying("{\"type\": \"TRANSIENT\"}");
        failing()
                .withBean(Models.class, () -> Models.of(model).budget(Models.Budget.perDay(0)))
                .withBean("another", ChatModel.class, () -> model)
                .withPropertyValues("aiops.models.tokens-per-day=100000")
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(model.prompts()).isEmpty();
                });
    }

    @Test
    void what_cannot_be_is_reported_with_what_to_write() {
        refused("aiops.models.attempts=0", "aiops.models.attempts=3");
        refused("aiops.models.at-once=0", "aiops.models.at-once=4");
        refused("aiops.models.timeout=0s", "aiops.models.timeout=60s");
        refused("aiops.models.tokens-per-day=-1", "Write 0 or more");
        refused("aiops.models.money-per-day=much", "aiops.models.money-per-day=2.50");
        refused("aiops.models.prices.small.in=much", "aiops.models.prices.gpt-4o-mini.in=0.15");
        refused("aiops.models.cheap=nobody", "There is no ChatModel bean 'nobody'");
    }

    private static void refused(String property, String said) {
        with(ScriptedModel.saying("{\"type\": \"TRANSIENT\"}"), property)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(AiopsPropertyException.class)
                        .hasMessageContaining(
                                property.substring(0, property.indexOf('=')).replace(".in", ""))
                        .hasMessageContaining(said));
    }
}
