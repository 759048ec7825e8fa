package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsHealth;
import io.aiops4j.core.redact.Redactor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * What an operator wants to see: reports out of plain maps, which every line of Boot and every Jackson writes the same. It reads only; what
 * changes something takes a person with a name, and the actuator does not know one.
 */
@Endpoint(id = "aiops")
final class AiopsEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(AiopsEndpoint.class);

    private final Map<String, Supplier<Map<String, Object>>> sections = new LinkedHashMap<>();
    private final JournalReport journal;

    AiopsEndpoint(Aiops aiops, Clock clock, Redactor redactor) {
        WorkReport work = new WorkReport(aiops, clock, redactor);
        RunbooksReport runbooks = new RunbooksReport(aiops);
        journal = new JournalReport(aiops);
        sections.put("health", () -> health(aiops.health()));
        sections.put("incidents", work::incidents);
        sections.put("proposals", work::proposals);
        sections.put("runbooks", runbooks::versions);
        sections.put("guardrails", runbooks::guardrails);
        sections.put("learning", work::learning);
        sections.put("journal", journal::head);
    }

    /** Everything but the verification of the chain, which reads the whole journal. */
    @ReadOperation
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        sections.forEach((name, section) -> all.put(name, guarded(name, section)));
        return all;
    }

    /** One section; none under a name that there is not. */
    @ReadOperation
    @Nullable
    Map<String, Object> section(@Selector String section) {
        Supplier<Map<String, Object>> report = section.equals("journal") ? journal::verified : sections.get(section);
        return report == null ? null : guarded(section, report);
    }

    // what cannot be read must not hide the rest; the reason is in the log, for it may quote what nobody is to read
    // here
    private static Map<String, Object> guarded(String name, Supplier<Map<String, Object>> section) {
        try {
            return section.get();
        } catch (RuntimeException e) {
            LOG.warn("The section {} of the endpoint cannot be read", name, e);
            return Map.of(
                    "error", "cannot be read, see the log: " + e.getClass().getName());
        }
    }

    private static Map<String, Object> health(AiopsHealth health) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("well", health.isWell());
        report.put("degradations", new TreeMap<>(health.degradations()));
        report.put("figures", new TreeMap<>(health.figures()));
        return report;
    }
}
