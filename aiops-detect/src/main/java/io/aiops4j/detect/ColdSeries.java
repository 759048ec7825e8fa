package io.aiops4j.detect;

import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where series go that are not in memory now, and come back from; without a store they are forgotten. */
final class ColdSeries {

    private final @Nullable RecordStore<SavedSeries> store;
    private final LongAdder lost = new LongAdder();

    ColdSeries(@Nullable RecordStore<SavedSeries> store) {
        this.store = store;
    }

    /** The detector of a series as it was when it left, or a new one. */
    Detector detector(Series.Key key, Supplier<? extends Detector> fresh) {
        if (store == null) {
            return fresh.get();
        }
        try {
            String id = SavedSeriesCodec.id(key.metric(), key.target());
            for (SavedSeries saved : store.find(
                            Query.all().where(SavedSeriesCodec.SERIES, id).limit(1))
                    .records()) {
                Detector earlier = Detectors.restore(saved.state());
                Detector made = fresh.get();
                return made instanceof Continuing continuing ? continuing.continuing(earlier) : earlier;
            }
        } catch (RuntimeException e) {
            // a store that is away or damaged must not keep the host from watching: the series starts anew
            lost.increment();
        }
        return fresh.get();
    }

    void keep(SavedSeries series) {
        if (store == null) {
            return;
        }
        try {
            store.save(series);
        } catch (RuntimeException e) {
            lost.increment();
        }
    }

    long lost() {
        return lost.sum();
    }
}
