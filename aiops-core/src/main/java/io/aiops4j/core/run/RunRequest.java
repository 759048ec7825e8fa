package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.runbook.RunbookVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to run: this version of a runbook, with these parameters, on this target, against this incident. Asked of a person,
 * it is the proposal of the kind <em>run now</em>.
 *
 * <pre>{@code
 * aiops.runs().run(RunRequest.of(version, Target.service("redis"), Actor.person("bob")));
 * }</pre>
 *
 * @param runbookId which runbook
 * @param runbookVersion which version
 * @param runbookDigest exactly which bytes
 * @param client whose systems
 * @param target what to act on
 * @param incidentId against which incident, or null
 * @param incidentType the kind of incident, or null
 * @param parameters values for the runbook's parameters
 * @param grounds on what grounds it may start
 * @param requestedBy who asks
 * @param requested when
 */
public record RunRequest(
        String runbookId,
        int runbookVersion,
        Digest runbookDigest,
        Client client,
        Target target,
        @Nullable String incidentId,
        @Nullable String incidentType,
        Map<String, String> parameters,
        Grounds grounds,
        Actor requestedBy,
        @Nullable Instant requested) {

    /** How long the permission to run now holds, from the moment at which it was asked for. */
    public static final Duration PERMISSION = Duration.ofMinutes(30);

    /** On what grounds a run may start; the runner checks that they are given. */
    public enum Grounds {
        /** The approval says that it may run at once. */
        VOUCHED,
        /** The approval says that it may run when proven, and it is. */
        PROVEN,
        /** A person allowed exactly this request. */
        ALLOWED,
        /** An approver asks for it in person. */
        ASKED;

        boolean isAutomatic() {
            return this == VOUCHED || this == PROVEN;
        }
    }

    /** Copies the parameters, sorted. */
    public RunRequest {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** A person asks for this version on this target. */
    public static RunRequest of(RunbookVersion version, Target target, Actor person) {
        return new RunRequest(
                version.runbook().id(),
                version.runbook().version(),
                version.digest(),
                version.client(),
                target,
                null,
                null,
                Map.of(),
                Grounds.ASKED,
                person,
                null);
    }

    /** The same request against an incident. */
    public RunRequest against(Incident incident) {
        return new RunRequest(
                runbookId,
                runbookVersion,
                runbookDigest,
                client,
                target,
                incident.id(),
                incident.type(),
                parameters,
                grounds,
                requestedBy,
                requested);
    }

    /** The same request with these values for the runbook's parameters. */
    public RunRequest with(Map<String, String> values) {
        return new RunRequest(
                runbookId,
                runbookVersion,
                runbookDigest,
                client,
                target,
                incidentId,
                incidentType,
                values,
                grounds,
                requestedBy,
                requested);
    }

    /** The same request on other grounds, asked for at this time. */
    public RunRequest on(Grounds other, Instant when) {
        return new RunRequest(
                runbookId,
                runbookVersion,
                runbookDigest,
                client,
                target,
                incidentId,
                incidentType,
                parameters,
                other,
                requestedBy,
                when);
    }

    /** The runbook's name and version, for people. */
    public String label() {
        return runbookId + " v" + runbookVersion + " on " + target;
    }
}
