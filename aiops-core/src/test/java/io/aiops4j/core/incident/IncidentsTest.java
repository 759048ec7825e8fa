package io.aiops4j.core.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class IncidentsTest {

    private static final Actor BOB = Actor.person("bob");
    private static final Target REDIS = Target.service("redis");

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Journal journal = Stores.inMemory(clock).journal();
    private final Incidents incidents = new Incidents(journal, Seal.none());

    private static Signal signal(String type, Target target) {
        return Signal.of(type, target, Severity.ERROR, "heap space exhausted");
    }

    private static Signal oom() {
        return signal("out_of_memory", REDIS);
    }

    private long entries() {
        return journal.head().position();
    }

    @Test
    void signals_of_one_client_type_and_target_feed_one_incident_and_others_open_their_own() {
        Set<String> ids = new HashSet<>();
        ids.add(incidents.feed(oom()).id());
        ids.add(incidents.feed(oom()).id());
        ids.add(incidents.feed(oom().from("elsewhere").with("a", "b")).id());
        assertThat(ids).hasSize(1);
        ids.add(incidents.feed(signal("disk_full", REDIS)).id());
        ids.add(incidents
                .feed(signal("out_of_memory", Target.instance("redis", "node-1")))
                .id());
        ids.add(incidents.feed(oom().of(Client.of("acme"))).id());
        assertThat(ids).hasSize(4);
        assertThat(incidents.open()).extracting(Incident::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    private String resolved() {
        String id = incidents.feed(oom()).id();
        incidents.resolve(id, BOB, "moved");
        return id;
    }

    @Test
    void people_note_what_they_have_to_say_while_it_is_open_and_after_it_and_it_goes_on_growing() {
        String id = incidents.feed(oom()).id();
        incidents.note(id, BOB, "the heap was halved on Monday");
        assertThat(incidents.feed(oom()).signals()).isEqualTo(2);
        incidents.resolve(id, BOB, "moved");
        incidents.note(id, BOB, "it was the import");
        assertThat(new JournalReader(journal)
                        .stream(IncidentEntries.stream(id)).stream()
                                .filter(entry -> entry.is(IncidentEntries.NOTED))
                                .map(IncidentEntries::note))
                .containsExactly("the heap was halved on Monday", "it was the import");
        assertThat(incidents.byId(id).orElseThrow().status()).isEqualTo(Incident.Status.RESOLVED);
    }

    @Test
    void a_remark_is_a_persons_is_not_endless_and_is_about_something() {
        String id = incidents.feed(oom()).id();
        assertThatThrownBy(() -> incidents.note(id, Actor.system("loop"), "hm")).hasMessageContaining("Only a person");
        assertThatThrownBy(() -> incidents.note(id, BOB, " ")).hasMessageContaining("nothing in the note");
        assertThatThrownBy(() -> incidents.note(id, BOB, "x".repeat(Remarks.LONGEST + 1)))
                .hasMessageContaining("more shortly");
        assertThatThrownBy(() -> incidents.note("inc-none", BOB, "hm")).hasMessageContaining("no incident inc-none");
        for (int i = 0; i < Remarks.MOST; i++) {
            incidents.note(id, Actor.person("person-" + i / Remarks.MOST_OF_ONE), "and " + i);
            if (i == Remarks.MOST_OF_ONE - 1) {
                assertThatThrownBy(() -> incidents.label(id, Actor.person("person-0"), true, ""))
                        .hasMessageContaining("100 is the most");
            }
        }
        assertThatThrownBy(() -> incidents.label(id, BOB, true, "")).hasMessageContaining("500 is the most");
        assertThat(incidents.feed(oom()).id()).as("it lives on").isEqualTo(id);
    }

    @Test
    void the_last_word_on_an_incident_counts_once_for_its_source_and_type() {
        String first = resolved();
        String second = resolved();
        incidents.label(first, BOB, true, "");
        incidents.label(first, Actor.person("carol"), false, "a drill");
        incidents.label(second, BOB, true, "");
        assertThat(incidents.labels())
                .containsExactly(new Incident.Labels(Client.DEFAULT, "host", "out_of_memory", 1, 1));
        assertThat(incidents.label(first)).contains(false);
        assertThat(incidents.label("inc-none")).isEmpty();
        incidents.label(first, BOB, true, "it was none, after all");
        assertThat(incidents.labels())
                .containsExactly(new Incident.Labels(Client.DEFAULT, "host", "out_of_memory", 2, 0));
    }

    @Test
    void a_forgotten_label_leaves_the_counts_as_if_it_had_never_been_given() {
        String id = resolved();
        incidents.label(id, BOB, true, "");
        String other = resolved();
        incidents.label(other, Actor.person("carol"), false, "");
        incidents.label(id, Actor.person("carol"), false, "");
        journal.append(Append.by(BOB)
                .require(LessonView.STREAM, 0)
                .add(
                        LessonView.STREAM,
                        LessonView.FORGOTTEN,
                        new LessonView.Note(Selector.actor(Actor.person("carol")), "a drill")));
        assertThat(incidents.labels())
                .containsExactly(new Incident.Labels(Client.DEFAULT, "host", "out_of_memory", 1, 0));
        Journal without = Stores.inMemory(clock).journal();
        Incidents same = new Incidents(without, Seal.none());
        same.resolve(same.feed(oom()).id(), BOB, "moved");
        same.label(id, BOB, true, "");
        LabelFold fold = new LabelFold();
        assertThat(new LessonView<>(journal, Seal.none(), fold).<String>ask(fold::write))
                .isEqualTo(new LessonView<>(without, Seal.none(), fold).<String>ask(fold::write));
    }

    @Test
    void labels_are_bounded_however_many_there_are() {
        LabelFold fold = new LabelFold();
        LabelFold.State state = fold.empty();
        for (int i = 0; i < LabelFold.MOST_INCIDENTS + 5; i++) {
            state.say("inc-" + i, new LabelFold.Cell("default", "host", "type-" + i), true);
        }
        assertThat(state.words).hasSize(LabelFold.MOST_INCIDENTS);
        assertThat(state.counts).hasSizeLessThanOrEqualTo(LabelFold.MOST_CELLS + 1);
        assertThat(state.all().stream().mapToInt(Incident.Labels::real).sum()).isEqualTo(LabelFold.MOST_INCIDENTS + 5);
        state.say("inc-0", new LabelFold.Cell("default", "host", "type-0"), false);
        assertThat(fold.write(fold.read(fold.write(state)))).isEqualTo(fold.write(state));
        assertThat(state.of("inc-7")).isTrue();
    }

    @Test
    void an_incident_grows_at_powers_of_two() {
        List<Long> grownAt = new ArrayList<>();
        for (long i = 1; i <= 100; i++) {
            long before = entries();
            incidents.feed(oom());
            if (entries() > before) {
                grownAt.add(i);
            }
        }
        assertThat(grownAt).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L);
        assertThat(incidents.open().get(0).signals()).isEqualTo(64);
    }

    @Test
    void a_storm_of_a_hundred_thousand_signals_leaves_a_handful_of_entries() {
        for (int i = 0; i < 100_000; i++) {
            incidents.feed(i % 2 == 0 ? oom() : signal("latency", REDIS));
        }
        assertThat(entries()).isLessThan(50);
        assertThat(incidents.open()).hasSize(2);
    }

    @Test
    void a_storm_over_thousands_of_targets_stays_quick() {
        long start = System.nanoTime();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 4_000; i++) {
                incidents.feed(signal("out_of_memory", Target.instance("redis", "node-" + i)));
            }
        }
        assertThat(incidents.open()).hasSize(4_000);
        assertThat(entries()).isEqualTo(12_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void many_threads_and_nodes_at_once_open_one_incident() throws Exception {
        List<Incidents> nodes =
                List.of(new Incidents(journal, Seal.none()), new Incidents(journal, Seal.none()), incidents);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        Set<String> ids = new HashSet<>();
        try {
            List<Callable<String>> feeders = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Incidents node = nodes.get(i % 3);
                feeders.add(() -> node.feed(oom()).id());
            }
            for (Future<String> fed : threads.invokeAll(feeders)) {
                ids.add(fed.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ids).hasSize(1);
        assertThat(incidents.open()).hasSize(1);
        assertThat(entries()).isLessThan(40);
    }

    @Test
    void feeding_while_somebody_resolves_never_fails_and_resolving_never_does_either() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> feeder = () -> {
                int fed = 0;
                while (!over.get()) {
                    incidents.feed(oom());
                    fed++;
                }
                return fed;
            };
            List<Future<Integer>> feeders = List.of(threads.submit(feeder), threads.submit(feeder));
            int resolved = 0;
            while (resolved < 200) {
                for (Incident incident : incidents.open()) {
                    incidents.escalate(incident.id(), BOB, "look");
                    incidents.resolve(incident.id(), BOB, "done");
                    resolved++;
                }
            }
            over.set(true);
            for (Future<Integer> fed : feeders) {
                assertThat(fed.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(new JournalReader(journal).verify().intact()).isTrue();
    }

    @Test
    void what_comes_back_after_it_was_resolved_is_another_incident() {
        Incident first = incidents.feed(oom());
        incidents.resolve(first.id(), BOB, "moved to a larger host");
        assertThat(incidents.open()).isEmpty();
        Incident second = incidents.feed(oom());
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.signals()).isEqualTo(1);
        Incident closed = incidents.byId(first.id()).orElseThrow();
        assertThat(closed.status()).isEqualTo(Incident.Status.RESOLVED);
        assertThat(closed.isActive()).isFalse();
        assertThat(closed.note()).isEqualTo("moved to a larger host");
        assertThatThrownBy(() -> incidents.resolve(first.id(), BOB, "again"))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining(first.id());
        assertThatThrownBy(() -> incidents.escalate("inc-0", BOB, "what")).isInstanceOf(AiopsException.class);
        assertThat(incidents.byId("inc-0")).isEmpty();
    }

    @Test
    void an_escalated_incident_is_fed_further_and_says_why() {
        Incident incident = incidents.feed(oom());
        incidents.escalate(incident.id(), BOB, "nobody knows it");
        assertThat(incidents.feed(oom()).status()).isEqualTo(Incident.Status.ESCALATED);
        assertThat(incidents.open().get(0).note()).isEqualTo("nobody knows it");
        assertThat(incidents.byId(incident.id()).orElseThrow())
                .isEqualTo(incidents.open().get(0));
    }

    @Test
    void ids_and_counts_are_the_same_on_a_node_that_starts_later() {
        Incident incident = incidents.feed(oom());
        for (int i = 0; i < 20; i++) {
            incidents.feed(oom());
        }
        Incidents later = new Incidents(journal, Seal.none());
        assertThat(later.open()).isEqualTo(incidents.open());
        assertThat(later.feed(oom()).id()).isEqualTo(incident.id());
    }

    @Test
    void an_over_long_or_broken_message_is_cut_or_mended_and_never_thrown() {
        for (String message : List.of(
                "x".repeat(5_000_000), "\uD83D", "a".repeat(1_999) + "\ud83d\ude00".repeat(5), "\u0000\n", "")) {
            Incident incident = incidents.feed(Signal.of("type" + message.length(), REDIS, Severity.ERROR, message));
            assertThat(incident.message().length()).isLessThan(2_100);
            incidents.resolve(incident.id(), BOB, message);
        }
        assertThat(new JournalReader(journal).verify().intact()).isTrue();
    }

    @Test
    void entries_that_this_version_cannot_read_neither_hang_nor_hide_anything() {
        Incident known = incidents.feed(signal("disk_full", REDIS));
        String next = new Incidents(Stores.inMemory(clock).journal(), Seal.none())
                .feed(oom())
                .id();
        journal.append(Append.by(BOB)
                .add(IncidentEntries.stream(next), EntryType.of(IncidentEntries.OPENED.name(), 2), Map.of("new", 1)));
        journal.append(Append.by(BOB)
                .add(IncidentEntries.stream(known.id()), EntryType.of("incident.handed-over", 1), Map.of()));
        journal.append(Append.by(BOB).add(IncidentEntries.stream("inc-poison"), IncidentEntries.OPENED, List.of()));
        journal.append(Append.by(BOB)
                .add(IncidentEntries.stream(known.id()), IncidentEntries.GROWN, Map.of("signals", "many")));
        Incident opened = incidents.feed(oom());
        assertThat(opened.id()).isNotEqualTo(next);
        assertThat(incidents.feed(oom()).id()).isEqualTo(opened.id());
        assertThat(incidents.feed(signal("disk_full", REDIS)).signals()).isEqualTo(2);
        incidents.resolve(known.id(), BOB, "done");
        assertThat(incidents.open()).extracting(Incident::id).containsExactly(opened.id());
    }
}
