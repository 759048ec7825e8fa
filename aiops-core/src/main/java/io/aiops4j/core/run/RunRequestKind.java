package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Risk;
import io.aiops4j.core.Target;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The permission to run now, as a change that waits for approval. */
final class RunRequestKind implements ChangeKind<RunRequest> {

    private static final String TAG = "rr1:";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Document(
            String runbookId,
            int runbookVersion,
            String runbookDigest,
            String client,
            String target,
            @Nullable String incidentId,
            @Nullable String incidentType,
            Map<String, String> parameters,
            RunRequest.Grounds grounds,
            String requestedBy,
            @Nullable Instant requested) {}

    @Override
    public String name() {
        return "run-now";
    }

    @Override
    public String encode(RunRequest r) {
        return TAG
                + JSON.writeValueAsString(new Document(
                        r.runbookId(),
                        r.runbookVersion(),
                        r.runbookDigest().hex(),
                        r.client().id(),
                        r.target().toString(),
                        r.incidentId(),
                        r.incidentType(),
                        new TreeMap<>(r.parameters()),
                        r.grounds(),
                        r.requestedBy().toString(),
                        r.requested()));
    }

    @Override
    public RunRequest decode(String canonical) {
        if (!canonical.startsWith(TAG)) {
            throw new AiopsException("Not a run request in canonical form: it does not begin with " + TAG);
        }
        try {
            Document d = JSON.readValue(canonical.substring(TAG.length()), Document.class);
            return new RunRequest(
                    d.runbookId(),
                    d.runbookVersion(),
                    new Digest(d.runbookDigest()),
                    Client.of(d.client()),
                    Target.parse(d.target()),
                    d.incidentId(),
                    d.incidentType(),
                    d.parameters(),
                    d.grounds(),
                    Actor.parse(d.requestedBy()),
                    d.requested());
        } catch (JacksonException e) {
            throw new AiopsException("Not a run request: " + e.getOriginalMessage(), e);
        } catch (NullPointerException | IllegalArgumentException e) {
            throw new AiopsException("Not a run request: a field is missing.", e);
        }
    }

    @Override
    public List<Fault> check(RunRequest request) {
        boolean allowable = request.grounds() == RunRequest.Grounds.ALLOWED && request.requested() != null;
        return allowable
                ? List.of()
                : List.of(new Fault("grounds", "it is not asked of a person", "use on(Grounds.ALLOWED, now)"));
    }

    @Override
    public Summary summarise(RunRequest request) {
        String incident = request.incidentId() == null ? "" : " against " + request.incidentId();
        String diff = "run " + request.label() + incident + "\n  client " + request.client() + "\n  parameters "
                + request.parameters() + "\n  digest " + request.runbookDigest().abbreviated() + "\n  asked by "
                + request.requestedBy() + " at " + request.requested();
        // somebody waits for it, so it goes to the front of the queue, and is worth nothing once the moment is over
        return new Summary("run now: " + request.label(), Risk.CRITICAL, diff)
                .due(Proposal.Priority.URGENT, end(request.requested()));
    }

    private static @Nullable Instant end(@Nullable Instant requested) {
        if (requested == null || requested.isAfter(Instant.MAX.minus(RunRequest.PERMISSION))) {
            return requested;
        }
        return requested.plus(RunRequest.PERMISSION);
    }
}
