package io.aiops4j.core.journal;

import io.aiops4j.core.store.RecordStore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fold that is brought up to date whenever it is asked, so that one always reads one's own writes. One that is
 * {@linkplain #kept kept} writes a snapshot now and then and begins with it when it is opened again. When content was erased it
 * reads the journal again from the start, so that nothing of it stays in the state.
 *
 * <pre>{@code
 * View<Map<String, Integer>> runs = new View<>(journal, new RunsPerTarget());
 * int redis = runs.ask(state -> state.getOrDefault("redis", 0));
 * }</pre>
 *
 * <p>Safe for use by many threads; the state never leaves it.
 *
 * @param <S> the fold's state
 */
public final class View<S> {

    /** A snapshot is written after so many entries. */
    public static final int SNAPSHOT_EVERY = 10_000;

    private final JournalReader reader;
    private final Fold<S> fold;
    private final Fold.@Nullable Kept<S> kept;
    private final SnapshotCache cache;
    private @Nullable S state;
    private long position;
    // what was erased up to here was erased before anything was read
    private long erasedBefore;
    private boolean stale;

    /** A view that has read nothing yet. */
    public View(Journal journal, Fold<S> fold) {
        this(new JournalReader(journal), fold, null, null);
    }

    private View(
            JournalReader reader,
            Fold<S> fold,
            Fold.@Nullable Kept<S> kept,
            @Nullable RecordStore<Snapshot> snapshots) {
        this.reader = reader;
        this.fold = fold;
        this.kept = kept;
        this.cache = kept == null ? SnapshotCache.none(reader) : new SnapshotCache(reader, kept.name(), snapshots);
    }

    /** A view that begins with the last snapshot, if there is one that belongs to this journal and this version of the fold. */
    public static <S> View<S> kept(Journal journal, Fold.Kept<S> fold, RecordStore<Snapshot> snapshots) {
        return new View<>(new JournalReader(journal), fold, fold, snapshots);
    }

    /** Reads what is new, then answers from the state. What is returned must not be the mutable state itself. */
    public synchronized <R> R ask(Function<S, R> question) {
        S current = state;
        if (current == null) {
            current = cache.restore(this::restore) && state != null ? state : begin();
        }
        follow(current);
        while (stale) {
            cache.drop();
            current = begin();
            follow(current);
        }
        S read = current;
        if (kept != null) {
            cache.save(position, () -> kept.write(read));
        }
        return question.apply(read);
    }

    private boolean restore(Snapshot snapshot) {
        if (kept != null) {
            state = kept.read(snapshot.state());
            position = snapshot.position();
            erasedBefore = position;
        }
        return state != null;
    }

    private S begin() {
        stale = false;
        position = 0;
        erasedBefore = reader.head().position();
        S empty = fold.empty();
        state = empty;
        return empty;
    }

    private void follow(S into) {
        // one by one: where a fold throws, what it took in already must not be handed to it again
        reader.follow(position, entry -> {
            fold.apply(into, entry);
            position = entry.position();
            stale |= position > erasedBefore && entry.is(Erasure.ERASED);
        });
    }
}
