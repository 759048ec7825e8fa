package io.aiops4j.core.run;

import io.aiops4j.core.Id;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.StaleAppendException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs wait in for a node that reaches their target. It takes in so many by themselves, and no more. */
final class RunQueue {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final RunnerParts parts;
    private final Supplier<List<Runner.Open>> open;

    RunQueue(RunnerParts parts, Supplier<List<Runner.Open>> open) {
        this.parts = parts;
        this.open = open;
    }

    Append queueing(Append append, RunRequest request) {
        String id = id(request);
        requireRoom(id, request);
        return Run.queued(
                append, RunEntries.stream(id), request, parts.requests().encode(request), parts.seal());
    }

    private String id(RunRequest request) {
        return Id.derived("run", parts.requests().digest(request).hex());
    }

    // what a person wants is bounded by people
    private void requireRoom(String id, RunRequest request) {
        int most = parts.guardrails().limits().mostWaiting();
        if (!request.grounds().isAutomatic() || most == Guardrails.UNLIMITED) {
            return;
        }
        List<Runner.Open> waiting = open.get().stream()
                .filter(run -> !run.started() && run.client().equals(request.client()))
                .toList();
        if (waiting.size() >= most && waiting.stream().noneMatch(run -> run.id().equals(id))) {
            String saw = waiting.size() + " runs wait for client " + request.client() + ", and " + most
                    + " is the most; look at runs().open(), and cancel what is of no use any more";
            throw new GuardrailException(
                    request.label(), Refusal.over(GuardrailException.QUEUE, saw, null), null, null);
        }
    }

    String queue(RunRequest request) {
        try {
            parts.journal().append(queueing(Append.by(request.requestedBy()).client(request.client()), request));
        } catch (StaleAppendException queuedBefore) {
            LOG.debug("Queued before: {}", queuedBefore.stream());
        }
        return id(request);
    }
}
