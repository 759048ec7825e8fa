package io.aiops4j.core.journal;

import io.aiops4j.core.store.RecordStore;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link View} for lessons: facts that were forgotten, and what only they caused, are left out as if they had never been
 * written. Forgetting makes it read the journal again from the start; until that is done it answers nothing.
 *
 * <pre>{@code
 * LessonView<Map<String, Confidence>> confidences = new LessonView<>(journal, seal, new RunOutcomes());
 * }</pre>
 *
 * <p>Safe for use by many threads; the state never leaves it.
 *
 * @param <S> the fold's state
 */
public final class LessonView<S> {

    /** What was forgotten; an authority entry, since forgetting a failure raises a confidence. */
    public static final EntryType FORGOTTEN = EntryType.authority("lesson.forgotten", 1);

    /** The stream of what was forgotten. */
    public static final String STREAM = "forgotten";

    private final JournalReader reader;
    private final Seal seal;
    private final Fold<S> fold;
    private final Fold.@Nullable Kept<S> kept;
    private final SnapshotCache cache;
    private Forgotten forgotten = new Forgotten();
    private BitSet excluded = new BitSet();
    private @Nullable S state;
    private long position;
    // what was forgotten or erased up to here was so before anything was read
    private long knownBefore;
    private boolean stale;

    /** A view that has read nothing yet; what was forgotten counts only under this seal. */
    public LessonView(Journal journal, Seal seal, Fold<S> fold) {
        this(new JournalReader(journal), seal, fold, null, null);
    }

    private LessonView(
            JournalReader reader,
            Seal seal,
            Fold<S> fold,
            Fold.@Nullable Kept<S> kept,
            @Nullable RecordStore<Snapshot> snapshots) {
        this.reader = reader;
        this.seal = seal;
        this.fold = fold;
        this.kept = kept;
        this.cache = kept == null ? SnapshotCache.none(reader) : new SnapshotCache(reader, kept.name(), snapshots);
    }

    /** A view that begins with the last snapshot, if there is one under this seal without what was forgotten since. */
    public static <S> LessonView<S> kept(
            Journal journal, Seal seal, Fold.Kept<S> fold, RecordStore<Snapshot> snapshots) {
        return new LessonView<>(new JournalReader(journal), seal, fold, fold, snapshots);
    }

    /**
     * What was forgotten, as the journal holds it.
     *
     * @param selector which facts, of those before this entry
     * @param why in words
     */
    public record Note(Selector selector, String why) {}

    /** A snapshot's text: a lesson's state is worth nothing without what was left out of it. */
    private record Text(String forgotten, String excluded, String state, String mac) {}

    /** Reads what is new, then answers from the state. What is returned must not be the mutable state itself. */
    public synchronized <R> R ask(Function<S, R> question) {
        S current = state;
        if (current == null) {
            current = cache.restore(this::restore) && state != null ? state : begin();
        }
        follow(current);
        while (stale) {
            // also the snapshot, at once: it holds what is forgotten
            cache.drop();
            current = begin();
            follow(current);
        }
        S read = current;
        if (kept != null) {
            cache.save(position, () -> write(kept.write(read)));
        }
        return question.apply(read);
    }

    private S begin() {
        state = null;
        position = 0;
        knownBefore = reader.head().position();
        forgotten = Forgotten.read(reader, seal);
        excluded = new BitSet();
        stale = false;
        S empty = fold.empty();
        state = empty;
        return empty;
    }

    private void follow(S into) {
        // one by one: where a fold throws, what it took in already must not be handed to it again
        reader.follow(position, entry -> {
            take(into, entry);
            position = entry.position();
            stale |= position > knownBefore && changesWhatIsKnown(entry);
        });
    }

    private static boolean changesWhatIsKnown(Entry entry) {
        return entry.stream().equals(STREAM) || entry.is(Erasure.ERASED);
    }

    private void take(S into, Entry entry) {
        if (isExcluded(entry)) {
            excluded.set((int) entry.position());
        } else {
            fold.apply(into, entry);
        }
    }

    private boolean isExcluded(Entry entry) {
        if (forgotten.covers(entry)) {
            return true;
        }
        List<Long> causes = entry.causes();
        return !causes.isEmpty() && causes.stream().allMatch(this::isExcluded);
    }

    private boolean isExcluded(long cause) {
        return cause >= 0 && cause <= position && excluded.get((int) cause);
    }

    private String write(String folded) {
        String without = forgotten.digest().hex();
        String left = Base64.getEncoder().encodeToString(excluded.toByteArray());
        return Snapshot.write(new Text(without, left, folded, seal.sign(parts(position, without, left, folded))));
    }

    // a confidence decides what runs by itself: whoever can write the store must not be able to write one
    private String[] parts(long at, String without, String left, String folded) {
        return new String[] {kept == null ? "" : kept.name(), Long.toString(at), without, left, folded};
    }

    private boolean restore(Snapshot snapshot) {
        Text text = Snapshot.read(snapshot.state(), Text.class);
        Forgotten now = Forgotten.read(reader, seal);
        boolean fits = now.digest().hex().equals(text.forgotten())
                && seal.signed(text.mac(), parts(snapshot.position(), text.forgotten(), text.excluded(), text.state()));
        if (kept == null || !fits) {
            return false;
        }
        BitSet left = BitSet.valueOf(Base64.getDecoder().decode(text.excluded()));
        state = kept.read(text.state());
        excluded = left;
        forgotten = now;
        position = snapshot.position();
        knownBefore = position;
        return true;
    }
}
