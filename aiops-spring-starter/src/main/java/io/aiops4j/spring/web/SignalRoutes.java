package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Observable;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is noticed elsewhere comes in: lines, signals, and what Alertmanager sends. What is in it is data, whatever it says. */
final class SignalRoutes {

    /** How many of a kind one request may have. */
    static final int MOST = 1_000;

    private static final List<String> LINE = List.of("service", "instance", "message", "fields");
    private static final List<String> SIGNAL =
            List.of("client", "type", "service", "instance", "severity", "message", "details");

    private final Aiops aiops;
    private final Redactor redactor;

    SignalRoutes(Aiops aiops, Redactor redactor) {
        this.aiops = aiops;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/signals", Right.OPERATE, this::take, "lines", "signals"),
                Route.foreign("/signals/alertmanager", Right.OPERATE, this::alerts, "client"));
    }

    private Answer take(Call call) {
        Form form = call.form();
        Findings findings = call.findings();
        List<@Nullable Observable> lines =
                form.list("lines", (path, node) -> line(new Form(path, node, findings, LINE), findings));
        List<@Nullable Observable> signals =
                form.list("signals", (path, node) -> signal(new Form(path, node, findings, SIGNAL), findings));
        findings.require(
                !lines.isEmpty() || !signals.isEmpty(), "lines", "there is nothing in it", "send lines or signals");
        findings.require(lines.size() <= MOST, "lines", "there are " + lines.size(), "send at most " + MOST);
        findings.require(signals.size() <= MOST, "signals", "there are " + signals.size(), "send at most " + MOST);
        call.requireFine();
        Stream.concat(lines.stream(), signals.stream()).forEach(this::observe);
        return Answer.of(202, Rows.row("lines", lines.size(), "signals", signals.size()));
    }

    private void observe(@Nullable Observable observed) {
        if (observed != null) {
            aiops.observe(observed);
        }
    }

    private static @Nullable Observable line(Form form, Findings findings) {
        Target target = target(form, findings);
        String message = needed(form, "message", findings);
        Map<String, String> fields = form.texts("fields");
        return target == null || message == null ? null : new LogLine(target, message, fields);
    }

    private @Nullable Observable signal(Form form, Findings findings) {
        Target target = target(form, findings);
        String type = needed(form, "type", findings);
        String message = needed(form, "message", findings);
        String client = form.text("client");
        Severity severity = form.read(
                "severity",
                form.text("severity"),
                Severity.ERROR,
                "write info, warning, error or critical",
                SignalRoutes::severity);
        Map<String, String> details = form.texts("details");
        if (target == null || type == null || message == null) {
            return null;
        }
        Client whose = client == null ? Client.DEFAULT : Client.of(client);
        return redacted(new Signal(whose, "rest", type, target, severity, message, details));
    }

    private Signal redacted(Signal signal) {
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

    private static @Nullable String needed(Form form, String field, Findings findings) {
        String text = form.text(field);
        findings.require(text != null, form.at(field), "it is missing", "write a text");
        return text;
    }

    private static @Nullable Target target(Form form, Findings findings) {
        String service = needed(form, "service", findings);
        String instance = form.text("instance");
        if (service == null) {
            return null;
        }
        return instance == null ? Target.service(service) : Target.instance(service, instance);
    }

    private static @Nullable Severity severity(String text) {
        return Stream.of(Severity.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(null);
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
        List<Signal> taken = firing.stream().flatMap(Stream::ofNullable).toList();
        taken.forEach(aiops::observe);
        return Answer.of(202, Rows.row("signals", taken.size(), "resolved", firing.size() - taken.size()));
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
