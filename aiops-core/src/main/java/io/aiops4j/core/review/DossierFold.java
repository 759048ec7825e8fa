package io.aiops4j.core.review;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every proposal, for lists. Whether something may run is never read from here: {@link Gate} reads the journal. */
final class DossierFold implements Fold.Kept<Map<String, Dossier>> {

    /** A state as it is written: in the order in which things were proposed. */
    private record Text(List<Dossier> dossiers) {}

    @Override
    public String name() {
        return Fold.Kept.named("proposals/2", Moves.types());
    }

    @Override
    public String write(Map<String, Dossier> dossiers) {
        return Snapshot.write(new Text(List.copyOf(dossiers.values())));
    }

    @Override
    public Map<String, Dossier> read(String text) {
        Map<String, Dossier> dossiers = empty();
        for (Dossier dossier : Snapshot.read(text, Text.class).dossiers()) {
            dossiers.put(dossier.proposal().id(), dossier);
        }
        return dossiers;
    }

    @Override
    public Map<String, Dossier> empty() {
        return new LinkedHashMap<>();
    }

    @Override
    public void apply(Map<String, Dossier> dossiers, Entry entry) {
        if (!entry.stream().startsWith(ReviewEntries.stream(""))) {
            return;
        }
        String id = ReviewEntries.proposalId(entry.stream());
        Dossier known = dossiers.get(id);
        Dossier next = known == null ? opened(entry) : known.next(entry);
        if (next != null) {
            dossiers.put(id, next);
        }
    }

    // one entry that was erased or altered must not hide all other proposals
    private static @Nullable Dossier opened(Entry entry) {
        try {
            return Dossier.opened(entry);
        } catch (AiopsException unreadable) {
            return null;
        }
    }
}
