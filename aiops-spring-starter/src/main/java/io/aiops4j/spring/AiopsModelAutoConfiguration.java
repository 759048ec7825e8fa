package io.aiops4j.spring;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.Aiops;
import io.aiops4j.learning.llm.Models;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The application's model, for what rules leave open; apart from the rest, which works without LangChain4j too. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnClass(ChatModel.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsModelAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AiopsModelAutoConfiguration.class);

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    AiopsBuilderCustomizer aiopsModel(
            AiopsProperties properties,
            ObjectProvider<Models> bounded,
            ObjectProvider<ChatModel> models,
            ObjectProvider<Map<String, ChatModel>> named) {
        return builder -> {
            Models own = bounded.getIfUnique();
            ChatModel model = own == null ? models.getIfUnique() : own;
            if (own != null) {
                builder.model(own);
            } else if (model != null) {
                builder.model(withCheap(
                        BoundedModels.of(model, properties.models()),
                        properties.models(),
                        named.getIfAvailable(Map::of)));
            } else if (models.stream().findAny().isPresent()) {
                LOG.warn("AIOps for Java uses no model: there are several ChatModel beans. Mark one @Primary, "
                        + "or choose one in an AiopsBuilderCustomizer.");
            }
        };
    }

    private static Models withCheap(Models models, ModelsProperties said, Map<String, ChatModel> named) {
        String name = said.cheap();
        if (name == null) {
            return models;
        }
        ChatModel cheap = named.get(name);
        if (cheap == null) {
            throw AiopsPropertyException.of(
                    "aiops.models.cheap",
                    "There is no ChatModel bean '" + name + "'.",
                    "Name a bean, and mark the other one @Primary: aiops.models.cheap=smallModel");
        }
        return models.cheap(cheap);
    }
}
