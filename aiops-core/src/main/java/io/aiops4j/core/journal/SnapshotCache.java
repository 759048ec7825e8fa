package io.aiops4j.core.journal;

import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of one fold. Whatever is wrong with them or with their store: they are a cache, and the journal is read. */
final class SnapshotCache {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCache.class);

    private final JournalReader reader;
    private final String fold;
    private final @Nullable RecordStore<Snapshot> snapshots;
    private long saved;
    private boolean warned;

    SnapshotCache(JournalReader reader, String fold, @Nullable RecordStore<Snapshot> snapshots) {
        this.reader = reader;
        this.fold = fold;
        this.snapshots = snapshots;
    }

    static SnapshotCache none(JournalReader reader) {
        return new SnapshotCache(reader, "", null);
    }

    /** Hands over the newest snapshot, if it belongs to this chain, and says whether it was of use. */
    boolean restore(Restored restored) {
        if (snapshots == null) {
            return false;
        }
        try {
            for (Snapshot snapshot :
                    snapshots.find(Query.all().where("fold", fold).limit(1)).records()) {
                List<Entry> at = snapshot.position() < 1 ? List.of() : reader.entries(snapshot.position() - 1, 1);
                if (!at.isEmpty() && at.get(0).hash().equals(snapshot.head()) && restored.with(snapshot)) {
                    saved = snapshot.position();
                    return true;
                }
            }
        } catch (RuntimeException unreadable) {
            warn("cannot be read", unreadable);
        }
        return false;
    }

    /** Takes a snapshot's state over, unless it does not fit. */
    interface Restored {
        boolean with(Snapshot snapshot);
    }

    /** Writes a snapshot if the last one is too far back. */
    void save(long position, Supplier<String> state) {
        if (snapshots == null || position - saved < View.SNAPSHOT_EVERY) {
            return;
        }
        saved = position;
        try {
            for (Entry last : reader.entries(position - 1, 1)) {
                snapshots.save(new Snapshot(fold, position, last.hash(), last.time(), state.get()));
            }
        } catch (RuntimeException unwritable) {
            warn("cannot be written", unwritable);
        }
    }

    /** Deletes the snapshot: it may hold what was erased since. */
    void drop() {
        saved = 0;
        if (snapshots == null) {
            return;
        }
        try {
            snapshots.erase(List.of(fold));
        } catch (RuntimeException unreachable) {
            warn("cannot be deleted", unreachable);
        }
    }

    private void warn(String what, RuntimeException e) {
        if (!warned) {
            warned = true;
            LOG.warn("The snapshot of {} {}; the journal is read instead: {}", fold, what, e.toString());
        }
    }
}
