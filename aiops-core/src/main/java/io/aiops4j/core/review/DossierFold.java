package io.aiops4j.core.review;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every proposal, for lists. Whether something may run is never read from here: {@link Gate} reads the journal. */
final class DossierFold implements Fold<Map<String, Dossier>> {

    @Override
    public Map<String, Dossier> empty() {
        return new LinkedHashMap<>();
    }

    @Override
    public void apply(Map<String, Dossier> dossiers, Entry entry) {
        if (entry.is(ReviewEntries.PROPOSED)) {
            Dossier opened = Dossier.opened(entry);
            if (opened != null) {
                dossiers.put(opened.proposal().id(), opened);
            }
        } else if (entry.stream().startsWith(ReviewEntries.stream(""))) {
            dossiers.computeIfPresent(ReviewEntries.proposalId(entry.stream()), (id, dossier) -> dossier.next(entry));
        }
    }
}
