package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds payloads that are gone against the receipts that say so. */
final class ErasedEntries {

    private final TreeSet<Long> gone = new TreeSet<>();

    void take(Entry entry) {
        if (entry.payload().isErased()) {
            gone.add(entry.position());
        } else if (entry.is(Erasure.ERASED)) {
            receipt(entry).forEach(gone::remove);
        }
    }

    // one that cannot be read is no receipt, and no reason not to go on verifying
    private static List<Long> receipt(Entry entry) {
        try {
            return entry.payload().as(Erasure.class).positions();
        } catch (AiopsException unreadable) {
            return List.of();
        }
    }

    /** The first entry whose payload is gone although no receipt names it, or null. */
    @Nullable
    Long withoutReceipt() {
        return gone.isEmpty() ? null : gone.first();
    }
}
