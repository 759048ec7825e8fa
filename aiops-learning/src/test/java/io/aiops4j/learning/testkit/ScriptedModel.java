package io.aiops4j.learning.testkit;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A model that answers as a test says, and remembers what it was asked.
 *
 * <pre>{@code
 * ScriptedModel model = ScriptedModel.saying("TRANSIENT");
 * Aiops aiops = Aiops.builder().model(model).build();
 * }</pre>
 */
public final class ScriptedModel implements ChatModel {

    private final Function<String, String> script;
    private final List<String> prompts = new ArrayList<>();

    private ScriptedModel(Function<String, String> script) {
        this.script = script;
    }

    /** A model that always says this. */
    public static ScriptedModel saying(String answer) {
        return new ScriptedModel(prompt -> answer);
    }

    /** A model that answers each prompt by this script; the script may throw. */
    public static ScriptedModel answering(Function<String, String> script) {
        return new ScriptedModel(script);
    }

    @Override
    public synchronized ChatResponse doChat(ChatRequest request) {
        String prompt = request.messages().toString();
        prompts.add(prompt);
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(script.apply(prompt)))
                .build();
    }

    /** What it was asked, in order. */
    public synchronized List<String> prompts() {
        return List.copyOf(prompts);
    }
}
