package io.aiops4j.samples.openai;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.llm.Models;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** An error that no rule knows: a model says what kind of failure it is, and rules draft what helps against that kind. */
public final class ModelHost {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Asks the server of OPENAI_BASE_URL with the key of OPENAI_API_KEY, by the model that is named, or gpt-4o-mini. */
    public static void main(String[] args) throws Exception {
        String url = System.getenv("OPENAI_BASE_URL");
        String key = System.getenv("OPENAI_API_KEY");
        if (url == null || key == null) {
            System.err.println("Set OPENAI_BASE_URL, such as https://api.openai.com/v1, and OPENAI_API_KEY.");
            System.exit(2);
        } else {
            tell(url, key, args.length == 0 ? "gpt-4o-mini" : args[0], System.out);
        }
    }

    static void tell(String url, String key, String name, PrintStream out) throws Exception {
        ChatModel client = OpenAiChatModel.builder()
                .httpClientBuilder(new Models.Http()) // bounded, and hears when to ask again
                .baseUrl(url)
                .apiKey(key)
                .modelName(name)
                .maxRetries(0) // Models asks again, within its budget
                .build();
        Models models = Models.of(client).timeout(Duration.ofSeconds(20)).budget(Models.Budget.perDay(50_000));

        try (Aiops aiops = Aiops.builder()
                .model(models)
                .authority(Authority.of(SecureRandom.getSeed(32)).approver("bob"))
                .action(Action.named("restart_service")
                        .parameter("service")
                        .idempotent()
                        .effect("status = running")
                        .run(step -> {
                            throw new IllegalStateException("E4711: the moon is full");
                        }))
                .probe("redis", target -> Map.of("status", "stopped"))
                .build()) {
            String v1 =
                    aiops.runbooks().submit(RunbookCodec.fromYaml(resource("redis-oom.yaml")), Actor.person("alice"));
            aiops.reviews()
                    .approve(
                            v1,
                            Actor.person("bob"),
                            Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
            aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
            aiops.flush(SOON);

            aiops.executions()
                    .find(Query.all())
                    .records()
                    .forEach(run -> out.println(run.runbookId() + " failed: " + run.failureType()));
            aiops.reviews().pending().forEach(draft -> out.println("drafted: " + draft.diff()));
            out.println("models " + aiops.health().figures().get("models.answered") + " answers, "
                    + aiops.health().figures().get("models.tokens-today") + " tokens");
        }
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = ModelHost.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
