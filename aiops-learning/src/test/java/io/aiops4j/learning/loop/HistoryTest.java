package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.decide.DecisionEntries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is over is listed without a fold. */
class HistoryTest {

    private static String resolved(Toy toy, String type, String message) {
        toy.clock.advance(Duration.ofMinutes(1));
        toy.aiops.observe(Signal.of(type, Target.service("shop"), Severity.ERROR, message));
        toy.crank.turn();
        String id = toy.aiops.incidents().open().get(0).id();
        toy.clock.advance(Duration.ofMinutes(1));
        toy.aiops.incidents().resolve(id, Toy.BOB, "by hand");
        toy.crank.turn();
        return id;
    }

    private static History history(Toy toy) {
        return toy.aiops.learning().history();
    }

    private static List<String> ids(Page<History.Resolved> page) {
        return page.records().stream().map(over -> over.incident().id()).toList();
    }

    private static String submitted(Toy toy, String name) {
        String id = toy.aiops.runbooks().submit(RunbookCodec.fromYaml("""
                id: %s
                incidentTypes: [timeout]
                verification: ["workers >= 1"]
                steps:
                - {name: restart, action: restart}
                """.formatted(name)), Toy.ALICE);
        toy.crank.turn();
        return id;
    }

    private static List<String> proposals(Toy toy, String state) {
        return history(toy).proposals(Query.all().where("state", state)).records().stream()
                .map(Proposal::id)
                .toList();
    }

    @Test
    void resolved_incidents_are_found_the_last_one_first_in_pages_and_by_their_fields() {
        try (Toy toy = new Toy()) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ids.add(0, resolved(toy, i % 2 == 0 ? "queue_stuck" : "disk_full", "it stands, number " + i));
            }
            Page<History.Resolved> first = history(toy).incidents(Query.all().limit(2));
            Page<History.Resolved> second =
                    history(toy).incidents(Query.all().limit(2).after(first.next()));
            Page<History.Resolved> third =
                    history(toy).incidents(Query.all().limit(2).after(second.next()));
            List<String> all = new ArrayList<>(ids(first));
            all.addAll(ids(second));
            all.addAll(ids(third));
            assertThat(all).isEqualTo(ids);
            assertThat(third.next()).isNull();
            assertThat(history(toy)
                            .incidents(Query.all().where("type", "disk_full"))
                            .records())
                    .hasSize(2)
                    .allSatisfy(over -> {
                        assertThat(over.incident().status()).isEqualTo(Incident.Status.RESOLVED);
                        assertThat(over.incident().note()).isEqualTo("by hand");
                        assertThat(over.by()).isEqualTo(Toy.BOB);
                    });
            assertThat(ids(history(toy).incidents(Query.all().text("number 3"))))
                    .containsExactly(ids.get(1));
        }
    }

    @Test
    void proposals_are_found_by_where_they_stand_also_when_only_time_moved_them() {
        try (Toy toy = new Toy()) {
            String rejected = submitted(toy, "one");
            toy.aiops.reviews().reject(rejected, Toy.BOB, "no");
            String approved = submitted(toy, "two");
            toy.aiops.reviews().approve(approved, Toy.BOB);
            String waits = submitted(toy, "three");
            toy.crank.turn();
            assertThat(proposals(toy, "rejected")).containsExactly(rejected);
            assertThat(proposals(toy, "approved")).containsExactly(approved);
            assertThat(proposals(toy, History.DECIDED)).containsExactlyInAnyOrder(rejected, approved);
            assertThat(proposals(toy, "pending")).containsExactly(waits);
            assertThat(proposals(toy, "expired")).isEmpty();
            toy.clock.advance(Duration.ofDays(91));
            assertThat(proposals(toy, "approved")).isEmpty();
            assertThat(proposals(toy, "expired")).containsExactly(approved);
            assertThat(proposals(toy, History.DECIDED)).containsExactlyInAnyOrder(rejected, approved);
        }
    }

    @Test
    void a_node_that_starts_later_files_what_was_over_before_and_what_was_filed_stays(@TempDir Path folder) {
        SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
        String id;
        try (Toy toy = new Toy(clock, builder -> builder.stores(Stores.inFolder(folder, clock)))) {
            toy.aiops.observe(Signal.of("disk_full", Target.service("shop"), Severity.ERROR, "full"));
            toy.crank.turn();
            id = toy.aiops.incidents().open().get(0).id();
            toy.aiops.incidents().resolve(id, Toy.BOB, "by hand"); // and the process ends before anybody looked
        }
        for (int start = 0; start < 2; start++) {
            clock.advance(LeasedFollower.LIFETIME.plusSeconds(1)); // what a process that was killed held is free again
            try (Toy toy = new Toy(clock, builder -> builder.stores(Stores.inFolder(folder, clock)))) {
                toy.crank.turn();
                assertThat(ids(history(toy).incidents(Query.all()))).containsExactly(id);
            }
        }
    }

    @Test
    void what_is_erased_is_listed_no_longer_and_what_an_erased_person_said_is_gone() {
        try (Toy toy = new Toy()) {
            String first = resolved(toy, "disk_full", "full of bob's letters");
            String second = resolved(toy, "queue_stuck", "it stands");
            List<Erasure.Receipt> receipts = toy.aiops.erase(Selector.incident(first), Toy.BOB, "asked for");
            assertThat(receipts).contains(new Erasure.Receipt("incidents", 1, 0));
            toy.crank.turn();
            assertThat(ids(history(toy).incidents(Query.all()))).containsExactly(second);
            toy.aiops.erase(Selector.actor(Toy.BOB), Toy.BOB, "asked for");
            toy.crank.turn();
            assertThat(history(toy).incidents(Query.all()).records())
                    .singleElement()
                    .satisfies(over -> assertThat(over.incident().note()).isEmpty());
            assertThat(history(toy).purge(toy.clock.instant().plus(Duration.ofDays(1))))
                    .isEqualTo(1);
            assertThat(ids(history(toy).incidents(Query.all()))).isEmpty();
        }
    }

    @Test
    void what_could_run_is_written_beside_each_decision() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.WHEN_PROVEN, 8, "scale", "restart");
            toy.fail();
            String id = toy.aiops.incidents().open().get(0).id();
            var made = toy.aiops.journal().stream(DecisionEntries.stream(id));
            var weighed = toy.aiops.journal().stream(DecisionEntries.weighed(id));
            assertThat(made).hasSize(1);
            assertThat(weighed).singleElement().satisfies(entry -> {
                assertThat(entry.position()).isEqualTo(made.get(0).position() + 1);
                assertThat(entry.payload().as(DecisionEntries.Weighed.class).options())
                        .singleElement()
                        .satisfies(option -> {
                            assertThat(option.runbook()).isEqualTo("shop-slow v1");
                            assertThat(option.mode()).isEqualTo("when_proven");
                            assertThat(option.lowerBound()).isBetween(0.0, 0.1);
                            assertThat(option.threshold()).isEqualTo(0.7);
                        });
            });
        }
    }

    @Test
    void whoever_observes_may_wait_for_what_comes_of_it() throws Exception {
        try (Toy toy = new Toy()) {
            List<Noticed> noticed =
                    toy.aiops.observe(Signal.of("disk_full", Target.service("shop"), Severity.ERROR, "full"));
            assertThat(noticed).singleElement().satisfies(each -> {
                assertThat(each.await(Duration.ofMillis(1))).isEmpty();
                assertThat(each.isLost()).isFalse();
            });
            toy.crank.turn();
            Incident incident = noticed.get(0).await(Duration.ofMillis(1)).orElseThrow();
            assertThat(toy.aiops.incidents().open()).extracting(Incident::id).containsExactly(incident.id());
            assertThat(toy.aiops.journal().stream(DecisionEntries.stream(incident.id())))
                    .as("it was decided about")
                    .hasSize(1);
        }
    }
}
