package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.Proposal.Move;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether exactly this may run, here, now, on these grounds. What it was decided on becomes the preconditions of the append
 * that starts the run, and of each that starts a step.
 */
final class Clearance {

    // what the clocks of two nodes may differ by
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final ReviewQueue reviews;
    private final ChangeKind<RunRequest> requests;
    private final BiPredicate<Client, Digest> proven;
    private final JournalReader journal;
    private final Seal seal;
    private final Clock clock;

    Clearance(
            ReviewQueue reviews,
            ChangeKind<RunRequest> requests,
            BiPredicate<Client, Digest> proven,
            JournalReader journal,
            Seal seal,
            Clock clock) {
        this.reviews = reviews;
        this.requests = requests;
        this.proven = proven;
        this.journal = journal;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What a run may rest on.
     *
     * @param preconditions versions that must not have moved
     * @param permission the proposal that this run uses up, or null
     * @param causes where the words that it rests on stand in the journal
     * @param until when the first of the words that its runbook rests on expires
     */
    record Granted(
            Map<String, Long> preconditions, @Nullable String permission, List<Long> causes, Instant until) {

        /** The preconditions once the run's start used the permission up, which moved its stream by one. */
        Map<String, Long> afterStart() {
            Map<String, Long> moved = new TreeMap<>(preconditions);
            if (permission != null) {
                moved.merge(ReviewEntries.stream(permission), 1L, Long::sum);
            }
            return moved;
        }
    }

    /** What is approved now, read afresh: what was handed in may be old, or another journal's. */
    Approved<Runbook> current(Approved<Runbook> approved) {
        return reviews.approved(approved);
    }

    /** Whether it may start. */
    Granted require(Approved<Runbook> approved, RunRequest request) {
        return require(approved, request, false);
    }

    /** Whether what started already, on a node that went down, may go on: the permission that it used up is used up. */
    Granted again(Approved<Runbook> approved, RunRequest request) {
        return require(approved, request, true);
    }

    /** Whether target and values are within what was approved, whoever asks and whatever else stands in the way. */
    void requireWithin(Approved<Runbook> approved, RunRequest request) {
        String outside = approved.refusal(request.client(), request.target());
        if (outside != null) {
            throw refused(request, outside, "Let an approver review it for this scope.");
        }
        parameters(approved.value(), request);
        envelope(approved.value(), approved.approval(request.client(), request.target()), request);
    }

    private Granted require(Approved<Runbook> approved, RunRequest request, boolean started) {
        Runbook runbook = approved.value();
        requireSameBytes(runbook, approved.approval(), request);
        String outside = approved.refusal(request.client(), request.target());
        if (outside != null) {
            throw refused(request, outside, "Let an approver review it for this scope.");
        }
        Approval approval = approved.approval(request.client(), request.target());
        if (!clock.instant().isBefore(approval.expires())) {
            throw refused(request, "its approval expired at " + approval.expires(), "Let an approver review it again.");
        }
        parameters(runbook, request);
        envelope(runbook, approval, request);
        Map<String, Long> preconditions = new TreeMap<>(approved.preconditions());
        List<Long> causes = new ArrayList<>(approved.positions());
        halted(request, preconditions);
        custody(request, preconditions);
        String permission = started && request.grounds() == RunRequest.Grounds.ALLOWED
                ? used(request)
                : grounds(approval, request, preconditions, causes);
        return new Granted(preconditions, started ? null : permission, List.copyOf(causes), approval.expires());
    }

    private void halted(RunRequest request, Map<String, Long> preconditions) {
        List<Entry> moves = journal.stream(RunEntries.SWITCH);
        preconditions.put(RunEntries.SWITCH, (long) moves.size());
        String halted = halted(moves).orElse(null);
        if (halted != null) {
            String saw = "everything is halted " + halted + ", until an approver resumes runs";
            throw new GuardrailException(
                    request.label(), Refusal.over(GuardrailException.KILL_SWITCH, saw, null), null, null);
        }
    }

    /** By whom everything is halted, and why. */
    Optional<String> halted() {
        return halted(journal.stream(RunEntries.SWITCH));
    }

    // what is not sealed, or not known here, cannot switch anything on again
    private Optional<String> halted(List<Entry> moves) {
        if (!moves.stream().allMatch(seal::holds)) {
            return Optional.of("by an entry that does not bear the host's seal; verify the journal");
        }
        Entry last = moves.isEmpty() ? null : moves.get(moves.size() - 1);
        return last == null || last.is(RunEntries.RESUMED)
                ? Optional.empty()
                : Optional.of("by " + last.actor() + why(last));
    }

    private static String why(Entry halted) {
        try {
            return ": " + halted.payload().as(RunEntries.Said.class).why();
        } catch (AiopsException unreadable) {
            return "";
        }
    }

    private void custody(RunRequest request, Map<String, Long> preconditions) {
        if (request.incidentId() == null) {
            return;
        }
        String stream = IncidentEntries.custody(request.incidentId());
        Incidents.Custody custody = Incidents.Custody.of(journal.stream(stream), seal);
        preconditions.put(stream, custody.version());
        // a person who asks in person may, also for the incident that they have in hand
        boolean free = custody.holder() == null || request.grounds() == RunRequest.Grounds.ASKED;
        require(
                free,
                request,
                custody.holder() + " took incident " + request.incidentId() + " over",
                "Let them hand it back, or ask in person.");
    }

    private String used(RunRequest request) {
        String id = ReviewQueue.proposalId(requests, request.client(), requests.digest(request));
        List<Proposal.Past> moves = reviews.history(id); // a move without the seal is told as unreadable
        boolean used = !moves.isEmpty() && moves.get(moves.size() - 1).move() == Move.USE;
        require(used, request, "the permission that it started on holds no longer", "Ask again.");
        return id;
    }

    private static void requireSameBytes(Runbook runbook, Approval approval, RunRequest request) {
        Digest digest = RunbookCodec.digest(runbook);
        if (!digest.equals(approval.digest())
                || !approval.kind().equals(Runbooks.KIND)
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

    private static void parameters(Runbook runbook, RunRequest request) {
        Map<String, String> open = new TreeMap<>(request.parameters());
        for (Parameter declared : runbook.parameters()) {
            String value = open.remove(declared.name());
            require(declared, value == null ? declared.preset() : value, request);
        }
        if (!open.isEmpty()) {
            throw refused(
                    request,
                    "it takes no parameter '" + open.keySet().iterator().next() + "'",
                    "Leave it out.");
        }
    }

    // the bounds hold for what will be used, so for a preset too
    private static void envelope(Runbook runbook, Approval approval, RunRequest request) {
        for (Parameter bound : approval.envelope()) {
            Parameter declared = runbook.parameter(bound.name());
            String preset = declared == null ? null : declared.preset();
            require(bound, request.parameters().getOrDefault(bound.name(), preset), request);
        }
    }

    private static void require(Parameter bound, @Nullable String value, RunRequest request) {
        String refusal = value == null ? "it is missing" : bound.refusal(value);
        if (refusal != null) {
            throw refused(request, "parameter '" + bound.name() + "': " + refusal, "Choose a value within the bounds.");
        }
    }

    private @Nullable String grounds(
            Approval approval, RunRequest request, Map<String, Long> preconditions, List<Long> causes) {
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
                        reviews.isApprover(request.requestedBy(), request.target()),
                        request,
                        request.requestedBy() + " is no approver for " + request.target(),
                        "Let an approver ask for it, or allow it.");
            case ALLOWED -> {
                return permission(request, preconditions, causes);
            }
        }
        return null;
    }

    private String permission(RunRequest request, Map<String, Long> preconditions, List<Long> causes) {
        String id = ReviewQueue.proposalId(requests, request.client(), requests.digest(request));
        Approved<RunRequest> permission = reviews.approved(requests, id);
        require(permission.value().equals(request), request, "what was allowed is another request", "Ask again.");
        String outside = permission.refusal(request.client(), request.target());
        require(outside == null, request, "the permission does not hold here: " + outside, "Ask again.");
        for (Parameter bound :
                permission.approval(request.client(), request.target()).envelope()) {
            require(bound, request.parameters().get(bound.name()), request);
        }
        Instant now = clock.instant();
        Instant requested = request.requested();
        require(
                requested != null && !requested.isAfter(now.plus(CLOCK_SKEW)),
                request,
                "the permission to run now was asked for in the future",
                "Check the clocks, then ask again.");
        Instant end = requested == null ? Instant.MIN : requested.plus(RunRequest.PERMISSION);
        require(now.isBefore(end), request, "the permission to run now ended at " + end, "Ask again.");
        permission.preconditions().forEach((stream, version) -> {
            Long before = preconditions.putIfAbsent(stream, version);
            // the authority moved between the two reads: the later version would hide what the first one did not see
            require(
                    before == null || before.equals(version),
                    request,
                    "who may approve changed in that moment",
                    "Ask again if it still holds.");
        });
        causes.addAll(permission.positions());
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
