package io.aiops4j.detect;

import io.aiops4j.core.Target;
import io.aiops4j.core.store.RecordCodec;
import java.time.Instant;

/**
 * The state of a series that a {@link Detection} does not keep in memory now. A record, so it is safe to share.
 *
 * <pre>{@code
 * Detection detection = Detection.adaptive().keptIn(stores.records("series", SavedSeries.CODEC));
 * }</pre>
 *
 * @param metric the metric's name
 * @param target whose metric
 * @param time when it was last observed
 * @param state what its detector remembers
 */
public record SavedSeries(String metric, Target target, Instant time, DetectorState state) {

    /** How a store keeps it: one record per series, the latest. */
    public static final RecordCodec<SavedSeries> CODEC = new SavedSeriesCodec();
}
