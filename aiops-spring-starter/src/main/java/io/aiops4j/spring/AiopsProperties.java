package io.aiops4j.spring;

import io.aiops4j.AiopsBuilder;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.learning.confidence.Confidence;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code aiops.*} says. What is wrong is found when it is used, by the library's own rules, and named by its property.
 *
 * @param enabled Whether AIOps for Java is set up at all.
 * @param node This node's name, as executions and the journal show it; "local" when nothing is said.
 * @param spill where records wait while the stores are slow or gone
 * @param guardrails limits that hold whatever was approved
 * @param confidence when runbooks may run by themselves
 * @param authority whose word counts
 * @param detection how metrics are watched
 */
@ConfigurationProperties("aiops")
record AiopsProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String node,
        @DefaultValue SpillProperties spill,
        @DefaultValue GuardrailsProperties guardrails,
        @DefaultValue ConfidenceProperties confidence,
        @DefaultValue AuthorityProperties authority,
        @DefaultValue DetectionProperties detection) {

    /**
     * Where records of executions wait while the stores are slow or gone.
     *
     * @param folder A folder on the local disk, for this process alone, that takes at most 256 MB; without one they wait in memory.
     */
    record SpillProperties(@Nullable Path folder) {}

    /**
     * Limits that hold whatever was approved.
     *
     * @param perHour How many runs may start by themselves within an hour, for each client, on all nodes together.
     */
    record GuardrailsProperties(
            @DefaultValue("" + Guardrails.DEFAULT_PER_HOUR) int perHour) {}

    /**
     * When runbooks may run by themselves.
     *
     * @param threshold The lower bound of its confidence from which a runbook may run by itself, where that was approved;
     * between 0 and 1.
     */
    record ConfidenceProperties(
            @DefaultValue("" + Confidence.DEFAULT_THRESHOLD) double threshold) {}

    /**
     * Whose word counts.
     *
     * @param key The host's secret key in base64, at least 16 bytes, which seals approvals. Without one, whoever can write
     * the store can approve. Not used when there is an Authority bean.
     * @param approvers The people who may approve, by the names that the host knows them by. Not used when there is an
     * Authority bean.
     */
    record AuthorityProperties(
            @Nullable String key, @DefaultValue List<String> approvers) {

        private static final String HOW_TO_KEY =
                "Set it to what this prints, or leave it out to go without a key: openssl rand -base64 32";
        private static final String HOW_TO_NAME =
                "Write names with commas between them: aiops.authority.approvers=alice,bob";

        AuthorityProperties {
            approvers = List.copyOf(approvers);
        }

        Authority toAuthority() {
            Authority authority = withKey();
            for (String approver : approvers) {
                Authority before = authority;
                authority = AiopsPropertyException.checked(
                        "aiops.authority.approvers", HOW_TO_NAME, () -> before.approver(approver));
            }
            return authority;
        }

        private Authority withKey() {
            if (key == null) {
                return Authority.withoutKey();
            }
            byte[] decoded = decoded(key);
            return AiopsPropertyException.checked("aiops.authority.key", HOW_TO_KEY, () -> Authority.of(decoded));
        }

        private static byte[] decoded(String key) {
            try {
                return Base64.getDecoder().decode(key.strip());
            } catch (IllegalArgumentException e) {
                throw AiopsPropertyException.of("aiops.authority.key", "It is not base64.", HOW_TO_KEY);
            }
        }

        @Override
        public String toString() {
            return "AuthorityProperties[key=" + (key == null ? "none" : "******") + ", approvers=" + approvers + "]";
        }
    }

    /**
     * How metrics are watched.
     *
     * @param enabled Whether an adaptive detection watches the metric points that are observed. A Detection bean replaces
     * it.
     */
    record DetectionProperties(@DefaultValue("true") boolean enabled) {}

    void applyTo(AiopsBuilder builder) {
        AiopsPropertyException.checked(
                "aiops.confidence.threshold",
                "Write a number between 0 and 1: aiops.confidence.threshold=" + Confidence.DEFAULT_THRESHOLD,
                () -> builder.threshold(confidence.threshold()));
        AiopsPropertyException.checked(
                "aiops.guardrails.per-hour",
                "Write 0 or more: aiops.guardrails.per-hour=" + Guardrails.DEFAULT.perHour(),
                () -> builder.guardrails(Guardrails.DEFAULT.perHour(guardrails.perHour())));
        if (spill.folder() != null) {
            builder.spill(spill.folder());
        }
        if (node != null) {
            builder.node(named(node));
        }
    }

    private static String named(String node) {
        if (node.isBlank()) {
            throw AiopsPropertyException.of(
                    "aiops.node",
                    "It is blank.",
                    "Write a name that no other node has, or leave the property out: aiops.node=shop-1");
        }
        return node;
    }
}
