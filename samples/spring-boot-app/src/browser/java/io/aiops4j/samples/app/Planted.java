package io.aiops4j.samples.app;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.learning.testkit.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application into which somebody put the payloads wherever a log line, a service, a handler, a probe, a model or a person can write: number
 * {@code i} is in the runbook {@code xss-i}, in its runs, in the incident about its service, and in what a model drafts of it.
 */
final class Planted {

    private static final Actor REVIEWER = Actor.person("reviewer");
    private static final String RUNBOOK = "xss-";
    private static final String SERVICE = "shop-";

    private Planted() {}

    static void parts(ConfigurableApplicationContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        beans.registerSingleton(
                "say",
                Action.named("say").parameter("text").idempotent().run(step -> step.output(step.text("text"))));
        beans.registerSingleton("fail", Action.named("fail").parameter("text").run(step -> {
            throw new IllegalStateException(step.text("text"));
        }));
        beans.registerSingleton(
                "cure",
                Action.named("cure").idempotent().effect("mood = 'well'").run(step -> {}));
        StateProbe moods = target -> target.service().startsWith(SERVICE)
                ? Map.of("mood", "ill", "said", Payloads.ALL.get(number(target.service())))
                : Map.of();
        beans.registerSingleton("moods", moods);
        ChatModel model = ScriptedModel.answering(Planted::answer);
        beans.registerSingleton("model", model);
    }

    static String runbook(int i) {
        return RUNBOOK + i;
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    /** A model that says what the log told it to say. */
    private static String answer(String prompt) {
        int at = prompt.indexOf(RUNBOOK);
        if (at < 0) {
            return "{\"type\": \"RUNBOOK_INSUFFICIENT\"}";
        }
        int i = Integer.parseInt(digits(prompt, at + RUNBOOK.length()));
        int evidence = prompt.indexOf("ev-");
        String known = prompt.substring(evidence, end(prompt, evidence));
        String text = quoted(Payloads.ALL.get(i));
        return """
                {"reason": %s, "evidence": ["%s"],
                 "steps": [
                   {"name": %s, "action": "say", "parameters": [{"name": "text", "value": %s}]},
                   {"name": %s, "action": "cure", "parameters": []}]}""".formatted(
                text, known, text, text, quoted("cure " + Payloads.ALL.get(i)));
    }

    private static String digits(String text, int from) {
        int to = from;
        while (Character.isDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }

    private static int end(String text, int from) {
        int to = from;
        while (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '-') {
            to++;
        }
        return to;
    }

    /** Puts all of them everywhere, and waits until the application has drawn its conclusions. */
    static void everywhere(AppHost host) throws InterruptedException {
        Aiops aiops = host.aiops();
        for (int i = 0; i < Payloads.ALL.size(); i++) {
            String payload = Payloads.ALL.get(i);
            String proposal = aiops.runbooks()
                    .submit(RunbookCodec.fromYaml(yaml(i, payload)), Client.DEFAULT, Actor.person(name(i, payload)), payload);
            aiops.reviews().claim(proposal, REVIEWER, payload);
            aiops.reviews()
                    .approve(
                            proposal,
                            REVIEWER,
                            Grant.in(Scope.service(SERVICE + i))
                                    .mode(Approval.Mode.AT_ONCE)
                                    .saying(payload));
            RunbookVersion version =
                    aiops.runbooks().versions(Client.DEFAULT, runbook(i)).get(0);
            aiops.runs().run(RunRequest.of(version, Target.service(SERVICE + i), REVIEWER));
            aiops.runbooks().submit(
                    RunbookCodec.fromYaml(yaml(i, payload).replace("id: " + RUNBOOK, "id: waits-")),
                    Client.DEFAULT,
                    Actor.person(name(i, payload)),
                    payload);
            aiops.observe(LogLine.of(name(i, payload), payload + " OutOfMemoryError: heap space exhausted"));
        }
        aiops.flush(Duration.ofMinutes(1));
    }

    /** The text where it can be a name, for names take no invisible control characters. */
    static String name(int i, String payload) {
        return payload.chars().anyMatch(c -> c == '@' || Character.isISOControl(c)) ? SERVICE + i : payload;
    }

    private static String yaml(int i, String payload) {
        String text = quoted(payload);
        return """
                id: %s
                version: 1
                title: %s
                platform: any
                incidentTypes: [%s]
                steps:
                  - {name: %s, action: say, parameters: {text: %s}}
                  - {name: fail, action: fail, parameters: {text: %s}}
                verification: ["mood = 'well'"]
                """.formatted(runbook(i), text, quoted("kind " + i), text, text, text);
    }

    /** A text as JSON and YAML both read it. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(
                c == '"' || c == '\\' ? "\\" + (char) c : c < 0x20 || c > 0x7e ? "\\u%04x".formatted(c) : (char) c + ""));
        return quoted.append('"').toString();
    }

    /** A text as a reviewer sees it: what hides is written out. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        List<Integer> hidden = List.of(
                (int) Character.CONTROL, (int) Character.FORMAT, (int) Character.LINE_SEPARATOR, (int)
                        Character.PARAGRAPH_SEPARATOR);
        text.codePoints()
                .forEach(c -> shown.append(
                        hidden.contains(Character.getType(c)) ? "\\u%04x".formatted(c) : Character.toString(c)));
        return shown.toString();
    }
}
