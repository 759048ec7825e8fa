package io.aiops4j.spring;

import io.aiops4j.AiopsBuilder;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.run.Guardrails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.io.Resource;

/**
 * What {@code aiops.*} says. What is wrong is found when it is used, by the library's own rules, and named by its property.
 *
 * @param enabled Whether AIOps for Java is set up at all.
 * @param node This node's name, as executions and the journal show it; "local" when nothing is said.
 * @param jdbc where everything is kept when there is a data source
 * @param spill where records wait while the stores are slow or gone
 * @param guardrails limits that hold whatever was approved
 * @param confidence when runbooks may run by themselves
 * @param authority whose word counts
 * @param detection how metrics are watched
 * @param patterns which failures are known in logs
 * @param redaction what is secret, and is never stored
 * @param actions what runbooks can do without a bean
 * @param probes which parts of the state are read without a bean
 * @param notices how people are told
 * @param models within which bounds a model is asked
 * @param logs which lines of the application's own log are looked at
 * @param metrics what is shown as meters
 * @param events what is published as events
 */
@ConfigurationProperties("aiops")
record AiopsProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String node,
        @NestedConfigurationProperty @DefaultValue JdbcProperties jdbc,
        @DefaultValue SpillProperties spill,
        @NestedConfigurationProperty @DefaultValue GuardrailsProperties guardrails,
        @DefaultValue ConfidenceProperties confidence,
        @DefaultValue AuthorityProperties authority,
        @NestedConfigurationProperty @DefaultValue DetectionProperties detection,
        @DefaultValue PatternsProperties patterns,
        @DefaultValue RedactionProperties redaction,
        @NestedConfigurationProperty @DefaultValue ActionsProperties actions,
        @NestedConfigurationProperty @DefaultValue ProbesProperties probes,

        @NestedConfigurationProperty @Name("notify") @DefaultValue
        NotifyProperties notices,

        @NestedConfigurationProperty @DefaultValue ModelsProperties models,
        @NestedConfigurationProperty @DefaultValue LogsProperties logs,
        @DefaultValue MetricsProperties metrics,
        @DefaultValue EventsProperties events) {

    /**
     * What is shown as meters.
     *
     * @param enabled Whether what is counted is shown as Micrometer meters under aiops.
     */
    record MetricsProperties(@DefaultValue("true") boolean enabled) {}

    /**
     * What is published as events.
     *
     * @param enabled Whether each entry of the journal is published as an event of the application.
     */
    record EventsProperties(@DefaultValue("true") boolean enabled) {}

    /**
     * Where records of executions wait while the stores are slow or gone.
     *
     * @param folder A folder on the local disk, for this process alone, that takes at most 256 MB; without one they wait in memory.
     */
    record SpillProperties(@Nullable String folder) {}

    /**
     * When runbooks may run by themselves.
     *
     * @param threshold The lower bound of its confidence from which a runbook may run by itself, where that was approved;
     * between 0 and 1.
     */
    record ConfidenceProperties(
            @DefaultValue("" + Guardrails.DEFAULT_THRESHOLD) double threshold) {}

    /**
     * Whose word counts.
     *
     * @param key The host's secret key in base64, at least 16 bytes, which seals approvals. Without one, whoever can write
     * the store can approve. Not used when there is an Authority bean.
     * @param formerKeys Earlier keys in base64: what they sealed still holds. Not used when there is an Authority bean.
     * @param approvers The people who may approve, by the names that the host knows them by. Not used when there is an
     * Authority bean.
     * @param roles Who of the approvers has a role, by role. Not used when there is an Authority bean.
     * @param approvals How many different people have to approve anything. Not used when there is an Authority bean.
     * @param critical The services that take more than others, by name. Not used when there is an Authority bean.
     */
    record AuthorityProperties(
            @Nullable String key,
            @DefaultValue List<String> formerKeys,
            @DefaultValue List<String> approvers,
            @DefaultValue Map<String, List<String>> roles,
            @DefaultValue("1") int approvals,
            @DefaultValue Map<String, CriticalProperties> critical) {

        /**
         * What takes more than the rest.
         *
         * @param approvals How many different people have to approve what acts on this service.
         * @param role The role that each of them needs; none when nothing is said.
         */
        record CriticalProperties(
                @DefaultValue("1") int approvals, @Nullable String role) {}

        private static final String HOW_TO_KEY =
                "Set it to what this prints, or leave it out to go without a key: openssl rand -base64 32";
        private static final String HOW_TO_NAME =
                "Write names with commas between them: aiops.authority.approvers=alice,bob";

        private static final String HOW_TO_ASSIGN = "Name approvers: aiops.authority.roles.dba=alice,bob";
        private static final String HOW_TO_COUNT = "Write 1 or more: aiops.authority.approvals=2";

        AuthorityProperties {
            formerKeys = List.copyOf(formerKeys);
            approvers = List.copyOf(approvers);
            roles = Map.copyOf(roles);
            critical = Map.copyOf(critical);
        }

        Authority toAuthority() {
            Authority authority = withKeys();
            for (String approver : approvers) {
                Authority before = authority;
                authority = AiopsPropertyException.checked(
                        "aiops.authority.approvers", HOW_TO_NAME, () -> before.approver(approver, rolesOf(approver)));
            }
            for (String role : roles.keySet()) {
                requireApprovers(role);
            }
            Authority staffed = authority;
            authority = AiopsPropertyException.checked(
                    "aiops.authority.approvals", HOW_TO_COUNT, () -> staffed.requiring(approvals));
            for (String service : new TreeSet<>(critical.keySet())) {
                authority = critical(authority, service, Objects.requireNonNull(critical.get(service)));
            }
            return authority;
        }

        private String[] rolesOf(String approver) {
            return roles.keySet().stream()
                    .filter(role -> people(role).contains(approver))
                    .sorted()
                    .toArray(String[]::new);
        }

        private List<String> people(String role) {
            return Objects.requireNonNull(roles.get(role));
        }

        private void requireApprovers(String role) {
            for (String person : people(role)) {
                if (!approvers.contains(person)) {
                    throw AiopsPropertyException.of(
                            "aiops.authority.roles." + role, "'" + person + "' is no approver.", HOW_TO_ASSIGN);
                }
            }
        }

        private Authority critical(Authority before, String service, CriticalProperties takes) {
            String property = "aiops.authority.critical." + service;
            String role = takes.role();
            if (role == null) {
                return AiopsPropertyException.checked(
                        property, HOW_TO_COUNT, () -> before.critical(service, takes.approvals()));
            }
            int holders = roles.getOrDefault(role, List.of()).size();
            if (holders < takes.approvals()) {
                throw AiopsPropertyException.of(
                        property,
                        "It takes " + takes.approvals() + " with the role '" + role + "', and " + holders + " have it.",
                        HOW_TO_ASSIGN);
            }
            return AiopsPropertyException.checked(
                    property, HOW_TO_COUNT, () -> before.critical(service, takes.approvals(), role));
        }

        private Authority withKeys() {
            if (key == null) {
                return Authority.withoutKey();
            }
            byte[] decoded = decoded("aiops.authority.key", key);
            Authority authority =
                    AiopsPropertyException.checked("aiops.authority.key", HOW_TO_KEY, () -> Authority.of(decoded));
            for (String former : formerKeys) {
                Authority before = authority;
                byte[] earlier = decoded("aiops.authority.former-keys", former);
                authority = AiopsPropertyException.checked(
                        "aiops.authority.former-keys", HOW_TO_KEY, () -> before.formerly(earlier));
            }
            return authority;
        }

        private static byte[] decoded(String property, String key) {
            try {
                return Base64.getDecoder().decode(key.strip());
            } catch (IllegalArgumentException e) {
                throw AiopsPropertyException.of(property, "It is not base64.", HOW_TO_KEY);
            }
        }

        @Override
        public String toString() {
            return "AuthorityProperties[key=" + (key == null ? "none" : "******") + ", approvers=" + approvers
                    + ", roles=" + roles + ", approvals=" + approvals + ", critical=" + critical + "]";
        }
    }

    /**
     * Which failures are known in logs.
     *
     * @param builtIn Whether the patterns that come with the library are known. Not used when there is a PatternLibrary bean.
     * @param locations YAML or JSON files with further patterns, such as classpath:our-patterns.yaml. Not used when there is a
     * PatternLibrary bean.
     */
    record PatternsProperties(
            @DefaultValue("true") boolean builtIn,
            @DefaultValue List<Resource> locations) {

        PatternsProperties {
            locations = List.copyOf(locations);
        }

        PatternLibrary toLibrary() {
            PatternLibrary library = builtIn ? PatternLibrary.builtIn() : PatternLibrary.of();
            for (Resource location : locations) {
                AiopsPropertyException.checked(
                        "aiops.patterns.locations",
                        "Write the file as docs/patterns.md says, and name it: aiops.patterns.locations=classpath:patterns.yaml",
                        () -> library.put(read(location)));
            }
            return library;
        }

        private static List<AlertPattern> read(Resource location) {
            String name = String.valueOf(location.getFilename());
            try {
                return PatternLibrary.read(name, location.getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AiopsException(location.getDescription() + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /**
     * What is secret, and is never stored.
     *
     * @param without The kinds of secrets and personal data that are left as they are, such as ip-address. Not used when there is a
     * Redactor bean.
     * @param hosts The domains whose names of hosts are masked, such as corp.example. Not used when there is a Redactor bean.
     */
    record RedactionProperties(
            @DefaultValue List<String> without,
            @DefaultValue List<String> hosts) {

        RedactionProperties {
            without = List.copyOf(without);
            hosts = List.copyOf(hosts);
        }

        Redactor toRedactor() {
            Redactor redactor = AiopsPropertyException.checked(
                    "aiops.redaction.without",
                    "Name kinds as docs/redaction.md lists them: aiops.redaction.without=ip-address,mac-address",
                    () -> Redactor.standard().without(without.toArray(String[]::new)));
            for (String domain : hosts) {
                Redactor before = redactor;
                redactor = AiopsPropertyException.checked(
                        "aiops.redaction.hosts",
                        "Write domains: aiops.redaction.hosts=corp.example,internal",
                        () -> before.with(Redactor.Rule.hosts(domain)));
            }
            return redactor;
        }
    }

    void applyTo(AiopsBuilder builder) {
        Guardrails limits = guardrails.toGuardrails();
        builder.guardrails(AiopsPropertyException.checked(
                "aiops.confidence.threshold",
                "Write a number between 0 and 1: aiops.confidence.threshold=" + Guardrails.DEFAULT_THRESHOLD,
                () -> limits.threshold(confidence.threshold())));
        String folder = spill.folder();
        if (folder != null) {
            builder.spill(AiopsPropertyException.checked(
                    "aiops.spill.folder",
                    "Write a folder on the local disk: aiops.spill.folder=/var/spool/shop",
                    () -> Place.of(folder)));
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
