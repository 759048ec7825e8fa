package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Id;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.runbook.Runbook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newer node writes what this one cannot read: nothing starts here that depends on the stream. */
@Timeout(60)
final class UnknownEntriesTest {

    private static final Actor NEWER = Actor.system("newer-node");
    private static final Seal SEAL = Seal.with("a key of thirty-two bytes or more".getBytes());
    private static final EntryType PAUSED = EntryType.critical("proposal.paused", 1);
    private static final List<EntryType> AUTHORITY = List.of(
            EntryType.authority("authority.frozen", 1),
            EntryType.authority("authority.approver-revoked", 2),
            EntryType.critical("authority.quorum", 1));

    private static void write(Plant plant, String stream, EntryType type) {
        int version = plant.journal.read(stream, 0, 1_000).size();
        plant.journal.append(Append.by(NEWER)
                .require(stream, version)
                .add(stream, type, Map.of("shape", "of tomorrow"))
                .sealedWith(SEAL));
    }

    private static String proposal(Plant plant) {
        return plant.runbooks.versions(Client.DEFAULT, "redis-oom").get(0).proposalId();
    }

    private static void assertNothingStarts(Plant plant, Approved<Runbook> approved) {
        assertThatThrownBy(() -> plant.runner.run(approved, plant.request(approved, RunRequest.Grounds.VOUCHED)))
                .isInstanceOf(NotApprovedException.class);
        assertThat(plant.calls).isEmpty();
        assertThat(plant.story()).isEmpty();
    }

    @Test
    void on_the_stream_of_a_proposal_it_closes_the_approval() {
        for (EntryType type : List.of(PAUSED, EntryType.authority("proposal.approved", 3))) {
            try (Plant plant = new Plant()) {
                Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
                write(plant, ReviewEntries.stream(proposal(plant)), type);
                assertNothingStarts(plant, approved);
            }
        }
    }

    @Test
    void on_the_stream_of_a_permission_it_closes_the_permission() {
        try (Plant plant = new Plant()) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
            RunRequest request = plant.request(approved, RunRequest.Grounds.ALLOWED);
            String id = plant.ask(request);
            plant.reviews.approve(id, Plant.CAROL);
            write(plant, ReviewEntries.stream(id), PAUSED);
            assertThatThrownBy(() -> plant.runner.run(approved, request)).isInstanceOf(NotApprovedException.class);
            assertThat(plant.story()).isEmpty();
        }
    }

    @Test
    void a_proposal_whose_first_entry_is_unknown_is_none() {
        try (Plant plant = new Plant()) {
            String id = Id.derived("p", "runbook", "default", "0");
            write(plant, ReviewEntries.stream(id), EntryType.authority("proposal.submitted", 3));
            assertThatThrownBy(() -> plant.reviews.approve(id, Plant.BOB)).isInstanceOf(ReviewException.class);
            assertThat(plant.reviews.pending()).isEmpty();
        }
    }

    @Test
    void on_the_stream_of_authority_it_makes_every_word_count_for_nothing() {
        for (EntryType type : AUTHORITY) {
            try (Plant plant = new Plant()) {
                Approved<Runbook> approved = plant.approve(Plant.RUNBOOK);
                write(plant, ReviewEntries.AUTHORITY, type);
                assertNothingStarts(plant, approved);
                assertThatThrownBy(() -> plant.reviews.revoke(proposal(plant), Plant.CAROL, "stop"))
                        .isInstanceOf(NotApprovedException.class)
                        .hasMessageContaining("Upgrade");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.paused", "run.ended"})
    void on_the_stream_of_a_run_it_stops_the_run_before_its_next_step(String name) throws Exception {
        Plant[] plant = new Plant[1];
        Action interrupted = Action.named("interrupted").run(step -> {
            String run = plant[0].journal.readAll(0, 1_000).stream()
                    .map(Entry::stream)
                    .filter(stream -> stream.startsWith("run/"))
                    .findFirst()
                    .orElseThrow();
            write(plant[0], run, EntryType.critical(name, 9));
        });
        plant[0] = new Plant(interrupted);
        try (Plant p = plant[0]) {
            String yaml = Plant.RUNBOOK.replace(
                    "- {name: limit, action: set_limit, parameters: {mb: \"${mb}\"}}",
                    "- {name: limit, action: interrupted}");
            Approved<Runbook> approved = p.approve(yaml);
            try {
                ExecutionResult result = p.runner.run(approved, p.request(approved, RunRequest.Grounds.VOUCHED));
                assertThat(result.status()).isEqualTo(ExecutionResult.Status.STOPPED);
            } catch (RuntimeException stopped) {
                assertThat(stopped).isInstanceOf(AiopsException.class);
            }
            assertThat(p.calls).isEmpty();
        }
    }

    @Test
    void what_is_unknown_is_kept_and_hashed_and_what_is_not_about_authority_disturbs_nobody() throws Exception {
        try (Plant plant = new Plant()) {
            write(plant, "somewhere/else", EntryType.critical("thing.happened", 7));
            write(plant, "incident/inc-1", EntryType.of("incident.cuddled", 1));
            assertThat(plant.run(Plant.RUNBOOK).success()).isTrue();
            assertThat(new JournalReader(plant.journal).verify().intact()).isTrue();
            assertThat(plant.journal.readAll(0, 1_000))
                    .extracting(entry -> entry.type().name())
                    .contains("thing.happened", "incident.cuddled");
        }
    }

    @Test
    void runs_that_cannot_be_read_are_told_apart_from_those_that_can() throws Exception {
        try (Plant plant = new Plant()) {
            plant.run(Plant.RUNBOOK);
            assertThat(plant.journal.readAll(0, 1_000)).noneMatch(RunEntries::isUnknown);
            write(plant, "run/run-1", EntryType.critical("run.ended", 3));
            write(plant, "run/run-1", EntryType.of("run.annotated", 1));
            assertThat(plant.journal.readAll(0, 1_000))
                    .filteredOn(RunEntries::isUnknown)
                    .extracting(entry -> entry.type().toString())
                    .containsExactly("run.ended/3");
        }
    }

    @Test
    void every_entry_of_a_run_names_its_incident_or_was_caused_by_one_that_does() throws Exception {
        try (Plant plant = new Plant()) {
            Approved<Runbook> approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_ASKED);
            RunRequest request = plant.allowed(plant.request(approved, RunRequest.Grounds.ALLOWED));
            assertThat(plant.runner.run(approved, request).success()).isTrue();
            List<Entry> run = plant.journal.readAll(0, 1_000).stream()
                    .filter(entry -> entry.stream().startsWith("run/"))
                    .toList();
            assertThat(run.get(0).payload().as(Map.class)).containsEntry("incident", "inc-1");
            Entry started = run.get(1);
            assertThat(started.payload().as(Map.class)).containsEntry("incident", "inc-1");
            List<Long> words = plant.journal.readAll(0, 1_000).stream()
                    .filter(entry -> entry.is(ReviewEntries.APPROVED))
                    .map(Entry::position)
                    .toList();
            assertThat(started.causes())
                    .containsExactlyInAnyOrderElementsOf(words)
                    .hasSize(2);
            assertThat(run.subList(2, run.size()))
                    .allSatisfy(entry -> assertThat(entry.causes()).containsExactly(started.position()));
            assertThat(run.get(run.size() - 1).payload().as(Map.class)).containsEntry("incident", "inc-1");
        }
    }
}
