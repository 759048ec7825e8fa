package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsHealth;
import io.aiops4j.core.review.Proposal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What gauges show, asked at most once a second however many gauges are read: one look asks the store several times. Whoever comes while
 * another thread looks gets what was seen before.
 */
final class Figures {

    /** How long a look is good for. */
    static final Duration KEPT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final double MILLIONTH = 1e-6;

    private final Aiops aiops;
    private final Clock clock;
    private final Supplier<Map<String, Long>> more;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Look last;

    Figures(Aiops aiops, Supplier<Map<String, Long>> more, Clock clock, LongSupplier nanos) {
        this.aiops = aiops;
        this.more = more;
        this.clock = clock;
        this.nanos = nanos;
    }

    private record Look(Map<String, Double> values, boolean succeeded, long at) {}

    /** The value of this figure, or NaN when it is not to be had. */
    double level(String figure) {
        Look look = look();
        return look.succeeded() ? look.values().getOrDefault(figure, Double.NaN) : Double.NaN;
    }

    /** The value of a figure that only rises: the last one that was seen, so that a store that is away is no reset. */
    double count(String figure) {
        return look().values().getOrDefault(figure, 0.0);
    }

    /** Whether there is such a figure; without models there are none of models. While nobody can tell, there is. */
    boolean has(String figure) {
        Look look = look();
        return !look.succeeded() || look.values().containsKey(figure);
    }

    private Look look() {
        Look seen = last;
        if (seen != null && isGood(seen)) {
            return seen;
        }
        if (seen == null) {
            looking.lock();
        } else if (!looking.tryLock()) {
            return seen;
        }
        try {
            Look other = last;
            if (other != null && isGood(other)) {
                return other;
            }
            Look fresh = fresh(other);
            last = fresh;
            return fresh;
        } finally {
            looking.unlock();
        }
    }

    private boolean isGood(Look look) {
        return nanos.getAsLong() - look.at() < KEPT.toNanos();
    }

    private Look fresh(@Nullable Look before) {
        try {
            return new Look(values(), true, nanos.getAsLong());
        } catch (RuntimeException e) {
            if (before == null || before.succeeded()) {
                LOG.warn("Figures cannot be read; until they can be, gauges have no value and counters stand still", e);
            }
            return new Look(before == null ? Map.of() : before.values(), false, nanos.getAsLong());
        }
    }

    private Map<String, Double> values() {
        AiopsHealth health = aiops.health();
        Map<String, Double> values = new HashMap<>();
        health.figures().forEach((figure, value) -> values.put(figure, (double) value));
        more.get().forEach((figure, value) -> values.put(figure, (double) value));
        Double millionths = values.remove("models.cost-today-millionths");
        if (millionths != null) {
            values.put("models.cost-today", millionths * MILLIONTH);
        }
        values.put("degradations", (double) health.degradations().size());
        values.put("runs.halted", health.degradations().containsKey("runs.halted") ? 1.0 : 0.0);
        values.put("incidents.open", (double) aiops.incidents().open().size());
        List<Proposal> pending = aiops.reviews().pending();
        values.put("reviews.pending", (double) pending.size());
        values.put(
                "reviews.oldest",
                pending.stream()
                        .mapToDouble(each -> Math.max(
                                0,
                                Duration.between(each.created(), clock.instant())
                                        .toSeconds()))
                        .max()
                        .orElse(0));
        return values;
    }
}
