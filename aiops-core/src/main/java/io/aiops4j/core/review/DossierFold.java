package io.aiops4j.core.review;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every proposal, for lists. Whether something may run is never read from here: {@link Gate} reads the journal. */
final class DossierFold implements Fold<Map<String, Dossier>> {

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
