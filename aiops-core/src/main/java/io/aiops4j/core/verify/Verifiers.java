package io.aiops4j.core.verify;

import io.aiops4j.core.AiopsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether an incident is over, by its type. The conditions of a runbook decide; the verifier of the incident's type, where there is
 * one, may refute them or lower how sure they are. docs/verification.md lists the types, the values that they look at, and the limits.
 *
 * <pre>{@code
 * Verifiers verifiers = Verifiers.standard()
 *         .limit("disk_full", "disk.used_percent", 80)                                  // another limit
 *         .with("cache_cold", Verifier.holding("cache.hit_percent >= 80"))              // one of your own
 *         .without("timeout");
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Verifiers {

    /** The most of the heap that may be used when an {@code out_of_memory} is over. */
    public static final double HEAP_USED_PERCENT = 90;

    /** The most of the heap that may be used when a {@code memory_leak} is relieved. */
    public static final double LEAK_HEAP_USED_PERCENT = 75;

    /** The most of the memory that may be used when an {@code out_of_memory} is over. */
    public static final double MEMORY_USED_PERCENT = 95;

    /** The most of the memory that may be used when a {@code memory_leak} is relieved. */
    public static final double LEAK_MEMORY_USED_PERCENT = 85;

    /** The most time that may go into collections when an {@code out_of_memory} is over. */
    public static final double GC_TIME_PERCENT = 20;

    /** The most of a file system, and of its inodes, that may be used when a {@code disk_full} is over. */
    public static final double DISK_USED_PERCENT = 90;

    /** The most of a pool that may be used when a {@code pool_exhausted} is over. */
    public static final double POOL_USED_PERCENT = 90;

    /** How many may wait for a pool when a {@code pool_exhausted} is over. */
    public static final double POOL_WAITING = 0;

    /** The most of the machine, and of its control group, that may be used when a {@code high_cpu} is over. */
    public static final double CPU_USED_PERCENT = 85;

    /** The most load for each core when a {@code high_cpu} is over. */
    public static final double LOAD_PER_CORE = 1.5;

    /** The longest that an answer may take when a {@code high_latency} or a {@code timeout} is over. */
    public static final double LATENCY_MS = 1_000;

    /** The most answers that may be errors when an {@code error_rate} or an {@code http_5xx} is over. */
    public static final double ERRORS_PERCENT = 5;

    /** How long a certificate must hold still when a {@code certificate_expiry} is over. */
    public static final double CERTIFICATE_DAYS = 14;

    /** How much may wait in a queue when a {@code queue_backlog} is over. */
    public static final double QUEUE_DEPTH = 1_000;

    /** How long the oldest in a queue may have waited when a {@code queue_backlog} is over. */
    public static final double QUEUE_OLDEST_SECONDS = 300;

    private final Map<String, Verifier> byType;

    private Verifiers(Map<String, Verifier> byType) {
        this.byType = Collections.unmodifiableMap(new TreeMap<>(byType));
    }

    /** Those that come with the library. */
    public static Verifiers standard() {
        return new Verifiers(BuiltInVerifiers.all());
    }

    /** None: the conditions of runbooks alone decide. */
    public static Verifiers none() {
        return new Verifiers(Map.of());
    }

    /** The same with a verifier for incidents of this type, in the place of the one that there was. */
    public Verifiers with(String incidentType, Verifier verifier) {
        Map<String, Verifier> more = new TreeMap<>(byType);
        more.put(incidentType, verifier);
        return new Verifiers(more);
    }

    /** The same without the verifier for incidents of this type. */
    public Verifiers without(String incidentType) {
        Map<String, Verifier> less = new TreeMap<>(byType);
        less.remove(incidentType);
        return new Verifiers(less);
    }

    /**
     * The same with another limit for one value that a built-in verifier looks at.
     *
     * @throws AiopsException when it has no such limit
     */
    public Verifiers limit(String incidentType, String value, double limit) {
        if (!(byType.get(incidentType) instanceof RuleVerifier rule)) {
            throw new AiopsException("There is no built-in verifier for '" + incidentType + "'. Choose one of "
                    + byType.keySet() + ", or add one with with(...).");
        }
        List<Measure> measures = new ArrayList<>();
        List<String> limited = new ArrayList<>();
        for (Measure measure : rule.measures()) {
            boolean meant = measure.value().equals(value) && measure.limit() != null && Double.isFinite(limit);
            measures.add(meant ? measure.limited(limit) : measure);
            if (measure.limit() != null) {
                limited.add(measure.value());
            }
        }
        if (!limited.contains(value) || !Double.isFinite(limit)) {
            throw new AiopsException("'" + incidentType + "' cannot be given the limit " + limit + " for '" + value
                    + "'. Choose a number for one of " + limited + ".");
        }
        return with(incidentType, rule.with(measures));
    }

    /** The verifier for incidents of this type, or null. */
    public @Nullable Verifier of(@Nullable String incidentType) {
        return incidentType == null ? null : byType.get(incidentType);
    }

    /** The types of incident for which there is one. */
    public Set<String> types() {
        return byType.keySet();
    }
}
