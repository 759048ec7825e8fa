package io.aiops4j.learning.llm;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.Set;

/** A model round another one, which looks like that one. Listeners are the inner one's own: it is asked by its front door. */
abstract class Wrapped implements ChatModel {

    private final ChatModel inner;

    Wrapped(ChatModel inner) {
        this.inner = inner;
    }

    final ChatModel inner() {
        return inner;
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return inner.defaultRequestParameters();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return inner.supportedCapabilities();
    }

    @Override
    public ModelProvider provider() {
        return inner.provider();
    }
}
