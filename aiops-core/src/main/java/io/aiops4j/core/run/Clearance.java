package io.aiops4j.core.run;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether exactly this may run, here, now, on these grounds. What it was decided on becomes the preconditions of the append
 * that starts the run, and of each that starts a step.
 */
final class Clearance {

    private final ReviewQueue reviews;
    private final ChangeKind<RunRequest> requests;
    private final BiPredicate<Client, Digest> proven;
    private final Clock clock;

    Clearance(ReviewQueue reviews, ChangeKind<RunRequest> requests, BiPredicate<Client, Digest> proven, Clock clock) {
        this.reviews = reviews;
        this.requests = requests;
        this.proven = proven;
        this.clock = clock;
    }

    /**
     * What a run may rest on.
     *
     * @param preconditions versions that must not have moved
     * @param permission the proposal that this run uses up, or null
     */
    record Granted(
            Map<String, Long> preconditions, @Nullable String permission) {

        /** The preconditions once the run's start used the permission up, which moved its stream by one. */
        Map<String, Long> afterStart() {
            Map<String, Long> moved = new TreeMap<>(preconditions);
            if (permission != null) {
                moved.merge(ReviewEntries.stream(permission), 1L, Long::sum);
            }
            return moved;
        }
    }

    Granted require(Approved<Runbook> approved, RunRequest request) {
        Runbook runbook = approved.value();
        Approval approval = approved.approval();
        requireSameBytes(runbook, approval, request);
        String outside = approval.scope().refusal(request.client(), request.target());
        if (outside != null) {
            throw refused(request, outside, "Let an approver review it for this scope.");
        }
        if (!clock.instant().isBefore(approval.expires())) {
            throw refused(request, "its approval expired at " + approval.expires(), "Let an approver review it again.");
        }
        parameters(runbook.parameters(), request, true);
        parameters(approval.envelope(), request, false);
        Map<String, Long> preconditions = new TreeMap<>(approved.preconditions());
        String permission = grounds(approval, request, preconditions);
        return new Granted(preconditions, permission);
    }

    private static void requireSameBytes(Runbook runbook, Approval approval, RunRequest request) {
        Digest digest = RunbookCodec.digest(runbook);
        if (!digest.equals(approval.digest())
                || !digest.equals(request.runbookDigest())
                || !runbook.id().equals(request.runbookId())
                || runbook.version() != request.runbookVersion()) {
            throw refused(
                    request,
                    "what was approved is " + runbook.label() + " with digest "
                            + approval.digest().abbreviated() + ", and that is not what was asked for",
                    "Ask for the version that was approved.");
        }
    }

    private static void parameters(List<Parameter> bounds, RunRequest request, boolean all) {
        Map<String, String> open = new TreeMap<>(request.parameters());
        for (Parameter bound : bounds) {
            String value = open.remove(bound.name());
            String refusal =
                    value != null ? bound.refusal(value) : all && bound.preset() == null ? "it is missing" : null;
            if (refusal != null) {
                throw refused(
                        request, "parameter '" + bound.name() + "': " + refusal, "Choose a value within the bounds.");
            }
        }
        if (all && !open.isEmpty()) {
            throw refused(
                    request,
                    "it takes no parameter '" + open.keySet().iterator().next() + "'",
                    "Leave it out.");
        }
    }

    private @Nullable String grounds(Approval approval, RunRequest request, Map<String, Long> preconditions) {
        switch (request.grounds()) {
            case VOUCHED ->
                require(
                        approval.mode() == Approval.Mode.AT_ONCE,
                        request,
                        "it was not approved to run at once",
                        "Ask a person to allow this run.");
            case PROVEN ->
                require(
                        approval.mode() == Approval.Mode.WHEN_PROVEN
                                && proven.test(request.client(), request.runbookDigest()),
                        request,
                        "it is not proven",
                        "Ask a person to allow this run.");
            case ASKED ->
                require(
                        reviews.isApprover(request.requestedBy()),
                        request,
                        request.requestedBy() + " is no approver",
                        "Let an approver ask for it, or allow it.");
            case ALLOWED -> {
                return permission(request, preconditions);
            }
        }
        return null;
    }

    private String permission(RunRequest request, Map<String, Long> preconditions) {
        String id = ReviewQueue.proposalId(requests, request.client(), requests.digest(request));
        Approved<RunRequest> permission = reviews.approved(requests, id);
        Instant requested = request.requested();
        Instant end = requested == null ? Instant.MIN : requested.plus(RunRequest.PERMISSION);
        require(clock.instant().isBefore(end), request, "the permission to run now ended at " + end, "Ask again.");
        preconditions.putAll(permission.preconditions());
        return id;
    }

    private static void require(boolean given, RunRequest request, String why, String what) {
        if (!given) {
            throw refused(request, why, what);
        }
    }

    private static NotApprovedException refused(RunRequest request, String why, String what) {
        return new NotApprovedException("Refused to run " + request.label() + ": " + why + ". " + what);
    }
}
