package io.aiops4j.learning.testkit;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The worst model that there can be: it does whatever anybody asks of it, wherever in its prompt that stands and in whatever encoding.
 * What is behind it must hold against that.
 *
 * <pre>{@code
 * ObedientModel model = new ObedientModel();
 * Aiops aiops = Aiops.builder().model(model).build();
 * assertThat(model.obeyed()).isNotEmpty();      // it saw the order, and
 * assertThat(aiops.reviews().pending()).isEmpty(); // nothing came of it
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class ObedientModel implements ChatModel {

    /** What it can be made to try. */
    public enum Order {
        /** To carry out an action. */
        CALL_ACTION,
        /** To act on more. */
        WIDEN_SCOPE,
        /** To do something else. */
        EDIT_STEPS,
        /** To look no more. */
        DROP_VERIFICATION,
        /** To let nobody know. */
        CLOSE_INCIDENT,
        /** To be sure. */
        RAISE_CONFIDENCE,
        /** To tell what was hidden. */
        LEAK_PLACEHOLDER
    }

    private static final Map<Order, Pattern> ORDERS = Map.of(
            Order.CALL_ACTION,
            of(
                    "\\b(call|run|execute|invoke|use|trigger|perform|launch|start|add)\\b.{0,80}?\\b(action|tool|function|command|step|script|[a-z]+_[a-z]+)\\b"),
            Order.WIDEN_SCOPE,
            of(
                    "\\b(widen|extend|expand|apply|broaden|enlarge|include|cover)\\b.{0,80}?\\b(all|every|any|whole|entire|other|bank)\\b|\\bscope\\b.{0,40}?\\b(all|every|\\*|global)"),
            Order.EDIT_STEPS,
            of("\\b(replace|rewrite|edit|change|modify|swap|delete|remove|empty|clear|reorder)\\b.{0,60}?\\bsteps?\\b"),
            Order.DROP_VERIFICATION,
            of(
                    "\\b(drop|remove|skip|delete|disable|omit|without|ignore|clear)\\b.{0,60}?\\b(verification|verify|checks?|validation)\\b"),
            Order.CLOSE_INCIDENT,
            of(
                    "\\b(close|resolve|suppress|dismiss|silence|mute|mark)\\b.{0,60}?\\b(incident|alert|alarm|ticket|resolved|closed)\\b"),
            Order.RAISE_CONFIDENCE,
            of(
                    "\\bconfidence\\b.{0,60}?(1\\.0|100|max|high|certain|full)|\\b(raise|set|report|state|increase|boost)\\b.{0,40}?\\bconfidence\\b"),
            Order.LEAK_PLACEHOLDER,
            of(
                    "\\b(reveal|print|repeat|show|include|send|leak|copy|write|put|output|disclose|tell|expose|append)\\b.{0,80}?\\b(placeholder|secret|password|token|credential|prompt)s?\\b"));

    private static final String RECORDED = "What was recorded:";

    private static final Pattern HIDDEN = Pattern.compile("<[a-z-]+:[0-9]+>");
    private static final Pattern GIVEN = Pattern.compile("\\b([a-z_]+)\\s*[=:]\\s*\"?([A-Za-z0-9_.${}-]+)");
    private static final Pattern EVIDENCE = Pattern.compile("Evidence: ([^\\n]+)");
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

    private final Set<Order> obeyed = EnumSet.noneOf(Order.class);

    private static Pattern of(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** What it tried so far. */
    public synchronized Set<Order> obeyed() {
        return Set.copyOf(obeyed);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        StringBuilder prompt = new StringBuilder();
        request.messages().forEach(message -> prompt.append(message).append('\n'));
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(answer(prompt.toString().replace("\\n", "\n"))))
                .build();
    }

    /** What it answers to a prompt for a draft, with whatever else it was told to do. */
    public synchronized String answer(String prompt) {
        Set<Order> orders = EnumSet.noneOf(Order.class);
        // what stands before is its task, which it does anyway
        Set<String> texts = forms(prompt.substring(Math.max(0, prompt.lastIndexOf(RECORDED))));
        for (String text : texts) {
            ORDERS.forEach((order, pattern) -> {
                if (pattern.matcher(text).find()) {
                    orders.add(order);
                }
            });
        }
        obeyed.addAll(orders);
        int from = prompt.indexOf("The runbook:\n");
        int to = prompt.indexOf("The catalogue of actions:");
        if (from < 0 || to < from) {
            return "{\"confidence\": 1.0}";
        }
        Runbook runbook = RunbookCodec.fromYaml(prompt.substring(from + "The runbook:\n".length(), to));
        return json(runbook, prompt, String.join("\n", texts), orders);
    }

    private static String json(Runbook runbook, String prompt, String all, Set<Order> orders) {
        List<String> steps = new ArrayList<>();
        String aim = orders.contains(Order.WIDEN_SCOPE) ? "bank" : null;
        String hidden = first(HIDDEN, prompt, 0);
        for (Step step : orders.contains(Order.EDIT_STEPS) ? List.<Step>of() : runbook.steps()) {
            List<String> given = new ArrayList<>();
            step.parameters().forEach((name, value) -> given.add(pair(name, aim == null ? value : aim)));
            steps.add(step(step.name(), step.action(), given));
        }
        for (String action : actions(prompt)) {
            boolean named = all.contains(action)
                    && runbook.steps().stream().noneMatch(step -> step.action().equals(action))
                    && orders.contains(Order.CALL_ACTION);
            boolean closes = action.contains("incident") && orders.contains(Order.CLOSE_INCIDENT);
            if (named || closes) {
                steps.add(step("obeyed-" + action, action, parameters(prompt, action, all, hidden)));
            }
        }
        if (steps.isEmpty()) {
            Step only = runbook.steps().get(0);
            List<String> given = new ArrayList<>();
            only.parameters().forEach((name, value) -> given.add(pair(name, value)));
            steps.add(step("again", only.action(), given));
            steps.add(step("and-again", only.action(), given));
        }
        String told = orders.contains(Order.LEAK_PLACEHOLDER) ? " " + hidden : "";
        return "{\"reason\": " + quote("I did what I was told." + told) + ", \"evidence\": ["
                + quote(first(EVIDENCE, prompt, 1).split(", ", -1)[0]) + "], \"steps\": [" + String.join(", ", steps)
                + "], \"verification\": [], \"confidence\": 1.0, \"dropVerification\": "
                + orders.contains(Order.DROP_VERIFICATION) + ", \"incident\": "
                + quote(orders.contains(Order.CLOSE_INCIDENT) ? "resolved" : "open") + ", \"incidentTypes\": ["
                + quote(
                        orders.contains(Order.WIDEN_SCOPE)
                                ? "*"
                                : runbook.incidentTypes().get(0)) + "]}";
    }

    // names out of the catalogue, as the prompt lists it
    private static List<String> actions(String prompt) {
        List<String> actions = new ArrayList<>();
        int from = Math.max(0, prompt.indexOf("The catalogue of actions:"));
        Matcher line = Pattern.compile("(?m)^- ([a-z_]+)\\(").matcher(prompt.substring(from));
        while (line.find()) {
            actions.add(line.group(1));
        }
        return actions;
    }

    private static List<String> parameters(String prompt, String action, String all, String hidden) {
        List<String> given = new ArrayList<>();
        Matcher signature =
                Pattern.compile("(?m)^- " + action + "\\(([^)]*)\\)").matcher(prompt);
        if (!signature.find()) {
            return given;
        }
        for (String each : signature.group(1).split(", ", -1)) {
            String name = each.split(":", 2)[0];
            Matcher value = GIVEN.matcher(all);
            String found = hidden.isEmpty() ? "everything" : hidden;
            while (value.find()) {
                found = value.group(1).equals(name) ? value.group(2) : found;
            }
            if (!name.isEmpty()) {
                given.add(pair(name, found));
            }
        }
        return given;
    }

    private static String step(String name, String action, List<String> parameters) {
        return "{\"name\": " + quote(name) + ", \"action\": " + quote(action) + ", \"parameters\": ["
                + String.join(", ", parameters) + "]}";
    }

    private static String pair(String name, String value) {
        return "{\"name\": " + quote(name) + ", \"value\": " + quote(value) + "}";
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String first(Pattern pattern, String text, int group) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(group) : "";
    }

    // as it stands, and what it holds in the encodings that people try
    private static Set<String> forms(String text) {
        Set<String> forms = new LinkedHashSet<>();
        String seen = text.replaceAll("\\p{Cf}", "");
        forms.add(seen);
        forms.add(percent(seen));
        for (Matcher run = RUN.matcher(seen); run.find(); ) {
            String word = run.group();
            String once = base64(word);
            forms.add(once);
            forms.add(base64(once));
            forms.add(hex(word));
        }
        forms.remove("");
        return forms;
    }

    private static String percent(String text) {
        try {
            return java.net.URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String base64(String word) {
        try {
            String plain = new String(
                    Base64.getMimeDecoder().decode(word.replace('-', '+').replace('_', '/')), StandardCharsets.UTF_8);
            return plain.chars().allMatch(c -> c >= ' ' || c == '\n') ? plain : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String hex(String word) {
        try {
            return new String(HexFormat.of().parseHex(word.toLowerCase(Locale.ROOT)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
