package io.aiops4j.jmh;

import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Takes everything at once and keeps nothing, so that only the way there is measured. */
final class Nowhere {

    private Nowhere() {}

    /** For records. */
    static final class Store<T> implements RecordStore<T> {

        @Override
        public void save(List<T> records) {}

        @Override
        public Page<T> find(Query query) {
            return new Page<>(List.of(), null);
        }

        @Override
        public Map<String, Long> tally(String of) {
            return Map.of();
        }

        @Override
        public int purge(Instant olderThan) {
            return 0;
        }

        @Override
        public int erase(List<String> ids) {
            return 0;
        }
    }

    /** For spans. */
    static final class Exporter implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
