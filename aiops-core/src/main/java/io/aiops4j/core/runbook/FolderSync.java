package io.aiops4j.core.runbook;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Scope;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.review.ReviewException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares a folder with what a client's journal knows, and submits the difference. */
final class FolderSync {

    private final Runbooks runbooks;
    private final Client client;
    private final Actor author;
    private final List<RunbookFolder.Taken> submitted = new ArrayList<>();
    private final List<RunbookFolder.Taken> unchanged = new ArrayList<>();
    private final List<RunbookFolder.Faulty> faulty = new ArrayList<>();

    FolderSync(Runbooks runbooks, Client client, Actor author) {
        this.runbooks = runbooks;
        this.client = client;
        this.author = author;
    }

    private record Found(String file, Runbook runbook, List<Fault> faults) {}

    RunbookFolder.Report sync(RunbookFolder folder) {
        for (Found found : read(folder)) {
            if (found.faults().isEmpty()) {
                sync(found, folder);
            } else {
                faulty(found, runbooks.check(found.runbook(), client));
            }
        }
        return new RunbookFolder.Report(submitted, unchanged, faulty);
    }

    private void sync(Found found, RunbookFolder folder) {
        List<RunbookVersion> versions =
                runbooks.versions(client, found.runbook().id());
        Runbook written = found.runbook();
        RunbookVersion newest = versions.isEmpty() ? null : versions.get(versions.size() - 1);
        if (newest == null || written.version() > newest.runbook().version()) {
            submit(found, written, folder, "");
            return;
        }
        RunbookVersion known = versions.stream()
                .filter(version -> version.runbook().doesTheSameAs(written))
                .reduce((older, newer) -> newer)
                .orElse(null);
        if (known != null) {
            int next = newest.runbook().version() + 1;
            String note = known.equals(newest)
                    ? ""
                    : newest.runbook().label() + " is newer; to return to this one, write version: " + next;
            unchanged.add(new RunbookFolder.Taken(found.file(), known.runbook().label(), known.proposalId(), note));
            return;
        }
        raise(found, versions, newest, folder);
    }

    // the file was changed and still says an old number: what it would replace is what it is compared with
    private void raise(Found found, List<RunbookVersion> versions, RunbookVersion newest, RunbookFolder folder) {
        Set<String> approved = runbooks.approvedNow();
        int parent = versions.stream()
                .filter(version -> approved.contains(version.proposalId()))
                .reduce((older, newer) -> newer)
                .orElse(newest)
                .runbook()
                .version();
        Runbook written = found.runbook();
        Runbook.Origin origin = written.origin();
        Runbook raised = written.next(
                newest.runbook().version() + 1,
                written.parameters(),
                written.steps(),
                new Runbook.Origin(origin.generated(), parent, origin.by(), origin.why()));
        submit(
                found,
                raised,
                folder,
                "the file says version " + written.version() + ", which exists with another content");
    }

    private void submit(Found found, Runbook runbook, RunbookFolder folder, String note) {
        try {
            String id = runbooks.submit(runbook, client, author, why(runbook, folder, found.file()));
            submitted.add(new RunbookFolder.Taken(found.file(), runbook.label(), id, note));
        } catch (ReviewException e) {
            List<Fault> faults = e.faults().isEmpty()
                    ? List.of(new Fault("runbook", String.valueOf(e.getMessage()), "read the folder again"))
                    : e.faults();
            faulty.add(new RunbookFolder.Faulty(found.file(), faults));
        }
    }

    private static String why(Runbook runbook, RunbookFolder folder, String file) {
        return runbook.origin().why().isEmpty()
                ? "it stands in " + folder + ", in " + file
                : runbook.origin().why();
    }

    private void faulty(Found found, List<Fault> checked) {
        faulty.add(new RunbookFolder.Faulty(
                found.file(), new RunbookReader.Reading(found.runbook(), found.faults()).with(checked)));
    }

    /** Everything in the folder, older versions first; what cannot be read as a runbook at all is faulty already. */
    private List<Found> read(RunbookFolder folder) {
        List<Found> all = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        for (RunbookFolder.Written written : folder.read()) {
            Found found = read(written);
            if (found == null) {
                continue;
            }
            String twin = files.putIfAbsent(found.runbook().label(), found.file());
            if (twin != null && found.faults().isEmpty()) {
                Fault fault = new Fault(
                        "version",
                        found.runbook().label() + " stands in " + twin + " too",
                        "keep one of the two files");
                faulty.add(new RunbookFolder.Faulty(found.file(), List.of(fault)));
            } else {
                all.add(found);
            }
        }
        all.sort(Comparator.comparing((Found found) -> found.runbook().id())
                .thenComparing(found -> found.runbook().version()));
        return all;
    }

    private @Nullable Found read(RunbookFolder.Written written) {
        String problem = written.fault();
        if (written.text() != null) {
            try {
                RunbookReader.Reading reading = RunbookCodec.reading(written.name(), written.text());
                return new Found(written.name(), reading.runbook(), reading.faults());
            } catch (DocumentException e) {
                problem = e.getMessage();
            }
        }
        Fault fault = new Fault(
                "runbook", String.valueOf(problem), "write one runbook in YAML or JSON, or move the file away");
        faulty.add(new RunbookFolder.Faulty(written.name(), List.of(fault)));
        return null;
    }

    RunbookFolder.Report importFirst(RunbookFolder folder, Actor approver, Scope scope) {
        requireApprover(approver);
        List<Found> all = read(folder);
        requireFirst(all, folder);
        Function<Runbook, Family> family = runbook -> new Family(all.stream()
                .map(Found::runbook)
                .filter(other -> other.id().equals(runbook.id()))
                .toList());
        for (Found found : all) {
            List<Fault> checked = runbooks.check(found.runbook(), family.apply(found.runbook()));
            if (!found.faults().isEmpty() || !checked.isEmpty()) {
                faulty(found, checked);
            }
        }
        requireSound(folder);
        List<RunbookFolder.Taken> taken = new ArrayList<>();
        for (Found found : all) {
            String why = why(found.runbook(), folder, found.file());
            String id = runbooks.submit(found.runbook(), client, author, why);
            taken.add(new RunbookFolder.Taken(found.file(), found.runbook().label(), id, ""));
        }
        for (int i = 0; i < all.size(); i++) {
            approve(taken.get(i), all.get(i).runbook(), approver, scope);
        }
        return new RunbookFolder.Report(submitted, unchanged, List.of());
    }

    private void approve(RunbookFolder.Taken taken, Runbook runbook, Actor approver, Scope scope) {
        List<Fault> warnings = runbooks.warnings(runbook, client);
        if (runbooks.approvedNow().contains(taken.proposalId())) {
            unchanged.add(taken);
        } else if (warnings.isEmpty()) {
            runbooks.reviews().approve(taken.proposalId(), approver, scope);
            submitted.add(noted(taken, "approved by " + approver.id()));
        } else {
            submitted.add(noted(taken, "waits for its own review: " + warnings.get(0)));
        }
    }

    private static RunbookFolder.Taken noted(RunbookFolder.Taken taken, String note) {
        return new RunbookFolder.Taken(taken.file(), taken.runbook(), taken.proposalId(), note);
    }

    private void requireApprover(Actor approver) {
        if (approver.equals(author)) {
            throw new ReviewException(
                    approver.id() + " is the author of the set and so cannot approve it. Name another approver.");
        }
        if (!runbooks.reviews().isApprover(approver)) {
            throw new ReviewException(approver + " may not approve: the host names no such approver, or it was revoked."
                    + " Name approvers with Authority.approver(\"" + approver.id() + "\").");
        }
    }

    // a set that was cut short by a crash is the same set still
    private void requireFirst(List<Found> all, RunbookFolder folder) {
        List<Runbook> set = all.stream().map(Found::runbook).toList();
        for (RunbookVersion known : runbooks.proposed(client)) {
            if (!set.contains(known.runbook())) {
                throw new ReviewException("Client " + client + " has runbooks already, such as "
                        + known.runbook().label() + ", so " + folder
                        + " is no first set. Use sync, and review what it submits.");
            }
        }
        if (all.isEmpty() && faulty.isEmpty()) {
            throw new ReviewException(
                    "There is no runbook in " + folder + ". Check the folder and the endings of its files.");
        }
    }

    private void requireSound(RunbookFolder folder) {
        if (!faulty.isEmpty()) {
            List<Fault> faults = faulty.stream()
                    .flatMap(bad -> bad.faults().stream()
                            .map(fault -> new Fault(bad.file() + ": " + fault.path(), fault.problem(), fault.hint())))
                    .toList();
            throw new ReviewException("Nothing was imported: " + folder, faults);
        }
    }
}
