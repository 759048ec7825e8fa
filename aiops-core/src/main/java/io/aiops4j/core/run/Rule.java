package io.aiops4j.core.run;

import io.aiops4j.core.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One guardrail: what it has against a run, by what was run before. Rules are asked in order, and the first word counts. */
@FunctionalInterface
interface Rule {

    /** What it has against this run, or null. */
    @Nullable
    Refusal refusal(Start start, RunHistory past);

    /**
     * A run that wants to start.
     *
     * @param id of the run, or null for one that has none yet
     * @param request what is to run, where, on what grounds
     * @param actions what its steps do
     * @param now what time it is for whatever is counted or waited for: it does not jump ahead
     * @param shown what time the store's clock shows
     */
    record Start(@Nullable String id, RunRequest request, Set<String> actions, Instant now, Instant shown) {

        Client client() {
            return request.client();
        }

        String service() {
            return request.target().service();
        }

        String place() {
            return client().id() + "/" + service();
        }

        /** The moment at which the store's clock will show this, in the time that rules count in. */
        Instant atShown(Instant time) {
            return now.plus(Duration.between(shown, time));
        }

        /** What the store's clock will show at this moment. */
        Instant toShow(Instant time) {
            return shown.plus(Duration.between(now, time));
        }
    }
}
