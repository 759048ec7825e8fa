package io.aiops4j.learning.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Verification;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static final int LOOKS = 10_000;
    private static final int REPETITIONS = 100;
    private static final long SEED = 20_260_101;

    private static Comparison comparison(int helped, int failed, int parentHelped, int parentFailed) {
        return new Comparison(new Confidence(helped, failed, 0.7), new Confidence(parentHelped, parentFailed, 0.7));
    }

    /** Runs of both in any order, looked at after each one; whether it was ever called worse. */
    private static boolean alarms(Random random, double parent, double version) {
        int[] counts = new int[4];
        int first = random.nextInt(60);
        for (int look = 0; look < LOOKS; look++) {
            boolean old = look < first || random.nextInt(4) == 0;
            boolean helped = random.nextDouble() < (old ? parent : version);
            counts[(old ? 2 : 0) + (helped ? 0 : 1)]++;
            if (comparison(counts[0], counts[1], counts[2], counts[3]).worse()) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.98})
    void a_version_that_is_as_good_is_called_worse_in_at_most_one_of_twenty_histories_of_ten_thousand_looks(
            double rate) {
        Random random = new Random(SEED);
        int alarms = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            alarms += alarms(random, rate, rate) ? 1 : 0;
        }
        assertThat(alarms).as("seed " + SEED).isLessThanOrEqualTo((int) (REPETITIONS * Comparison.ERROR));
    }

    @Test
    void a_version_that_is_better_is_not_called_worse_either() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            assertThat(alarms(random, 0.7, 0.8)).as("seed " + SEED).isFalse();
        }
    }

    @Test
    void after_a_hundred_runs_of_the_parent_a_drop_from_nine_in_ten_to_five_is_seen_within_fifty_runs() {
        Random random = new Random(SEED);
        int repetitions = 1_000;
        int seen = 0;
        for (int i = 0; i < repetitions; i++) {
            int parent = successes(random, 100, 0.9);
            int helped = 0;
            boolean worse = false;
            for (int run = 1; run <= 50 && !worse; run++) {
                helped += successes(random, 1, 0.5);
                worse = comparison(helped, run - helped, parent, 100 - parent).worse();
            }
            seen += worse ? 1 : 0;
        }
        assertThat(seen).as("seed " + SEED).isGreaterThanOrEqualTo(repetitions * 95 / 100);
    }

    private static int successes(Random random, int runs, double rate) {
        int successes = 0;
        for (int i = 0; i < runs; i++) {
            successes += random.nextDouble() < rate ? 1 : 0;
        }
        return successes;
    }

    // the claim itself, by arithmetic and not by chance: over all outcomes of a plan, the mean is at most one
    @Property(tries = 60)
    void whatever_the_rates_the_mean_evidence_is_at_most_one_while_the_version_is_not_worse(
            @ForAll @IntRange(max = 12) int versions,
            @ForAll @IntRange(max = 12) int parents,
            @ForAll @IntRange(min = 1, max = 99) int rate,
            @ForAll @IntRange(max = 99) int more) {
        double parent = rate / 100.0;
        double version = Math.min(0.999, parent + more / 100.0);
        double mean = 0;
        for (int v = 0; v <= versions; v++) {
            for (int p = 0; p <= parents; p++) {
                mean += chance(versions, v, version)
                        * chance(parents, p, parent)
                        * comparison(v, versions - v, p, parents - p).evidence();
            }
        }
        assertThat(mean).isLessThanOrEqualTo(1 + 1e-9);
    }

    private static double chance(int runs, int successes, double rate) {
        double chance = 1;
        for (int i = 0; i < successes; i++) {
            chance *= (runs - i) / (double) (i + 1);
        }
        return chance * Math.pow(rate, successes) * Math.pow(1 - rate, runs - successes);
    }

    @Property(tries = 200)
    void a_version_that_helped_as_often_as_its_parent_or_more_often_has_no_evidence_against_it(
            @ForAll @IntRange(max = 200) int helped,
            @ForAll @IntRange(max = 200) int failed,
            @ForAll @IntRange(max = 200) int parentHelped,
            @ForAll @IntRange(max = 200) int parentFailed) {
        double evidence = comparison(helped, failed, parentHelped, parentFailed).evidence();
        assertThat(evidence).isNotNegative().isFinite();
        if ((long) helped * (parentHelped + parentFailed) >= (long) parentHelped * (helped + failed)) {
            assertThat(evidence).isLessThanOrEqualTo(1 + 1e-9);
        }
    }

    @Test
    void nothing_is_no_evidence_and_a_hundred_thousand_runs_are_counted_as_well() {
        assertThat(comparison(0, 0, 0, 0).evidence()).isCloseTo(1, within(1e-9));
        assertThat(comparison(0, 30, 0, 0).worse()).isFalse();
        assertThat(comparison(90_000, 10_000, 90_000, 10_000).evidence()).isLessThan(1e-9);
        assertThat(comparison(50_000, 50_000, 90_000, 10_000).worse()).isTrue();
        assertThat(comparison(1, 9, 95, 5).text()).isEqualTo("it helped in 1 of 10 runs, and its parent in 95 of 100");
    }

    @Test
    void it_is_computed_from_what_was_not_forgotten() {
        Journal journal =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        Digest version = Digest.of(new byte[] {2});
        Digest parent = Digest.of(new byte[] {1});
        for (int i = 0; i < 60; i++) {
            end(journal, parent, "old-" + i, "inc-" + i, Verification.Outcome.PASSED);
        }
        for (int i = 0; i < 12; i++) {
            end(journal, version, "new-" + i, "drill", Verification.Outcome.NOT_PASSED);
        }
        Confidences confidences = new Confidences(journal, History.SEAL, 0.7);
        assertThat(confidences.compare(Client.DEFAULT, version, parent).worse()).isTrue();
        assertThat(confidences.compare(Client.of("acme"), version, parent).worse())
                .isFalse();
        journal.append(Append.by(Actor.person("carol"))
                .require(LessonView.STREAM, 0)
                .add(
                        LessonView.STREAM,
                        LessonView.FORGOTTEN,
                        new LessonView.Note(Selector.incident("drill"), "a drill"))
                .sealedWith(History.SEAL));
        assertThat(confidences.compare(Client.DEFAULT, version, parent).evidence())
                .isEqualTo(comparison(0, 0, 60, 0).evidence());
    }

    private static void end(
            Journal journal, Digest version, String run, String incident, Verification.Outcome outcome) {
        RunEntries.Ended end = new RunEntries.Ended(
                "shop-slow",
                1,
                version.hex(),
                incident,
                ExecutionResult.Status.COMPLETED,
                outcome,
                outcome == Verification.Outcome.PASSED);
        journal.append(Append.by(Actor.system("runner"))
                .require(RunEntries.stream(run), 0)
                .add(RunEntries.stream(run), RunEntries.ENDED, end)
                .sealedWith(History.SEAL));
    }
}
