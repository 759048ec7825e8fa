package io.aiops4j.spring;

import dev.langchain4j.model.chat.ChatModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The application's model, for what rules leave open; apart from the rest, which works without LangChain4j too. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnClass(ChatModel.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
class AiopsModelAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AiopsModelAutoConfiguration.class);

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    AiopsBuilderCustomizer aiopsModel(ObjectProvider<ChatModel> models) {
        return builder -> {
            ChatModel model = models.getIfUnique();
            if (model != null) {
                builder.model(model);
            } else if (models.stream().findAny().isPresent()) {
                LOG.warn("AIOps for Java uses no model: there are several ChatModel beans. Mark one @Primary, "
                        + "or choose one in an AiopsBuilderCustomizer.");
            }
        };
    }
}
