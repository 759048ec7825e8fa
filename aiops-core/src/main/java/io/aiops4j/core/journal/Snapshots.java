package io.aiops4j.core.journal;

import io.aiops4j.core.store.RecordStore;

/**
 * Where the snapshots of folds are kept, for those who know the journal and no store.
 *
 * <pre>{@code
 * Snapshots snapshots = new Snapshots(stores.records(Snapshot.KIND, Snapshot.CODEC));
 * }</pre>
 *
 * @param records the store
 */
public record Snapshots(RecordStore<Snapshot> records) {

    /** A view that begins with its last snapshot, if that belongs to this journal and this version of the fold. */
    public <S> View<S> view(Journal journal, Fold.Kept<S> fold) {
        return View.kept(journal, fold, records);
    }
}
