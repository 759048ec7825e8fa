package io.aiops4j.spring.web;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How lines, signals and anomalies are written in a request. What is wrong is noted, and nothing comes of it. */
final class SignalForm {

    static final List<String> LINE = List.of("service", "instance", "message", "fields");
    static final List<String> SIGNAL =
            List.of("client", "type", "service", "instance", "severity", "message", "details");
    static final List<String> ANOMALY = List.of(
            "client",
            "type",
            "service",
            "instance",
            "severity",
            "message",
            "detector",
            "suggestedAction",
            "confidence",
            "details");

    /** The longest type, and the longest name of a detector. */
    static final int LONGEST_NAME = 200;

    private SignalForm() {}

    static @Nullable LogLine line(Form form, Findings findings) {
        Target target = target(form, findings);
        String message = needed(form, "message", findings);
        Map<String, String> fields = form.texts("fields");
        return target == null || message == null ? null : new LogLine(target, message, fields);
    }

    static @Nullable Signal signal(Form form, Findings findings, String source) {
        String message = needed(form, "message", findings);
        return signal(form, findings, source, message, form.texts("details"));
    }

    /** As a detector tells one: with the action that may help and how sure it is among the details. Neither starts anything. */
    static @Nullable Signal anomaly(Form form, Findings findings) {
        Map<String, String> details = new TreeMap<>(form.texts("details"));
        String action = form.text("suggestedAction");
        if (action != null) {
            details.put("suggestedAction", action);
        }
        String confidence = form.text("confidence");
        if (confidence != null) {
            findings.require(
                    isShare(confidence),
                    form.at("confidence"),
                    Form.quote(confidence) + " is no share",
                    "write a number from 0 to 1, such as 0.85");
            details.put("confidence", confidence);
        }
        String detector = form.text("detector");
        findings.require(
                detector == null || detector.length() <= LONGEST_NAME,
                form.at("detector"),
                "it is too long",
                "write at most " + LONGEST_NAME + " characters");
        String said = form.text("message");
        String message = said == null ? form.text("type") + " of " + form.text("service") : said;
        return signal(form, findings, "detector:" + (detector == null ? "rest" : detector), message, details);
    }

    private static boolean isShare(String text) {
        try {
            BigDecimal share = text.length() > 20 ? BigDecimal.TEN : new BigDecimal(text);
            return share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static @Nullable Signal signal(
            Form form, Findings findings, String source, @Nullable String message, Map<String, String> details) {
        Target target = target(form, findings);
        String type = needed(form, "type", findings);
        requireType(type, form.at("type"), findings);
        String client = form.text("client");
        Severity severity = form.read(
                "severity",
                form.text("severity"),
                Severity.ERROR,
                "write info, warning, error or critical",
                SignalForm::severity);
        return target == null || type == null || message == null
                ? null
                : new Signal(
                        client == null ? Client.DEFAULT : Client.of(client),
                        source,
                        type,
                        target,
                        severity,
                        message,
                        details);
    }

    /** A type is a name; and what is asked for in person is no failure: nobody makes it run by saying that there is one. */
    static void requireType(@Nullable String type, String path, Findings findings) {
        findings.require(
                type == null || type.length() <= LONGEST_NAME,
                path,
                "it is too long",
                "write at most " + LONGEST_NAME + " characters");
        findings.require(
                !OneStep.INCIDENT_TYPE.equals(type),
                path,
                "it is kept for actions that somebody asked for",
                "name the failure; to run such an action, POST /runs");
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
}
