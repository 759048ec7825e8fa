package io.aiops4j.samples.quickstart;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Executions;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.decide.DecisionEntries;
import io.aiops4j.learning.loop.Learning;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Says on a terminal what happened. It knows nothing but what it is handed: each line is read off the library's own records. */
final class Story {

    private final PrintStream out;
    private int chapter;

    Story(PrintStream out) {
        this.out = out;
    }

    String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Story.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    void noticed(String line, List<Incident> incidents, JournalReader journal) {
        chapter("A failure is noticed");
        say("log line", "redis: " + line);
        for (Incident incident : incidents) {
            say(
                    "incident",
                    incident.id() + " " + incident.type() + " on " + incident.target() + ", noticed by "
                            + incident.source());
            decisions(incident.id(), journal);
            say("status", incident.status() + ", " + incident.note());
        }
    }

    private void decisions(String incident, JournalReader journal) {
        for (Entry entry : journal.stream(DecisionEntries.stream(incident))) {
            DecisionEntries.Made made = entry.payload().as(DecisionEntries.Made.class);
            say("decision", made.outcome() + " " + made.runbook() + ": " + String.join("; ", made.reasons()));
        }
    }

    void executed(Executions executions) {
        ExecutionResult r = executions.find(Query.all().limit(1)).records().get(0);
        chapter("A run, told in full");
        say("execution", r.executionId() + " of " + r.runbookId() + " v" + r.runbookVersion());
        say("incident", r.incidentId() + " (" + r.incidentType() + ")");
        say(
                "where",
                "client " + r.client() + ", target " + r.target() + ", host " + r.host() + ", platform "
                        + r.platform());
        say("when", r.started() + " to " + r.ended() + ", " + r.duration().toMillis() + " ms");
        say("before", r.before().values().toString());
        r.steps()
                .forEach(step -> say(
                        "step",
                        step.name() + ": " + step.action() + " " + step.parameters() + " "
                                + step.status() + " after " + step.attempts()
                                + (step.attempts() == 1 ? " attempt" : " attempts")
                                + (step.error() == null ? "" : ", " + step.error())));
        say("after", r.after().values().toString());
        say(
                "verification",
                r.verification().outcome() + " by " + r.verification().method() + ", confidence "
                        + r.verification().confidence() + " " + r.verification().detail());
        say(
                "status",
                r.status()
                        + (r.success() ? ", success" : ", no success")
                        + (r.error() == null ? "" : ", " + r.error()));
        say("failure type", r.failureType() == null ? "none" : r.failureType().name());
        say("evidence", r.evidenceId());
    }

    void drafted(Proposal draft) {
        chapter("A better version is drafted, and waits for a person");
        say("proposal", draft.id() + " " + draft.title() + " by " + draft.author());
        say("why", draft.why());
    }

    void refused(NotApprovedException refused) {
        say("run it now?", "REFUSED: " + refused.getMessage());
    }

    void approved(Proposal draft, Approval approval) {
        chapter("A reviewer reads the difference and approves");
        draft.diff().lines().forEach(line -> say("diff", line));
        say(
                "approved",
                draft.title() + " by " + approval.approver() + ", to run " + approval.mode() + ", on "
                        + approval.scope().services() + ", until " + approval.expires());
    }

    void asked(Proposal permission, Approval approval) {
        chapter("The same failure again: nothing is proven yet, so a person is asked");
        say("asked", permission.title() + " by " + permission.author());
        say("why", permission.why());
        say("allowed", "by " + approval.approver());
    }

    void ended(List<Incident> open, Learning learning, RunbookVersion version, JournalReader journal) {
        Confidence confidence = learning.confidence(version.client(), version.digest());
        chapter("What is known now");
        say(
                "open",
                open.isEmpty()
                        ? "nothing"
                        : open.stream()
                                .map(i -> i.type() + " " + i.status())
                                .toList()
                                .toString());
        say(
                "confidence",
                String.format(
                        java.util.Locale.ROOT,
                        "v2 helped %d of %d times; its lower bound is %.0f %% of the %.0f %% that it takes",
                        confidence.successes(),
                        confidence.successes() + confidence.failures(),
                        confidence.lowerBound() * 100,
                        confidence.threshold() * 100));
        say("to go", confidence.successesNeeded() + " more successes until v2 may run by itself");
        chapter("The journal of all this");
        journal.follow(
                0,
                entry -> out.printf(
                        "  %3d  %-24s %-34s %s%n", entry.position(), entry.type(), entry.stream(), entry.actor()));
        say("verified", journal.verify().toString());
    }

    private void chapter(String title) {
        out.println();
        out.println(++chapter + ". " + title);
    }

    private void say(String what, String text) {
        out.printf("   %-13s %s%n", what, text.strip());
    }
}
