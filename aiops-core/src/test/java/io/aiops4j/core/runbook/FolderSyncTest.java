package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Client;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSyncTest {

    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();

    private RunbookFolder.Report sync() {
        return shelf.runbooks.sync(RunbookFolder.of(folder), Shelf.ALICE);
    }

    private List<Integer> inForce() {
        return shelf.runbooks.candidates(Client.DEFAULT, "out_of_memory", Target.service("redis")).stream()
                .map(candidate -> candidate.version().runbook().version())
                .toList();
    }

    @Test
    void what_is_new_waits_for_approval_and_what_is_known_is_left_alone() {
        Shelf.write(folder, "redis-oom.yaml", Shelf.yaml("redis-oom", 1, "one"));
        Shelf.write(folder, "b/disk.json", RunbookCodec.toJson(RunbookCodec.fromYaml(Shelf.yaml("disk", 1, "two"))));
        RunbookFolder.Report first = sync();
        assertThat(first.submitted())
                .extracting(RunbookFolder.Taken::runbook)
                .containsExactly("disk v1", "redis-oom v1");
        assertThat(first.toString()).startsWith("2 submitted, 0 unchanged, 0 faulty\n  b/disk.json: disk v1 (p-");
        assertThat(shelf.reviews.pending())
                .hasSize(2)
                .allSatisfy(p -> assertThat(p.why()).contains(folder.toString()));
        assertThat(inForce()).isEmpty();
        long before = shelf.journal.head().position();
        assertThat(sync().unchanged()).hasSize(2);
        assertThat(shelf.journal.head().position()).isEqualTo(before);
    }

    @Test
    void a_changed_file_is_the_next_version_of_what_is_approved_and_replaces_nothing_by_itself() throws IOException {
        Path file = Shelf.write(folder, "redis-oom.yaml", Shelf.yaml("redis-oom", 1, "one"));
        shelf.reviews.approve(sync().submitted().get(0).proposalId(), Shelf.BOB);
        String changed = Shelf.yaml("redis-oom", 1, "another");
        Files.writeString(file, changed);
        RunbookFolder.Taken taken = sync().submitted().get(0);
        assertThat(taken.runbook()).isEqualTo("redis-oom v2");
        assertThat(taken.note()).contains("version 1");
        assertThat(inForce()).containsExactly(1);
        Proposal proposal = shelf.reviews.byId(taken.proposalId()).orElseThrow();
        assertThat(proposal.diff().lines()).contains("~ version: 1 -> 2", "~ title: one -> another");
        Runbook v2 = RunbookCodec.fromCanonical(proposal.content());
        assertThat(v2.origin().parent()).isEqualTo(1);
        assertThat(v2.doesTheSameAs(RunbookCodec.fromYaml(changed))).isTrue();
        assertThat(RunbookCodec.digest(v2)).isNotEqualTo(RunbookCodec.digest(RunbookCodec.fromYaml(changed)));
        assertThat(Files.readString(file)).isEqualTo(changed);
        assertThat(sync().unchanged()).extracting(RunbookFolder.Taken::runbook).containsExactly("redis-oom v2");
        shelf.reviews.reject(taken.proposalId(), Shelf.BOB, "no");
        assertThat(sync().submitted()).isEmpty();
        Files.writeString(file, Shelf.yaml("redis-oom", 1, "a third"));
        assertThat(RunbookCodec.fromCanonical(shelf.reviews
                                .byId(sync().submitted().get(0).proposalId())
                                .orElseThrow()
                                .content())
                        .origin()
                        .parent())
                .as("made from what is approved, not from what was rejected")
                .isEqualTo(1);
        Files.delete(file);
        assertThat(sync().toString()).isEqualTo("0 submitted, 0 unchanged, 0 faulty");
        assertThat(inForce()).containsExactly(1);
    }

    @Test
    void an_older_content_is_told_and_not_proposed_again_unless_it_gets_a_number() throws IOException {
        Path file = Shelf.write(folder, "a.yaml", Shelf.yaml("redis-oom", 1, "one"));
        sync();
        Files.writeString(file, Shelf.yaml("redis-oom", 2, "two"));
        assertThat(sync().submitted()).hasSize(1);
        Files.writeString(file, Shelf.yaml("redis-oom", 1, "one"));
        assertThat(sync().unchanged())
                .singleElement()
                .satisfies(taken -> assertThat(taken.note())
                        .isEqualTo("redis-oom v2 is newer; to return to this one, write version: 3"));
        Files.writeString(file, Shelf.yaml("redis-oom", 3, "one"));
        assertThat(sync().submitted()).extracting(RunbookFolder.Taken::runbook).containsExactly("redis-oom v3");
    }

    @Test
    void faulty_files_are_told_all_at_once_and_hold_up_no_other() {
        Shelf.write(folder, "a.yaml", "{");
        Shelf.write(
                folder,
                "b.yaml",
                FaultCases.SOUND.replace("action: restart", "action: restrat").replace("10s", "10"));
        Shelf.write(folder, "c.yaml", Shelf.yaml("fine", 1, "fine"));
        Shelf.write(folder, "d.yaml", Shelf.yaml("fine", 1, "other"));
        Shelf.write(folder, "e.yaml", "---\n---\n");
        RunbookFolder.Report report = sync();
        assertThat(report.submitted()).extracting(RunbookFolder.Taken::file).containsExactly("c.yaml");
        assertThat(report.faulty())
                .extracting(RunbookFolder.Faulty::file)
                .containsExactlyInAnyOrder("a.yaml", "b.yaml", "d.yaml", "e.yaml");
        assertThat(report.faulty())
                .filteredOn(faulty -> faulty.file().equals("b.yaml"))
                .flatExtracting(RunbookFolder.Faulty::faults)
                .extracting(Fault::path)
                .containsExactlyInAnyOrder("steps[0].timeout", "steps[1].action");
        assertThat(report.toString()).contains("\n  b.yaml: steps[1].action: there is no action 'restrat'");
    }

    @Test
    void clients_are_kept_apart() {
        Shelf.write(folder, "a.yaml", Shelf.yaml("redis-oom", 1, "one"));
        sync();
        assertThat(shelf.runbooks
                        .sync(RunbookFolder.of(folder), Client.of("acme"), Shelf.ALICE)
                        .submitted())
                .hasSize(1);
    }

    // --- a first set ---

    private RunbookFolder.Report importFirst() {
        return shelf.runbooks.importFirst(
                RunbookFolder.of(folder), Shelf.ALICE, Shelf.BOB, Scope.client(Client.DEFAULT));
    }

    @Test
    void a_first_set_is_approved_by_one_named_approver_with_an_entry_for_each() {
        Shelf.write(folder, "v1.yaml", Shelf.yaml("redis-oom", 1, "one"));
        Shelf.write(folder, "v2.yaml", Shelf.yaml("redis-oom", 2, "two"));
        Shelf.write(folder, "disk.yaml", Shelf.yaml("disk", 1, "disk"));
        assertThat(importFirst().submitted())
                .hasSize(3)
                .allSatisfy(taken -> assertThat(taken.note()).isEqualTo("approved by bob"));
        assertThat(inForce()).containsExactlyInAnyOrder(1, 2);
        assertThat(shelf.runbooks.lineage(Client.DEFAULT, "redis-oom").versions())
                .extracting(version -> version.words().get(0).approver())
                .containsOnly(Shelf.BOB);
        long before = shelf.journal.head().position();
        assertThat(importFirst().unchanged()).as("again after a crash").hasSize(3);
        assertThat(shelf.journal.head().position()).isEqualTo(before);
    }

    @Test
    void a_first_set_with_a_fault_is_refused_as_a_whole_with_all_faults() {
        Shelf.write(folder, "a.yaml", Shelf.yaml("fine", 1, "fine"));
        Shelf.write(folder, "b.yaml", "{");
        Shelf.write(folder, "c.yaml", FaultCases.SOUND.replace("action: restart", "action: restrat"));
        long before = shelf.journal.head().position();
        assertThatThrownBy(this::importFirst)
                .isInstanceOfSatisfying(
                        ReviewException.class,
                        e -> assertThat(e.faults())
                                .extracting(Fault::path)
                                .containsExactly("b.yaml: runbook", "c.yaml: steps[1].action"));
        assertThat(shelf.journal.head().position()).isEqualTo(before);
    }

    @Test
    void a_first_set_is_refused_where_it_is_not_the_first_or_nobody_may_approve_it() {
        assertThatThrownBy(this::importFirst)
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("no runbook");
        Shelf.write(folder, "a.yaml", Shelf.yaml("redis-oom", 1, "one"));
        RunbookFolder set = RunbookFolder.of(folder);
        Scope scope = Scope.client(Client.DEFAULT);
        assertThatThrownBy(() -> shelf.runbooks.importFirst(set, Shelf.BOB, Shelf.BOB, scope))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("author");
        assertThatThrownBy(() -> shelf.runbooks.importFirst(set, Shelf.BOB, Shelf.ALICE, scope))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("alice");
        assertThat(shelf.reviews.pending()).isEmpty();
        shelf.runbooks.submit(RunbookCodec.fromYaml(Shelf.yaml("other", 1, "other")), Shelf.ALICE);
        assertThatThrownBy(this::importFirst)
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("other v1");
        assertThat(shelf.runbooks
                        .importFirst(set, Shelf.ALICE, Shelf.BOB, Scope.client(Client.of("acme")))
                        .submitted())
                .hasSize(1);
    }

    @Test
    void a_version_with_warnings_waits_for_its_own_review() {
        Shelf.write(folder, "a.yaml", Shelf.yaml("redis-oom", 1, "one"));
        Shelf.write(
                folder, "b.yaml", Shelf.yaml("disk", 1, "two").replace("{name: mb,", "{name: spare}\n  - {name: mb,"));
        assertThat(importFirst().submitted())
                .extracting(RunbookFolder.Taken::note)
                .anyMatch(note -> note.startsWith("waits for its own review: parameters[0]"));
        assertThat(shelf.reviews.pending()).hasSize(1);
    }
}
