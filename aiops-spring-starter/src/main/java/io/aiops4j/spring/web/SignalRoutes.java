package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.Observable;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.learning.loop.Noticed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is noticed elsewhere comes in: lines, signals, and what Alertmanager sends. What is in it is data, whatever it says. */
final class SignalRoutes {

    /** How many of a kind one request may have. */
    static final int MOST = 1_000;

    private final Aiops aiops;
    private final Redactor redactor;
    private final Noticings noticings;

    SignalRoutes(Aiops aiops, Redactor redactor, String base, Waits waits) {
        this.aiops = aiops;
        this.redactor = redactor;
        this.noticings = new Noticings(new DecisionRoutes(aiops.journal(), redactor)::last, base, waits);
    }

    List<Route> routes() {
        return List.of(
                Route.post("/signals", Right.OPERATE, this::take, "lines", "signals", "anomalies", "wait"),
                Route.foreign("/signals/alertmanager", Right.OPERATE, this::alerts, "client", "wait"));
    }

    private Answer take(Call call) {
        Form form = call.form();
        Findings findings = call.findings();
        List<@Nullable Observable> lines = form.list(
                "lines", (path, node) -> SignalForm.line(new Form(path, node, findings, SignalForm.LINE), findings));
        List<@Nullable Observable> signals = form.list(
                "signals",
                (path, node) -> redacted(
                        SignalForm.signal(new Form(path, node, findings, SignalForm.SIGNAL), findings, "rest")));
        List<@Nullable Observable> anomalies = form.list(
                "anomalies",
                (path, node) ->
                        redacted(SignalForm.anomaly(new Form(path, node, findings, SignalForm.ANOMALY), findings)));
        findings.require(
                !lines.isEmpty() || !signals.isEmpty() || !anomalies.isEmpty(),
                "lines",
                "there is nothing in it",
                "send lines, signals or anomalies");
        requireFew(findings, "lines", lines);
        requireFew(findings, "signals", signals);
        requireFew(findings, "anomalies", anomalies);
        int wait = form.whole("wait", Noticings.WAIT);
        findings.require(
                wait >= 0 && wait <= Noticings.LONGEST_WAIT,
                "wait",
                "it is " + wait,
                "write seconds, from 0 to " + Noticings.LONGEST_WAIT);
        call.requireFine();
        List<Noticed> noticed = new ArrayList<>();
        Stream.of(lines, signals, anomalies).flatMap(List::stream).forEach(each -> observe(each, noticed));
        return Answer.of(
                202,
                Rows.row(
                        "lines", lines.size(),
                        "signals", signals.size(),
                        "anomalies", anomalies.size(),
                        "noticed", noticed.size(),
                        "items", noticings.rows(noticed, wait)));
    }

    private static void requireFew(Findings findings, String field, List<@Nullable Observable> some) {
        findings.require(some.size() <= MOST, field, "there are " + some.size(), "send at most " + MOST);
    }

    private void observe(@Nullable Observable observed, List<Noticed> noticed) {
        if (observed != null) {
            noticed.addAll(aiops.observe(observed));
        }
    }

    private @Nullable Signal redacted(@Nullable Signal signal) {
        if (signal == null) {
            return null;
        }
        Redaction redaction = redactor.begin();
        return new Signal(
                signal.client(),
                signal.source(),
                signal.incidentType(),
                signal.target(),
                signal.severity(),
                redaction.text(signal.message()),
                redaction.texts(signal.details()));
    }

    // its next release may send more than this one knows, and nothing in it grants anything: what is not known is left
    private static Form tolerant(String path, Node node, Findings findings) {
        List<String> names =
                node instanceof Node.Fields fields ? List.copyOf(fields.fields().keySet()) : List.of();
        return new Form(path, node, findings, names);
    }

    private Answer alerts(Call call) {
        Findings findings = call.findings();
        Form form = tolerant("", call.json(), findings);
        String client = call.parameter("client");
        Client whose = client == null ? Client.DEFAULT : Client.of(client);
        List<@Nullable Signal> firing =
                form.list("alerts", (path, node) -> alert(whose, tolerant(path, node, findings), findings));
        findings.require(!firing.isEmpty(), "alerts", "there are none", "send what Alertmanager sends");
        findings.require(firing.size() <= MOST, "alerts", "there are " + firing.size(), "send at most " + MOST);
        call.requireFine();
        long wait = call.number("wait", Noticings.WAIT);
        if (wait > Noticings.LONGEST_WAIT) {
            throw new Problem(
                    Problem.Kind.MALFORMED,
                    "Nobody waits for " + wait + " seconds here. Write wait=" + Noticings.LONGEST_WAIT + " or less.");
        }
        List<Signal> taken = firing.stream().flatMap(Stream::ofNullable).toList();
        List<Noticed> noticed = new ArrayList<>();
        taken.forEach(each -> observe(each, noticed));
        return Answer.of(
                202,
                Rows.row(
                        "signals",
                        taken.size(),
                        "resolved",
                        firing.size() - taken.size(),
                        "noticed",
                        noticed.size(),
                        "items",
                        noticings.rows(noticed, (int) wait)));
    }

    // null for one that is over, which resolves nothing here: whether it helped is for a verification to say
    private @Nullable Signal alert(Client client, Form form, Findings findings) {
        if ("resolved".equals(form.text("status"))) {
            return null;
        }
        Map<String, String> labels = form.texts("labels");
        Map<String, String> notes = form.texts("annotations");
        String name = labels.get("alertname");
        String service = first(labels, "service", "job", "instance");
        findings.require(name != null, form.at("labels.alertname"), "it is missing", "every alert has a name");
        findings.require(
                service != null, form.at("labels.service"), "it is missing", "label it with service, job or instance");
        if (name == null || service == null) {
            return null;
        }
        String type = labels.getOrDefault("incident_type", typeOf(name));
        SignalForm.requireType(type, form.at("labels.alertname"), findings);
        String said = first(notes, "summary", "description", "message");
        return redacted(new Signal(
                client,
                "alertmanager",
                type,
                Target.service(service),
                severityOf(labels.getOrDefault("severity", "")),
                said == null ? name : said,
                labels));
    }

    private static @Nullable String first(Map<String, String> labels, String... names) {
        for (String name : names) {
            String value = labels.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    // RedisOutOfMemory becomes redis_out_of_memory
    private static String typeOf(String alert) {
        StringBuilder type = new StringBuilder();
        for (int i = 0; i < alert.length(); i++) {
            char c = alert.charAt(i);
            boolean word = Character.isLetterOrDigit(c);
            boolean begins = Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(alert.charAt(i - 1));
            if ((begins || !word) && type.length() > 0 && type.charAt(type.length() - 1) != '_') {
                type.append('_');
            }
            if (word) {
                type.append(Character.toLowerCase(c));
            }
        }
        return type.toString();
    }

    private static Severity severityOf(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "critical", "page", "emergency" -> Severity.CRITICAL;
            case "error", "major" -> Severity.ERROR;
            case "info", "none" -> Severity.INFO;
            default -> Severity.WARNING;
        };
    }
}
