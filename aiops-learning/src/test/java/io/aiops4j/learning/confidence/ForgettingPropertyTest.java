package io.aiops4j.learning.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ForgettingPropertyTest {

    private static final Client ACME = Client.of("acme");
    private static final Digest VERSION = Digest.of(new byte[] {1});
    private static final Actor BOB = Actor.person("bob");
    private static final Actor RUNNER = Actor.system("decision");

    private static Stores stores() {
        return Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"));
    }

    private static String fold(Journal journal) {
        OutcomeFold fold = new OutcomeFold(History.SEAL);
        return new LessonView<>(journal, History.SEAL, fold).ask(fold::write);
    }

    @Property(tries = 200)
    void what_is_forgotten_leaves_the_lessons_as_if_it_had_never_been_written(@ForAll long seed) {
        History history = new History(seed, 12, (int) Math.floorMod(seed, 4L));
        Journal whole = stores().journal();
        Journal without = stores().journal();
        history.write(whole, number -> true);
        boolean[] left = history.left();
        history.write(without, number -> left[number]);
        assertThat(fold(whole)).isEqualTo(fold(without));
    }

    @Property(tries = 30)
    void it_makes_no_difference_when_one_looked_or_which_snapshot_one_began_with(@ForAll long seed) {
        History history = new History(seed, 10, 3);
        Stores stores = stores();
        RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
        OutcomeFold fold = new OutcomeFold(History.SEAL);
        LessonView<OutcomeFold.State> early = LessonView.kept(stores.journal(), History.SEAL, fold, snapshots);
        int[] looked = new int[1];
        history.write(stores.journal(), number -> {
            if (number % 7 == 0) {
                looked[0] += early.ask(fold::write).length();
            }
            return true;
        });
        assertThat(looked[0]).isPositive();
        assertThat(early.<String>ask(fold::write)).isEqualTo(fold(stores.journal()));
    }

    @Property(tries = 20)
    void the_fold_goes_on_from_any_snapshot_as_if_it_had_read_all(@ForAll long seed) {
        Journal journal = stores().journal();
        new History(seed, 8, 0).write(journal, number -> true);
        KeptFolds.check(new OutcomeFold(History.SEAL), journal.readAll(0, 1_000));
    }

    private static RunEntries.Ended ended(
            String incident, ExecutionResult.Status status, Verification.Outcome outcome) {
        return new RunEntries.Ended("redis-oom", 1, VERSION.hex(), incident, status, outcome, true);
    }

    private static Append outcome(String run, String incident, Verification.Outcome outcome) {
        return outcome(ACME, run, incident, outcome);
    }

    private static Append outcome(Client client, String run, String incident, Verification.Outcome outcome) {
        return Append.by(RUNNER)
                .client(client)
                .require(RunEntries.stream(run), 0)
                .add(
                        RunEntries.stream(run),
                        RunEntries.ENDED,
                        ended(incident, ExecutionResult.Status.COMPLETED, outcome))
                .sealedWith(History.SEAL);
    }

    private static Append forgetting(Journal journal, Selector selector) {
        int version = journal.read(LessonView.STREAM, 0, 1_000).size();
        return Append.by(BOB)
                .require(LessonView.STREAM, version)
                .add(LessonView.STREAM, LessonView.FORGOTTEN, new LessonView.Note(selector, "a drill"));
    }

    @Test
    void an_end_that_the_host_did_not_seal_proves_nothing() {
        Journal journal = stores().journal();
        for (int run = 0; run < 10; run++) {
            journal.append(Append.by(RUNNER)
                    .client(ACME)
                    .add(
                            RunEntries.stream("run-" + run),
                            RunEntries.ENDED,
                            ended("inc-1", ExecutionResult.Status.COMPLETED, Verification.Outcome.PASSED)));
        }
        Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(Confidence.none(0.7));
        journal.append(outcome("run-10", "inc-1", Verification.Outcome.PASSED));
        assertThat(confidences.of(ACME, VERSION).successes()).isEqualTo(1);
    }

    private static Append recurred(Journal journal, String run, String incident, String again) {
        String stream = RunEntries.stream(run);
        List<io.aiops4j.core.journal.Entry> told = journal.read(stream, 0, 10);
        return Append.by(RUNNER)
                .client(ACME)
                .causedBy(told.get(told.size() - 1).position())
                .require(stream, told.size())
                .add(
                        stream,
                        RunEntries.RECURRED,
                        new RunEntries.Recurred("redis-oom", 1, VERSION.hex(), again, incident, Duration.ofMinutes(5)));
    }

    @Test
    void a_success_that_did_not_last_is_a_failure_and_only_under_the_seal() {
        Journal journal = stores().journal();
        journal.append(outcome("run-1", "inc-1", Verification.Outcome.PASSED));
        journal.append(outcome("run-2", "inc-2", Verification.Outcome.PASSED));
        Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
        journal.append(recurred(journal, "run-1", "inc-1", "inc-3"));
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(2, 0, 0.7));
        journal.append(recurred(journal, "run-1", "inc-1", "inc-3").sealedWith(History.SEAL));
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(1, 1, 0.7));
    }

    private static Append judged(
            Journal journal, String run, Actor person, Verification.Outcome ended, boolean helped) {
        String stream = RunEntries.stream(run);
        List<io.aiops4j.core.journal.Entry> told = journal.read(stream, 0, 10);
        return Append.by(person)
                .client(ACME)
                .causedBy(told.get(0).position())
                .require(stream, told.size())
                .add(
                        stream,
                        RunEntries.JUDGED,
                        new RunEntries.Judged(
                                "redis-oom", 1, VERSION.hex(), null, ExecutionResult.Status.COMPLETED, ended, helped))
                .sealedWith(History.SEAL);
    }

    @Test
    void that_it_did_not_help_counts_once_however_many_say_so_and_that_it_helped_never_counts_for_more_than_its_end() {
        for (Verification.Outcome ended : Verification.Outcome.values()) {
            Journal journal = stores().journal();
            journal.append(outcome("run-1", "inc-1", ended));
            Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
            Confidence before = confidences.of(ACME, VERSION);
            Actor carol = Actor.person("carol");
            journal.append(judged(journal, "run-1", BOB, ended, true));
            assertThat(confidences.of(ACME, VERSION)).as("helped " + ended).isEqualTo(before);
            journal.append(judged(journal, "run-1", BOB, ended, false));
            journal.append(judged(journal, "run-1", carol, ended, false));
            journal.append(judged(journal, "run-1", carol, ended, false));
            assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(0, 1, 0.7));
            journal.append(judged(journal, "run-1", BOB, ended, true));
            assertThat(confidences.of(ACME, VERSION)).as("carol says so still").isEqualTo(new Confidence(0, 1, 0.7));
            journal.append(judged(journal, "run-1", carol, ended, true));
            assertThat(confidences.of(ACME, VERSION)).isEqualTo(before);
        }
    }

    @Test
    void a_run_that_came_back_and_of_which_a_person_says_so_is_one_failure_and_not_two() {
        Journal journal = stores().journal();
        journal.append(outcome("run-1", "inc-1", Verification.Outcome.PASSED));
        journal.append(judged(journal, "run-1", BOB, Verification.Outcome.PASSED, false));
        journal.append(recurred(journal, "run-1", "inc-1", "inc-3").sealedWith(History.SEAL));
        Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(0, 1, 0.7));
        journal.append(judged(journal, "run-1", BOB, Verification.Outcome.PASSED, true));
        assertThat(confidences.of(ACME, VERSION))
                .as("it came back all the same")
                .isEqualTo(new Confidence(0, 1, 0.7));
        journal.append(forgetting(journal, Selector.incident("inc-3")).sealedWith(History.SEAL));
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(1, 0, 0.7));
    }

    @Test
    void forgetting_whoever_said_it_did_not_help_leaves_what_its_end_said() {
        Journal journal = stores().journal();
        journal.append(outcome("run-1", "inc-1", Verification.Outcome.PASSED));
        journal.append(judged(journal, "run-1", BOB, Verification.Outcome.PASSED, false));
        Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(0, 1, 0.7));
        journal.append(forgetting(journal, Selector.actor(BOB)).sealedWith(History.SEAL));
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(1, 0, 0.7));
    }

    @Test
    void forgetting_the_incident_that_came_back_lets_the_run_have_helped_and_forgetting_the_run_leaves_nothing() {
        for (boolean run : new boolean[] {false, true}) {
            Journal journal = stores().journal();
            journal.append(outcome("run-1", "inc-1", Verification.Outcome.PASSED));
            journal.append(recurred(journal, "run-1", "inc-1", "inc-3").sealedWith(History.SEAL));
            Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
            assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(0, 1, 0.7));
            Selector what = run ? Selector.run("run-1") : Selector.incident("inc-3");
            journal.append(forgetting(journal, what).sealedWith(History.SEAL));
            assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(run ? 0 : 1, 0, 0.7));
        }
    }

    @Test
    void a_forged_word_to_forget_is_ignored_and_a_genuine_one_is_not() {
        Journal journal = stores().journal();
        journal.append(outcome("run-1", "inc-1", Verification.Outcome.NOT_PASSED));
        journal.append(outcome("run-2", "inc-2", Verification.Outcome.PASSED));
        Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
        journal.append(forgetting(journal, Selector.incident("inc-1")));
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(1, 1, 0.7));
        journal.append(forgetting(journal, Selector.incident("inc-1")).sealedWith(History.SEAL));
        assertThat(confidences.of(ACME, VERSION)).isEqualTo(new Confidence(1, 0, 0.7));
        assertThat(confidences.of(Client.of("globex"), VERSION)).isEqualTo(Confidence.none(0.7));
    }

    @Test
    void runs_that_cannot_be_read_here_prove_nothing_for_their_client_until_they_are_forgotten() {
        for (Append unreadable : List.of(
                Append.by(BOB)
                        .client(ACME)
                        .add("run/run-9", EntryType.critical("run.ended", 3), Map.of("shape", "of tomorrow")),
                Append.by(BOB).client(ACME).add("run/run-9", EntryType.critical("run.paused", 1), Map.of()),
                Append.by(BOB)
                        .client(ACME)
                        .require("run/run-9", 1)
                        .add("run/run-9", RunEntries.ENDED, Map.of("status", "COMPLETED"))
                        .sealedWith(History.SEAL))) {
            Journal journal = stores().journal();
            for (int run = 0; run < 10; run++) {
                journal.append(outcome("run-" + run, "inc-1", Verification.Outcome.PASSED));
                journal.append(outcome(Client.DEFAULT, "other-" + run, "inc-1", Verification.Outcome.PASSED));
            }
            Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
            assertThat(confidences.of(ACME, VERSION).proven()).isTrue();
            journal.append(unreadable);
            assertThat(confidences.of(ACME, VERSION)).isEqualTo(Confidence.none(0.7));
            assertThat(confidences.of(Client.DEFAULT, VERSION).proven()).isTrue();
            journal.append(forgetting(journal, Selector.run("run-9")).sealedWith(History.SEAL));
            assertThat(confidences.of(ACME, VERSION).successes()).isEqualTo(9);
        }
    }

    @Test
    void a_hundred_thousand_outcomes_are_forgotten_exactly_and_quickly() {
        int outcomes = 100_000;
        Journal whole = stores().journal();
        Journal without = stores().journal();
        Append all = Append.by(RUNNER).client(ACME);
        Append some = Append.by(RUNNER).client(ACME);
        for (int from = 0; from < outcomes; from += 1_000) {
            all = new Append(null, RUNNER, ACME, List.of(), Map.of(), Map.of(), items(from, false));
            some = new Append(null, RUNNER, ACME, List.of(), Map.of(), Map.of(), items(from, true));
            whole.append(all);
            without.append(some);
        }
        Confidences confidences = new Confidences(whole, History.SEAL, 0.7);
        assertThat(confidences.of(ACME, VERSION).successes()).isEqualTo(outcomes / 2);
        for (int incident = 0; incident < 30; incident++) {
            whole.append(forgetting(whole, Selector.incident("inc-" + incident)).sealedWith(History.SEAL));
        }
        long begin = System.nanoTime();
        assertThat(confidences.of(ACME, VERSION).successes()).isEqualTo(outcomes * 7 / 20);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(fold(whole)).isEqualTo(fold(without));
        // some tenths of a second; the bound is for a machine that does ten other things
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    private static List<Append.Item> items(int from, boolean rest) {
        List<Append.Item> items = new java.util.ArrayList<>();
        for (int i = from; i < from + 1_000; i++) {
            if (!rest || i % 100 >= 30) {
                Verification.Outcome outcome =
                        i / 100 % 2 == 0 ? Verification.Outcome.PASSED : Verification.Outcome.NOT_PASSED;
                Append one = outcome("run-" + i, "inc-" + i % 100, outcome);
                items.addAll(one.items());
            }
        }
        return items;
    }
}
