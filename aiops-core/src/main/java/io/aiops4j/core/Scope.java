package io.aiops4j.core;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where and for how long an approval holds: one client, some of its services or all of them, until it expires.
 *
 * <pre>{@code
 * Scope quarter = Scope.service("redis").expiresIn(Duration.ofDays(90));
 * }</pre>
 *
 * @param client whose systems
 * @param services which services; empty means all of the client's
 * @param lifetime how long from the moment of approval
 */
public record Scope(Client client, Set<String> services, Duration lifetime) {

    /** The longest that an approval may hold. */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(5 * 365);

    /** How long an approval holds when nothing is said. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(90);

    /** Copies the services, sorted, and refuses a lifetime that is not positive or too long. */
    public Scope {
        services = java.util.Collections.unmodifiableSet(new TreeSet<>(services));
        if (lifetime.isZero() || lifetime.isNegative()) {
            throw new AiopsException("An approval must hold for a while, but its lifetime is " + lifetime
                    + ". Give a positive duration, for instance Duration.ofDays(90).");
        }
        if (lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new AiopsException("An approval may hold for " + LONGEST_LIFETIME.toDays() + " days at most, but its"
                    + " lifetime is " + lifetime.toDays() + " days. Shorten it, and let it be reviewed again then.");
        }
    }

    /** One service of the default client, for {@link #DEFAULT_LIFETIME}. */
    public static Scope service(String service) {
        return new Scope(Client.DEFAULT, Set.of(service), DEFAULT_LIFETIME);
    }

    /** Every service of one client, for {@link #DEFAULT_LIFETIME}. */
    public static Scope client(Client client) {
        return new Scope(client, Set.of(), DEFAULT_LIFETIME);
    }

    /** The same scope for another client. */
    public Scope of(Client other) {
        return new Scope(other, services, lifetime);
    }

    /** The same scope with another lifetime. */
    public Scope expiresIn(Duration other) {
        return new Scope(client, services, other);
    }

    /** Says why the client's target lies outside, or null when it lies within. */
    public @Nullable String refusal(Client whose, Target target) {
        if (!client.equals(whose)) {
            return "it was approved for client " + client + ", not for " + whose;
        }
        if (!services.isEmpty() && !services.contains(target.service())) {
            return "it was approved for " + String.join(", ", services) + ", not for " + target.service();
        }
        return null;
    }
}
