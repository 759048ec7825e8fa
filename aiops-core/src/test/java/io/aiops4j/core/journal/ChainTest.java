package io.aiops4j.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ChainTest {

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final int LENGTH = 12;

    /** What an attacker has: a journal whose entries can be replaced at will. */
    private record Copied(List<Entry> entries) implements Journal {

        @Override
        public List<Entry> append(Append append) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Entry> read(String stream, long afterVersion, int limit) {
            return entries.stream()
                    .filter(e -> e.stream().equals(stream))
                    .skip(afterVersion)
                    .limit(limit)
                    .toList();
        }

        // a store hands over rows in the order of its index, whatever their position says
        @Override
        public List<Entry> readAll(long afterPosition, int limit) {
            return entries.stream().skip(afterPosition).limit(limit).toList();
        }

        @Override
        public List<Entry> erase(List<Long> positions, Append receipt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Head head() {
            Entry last = entries.get(entries.size() - 1);
            return new Head(last.position(), last.hash());
        }
    }

    private static List<Entry> written() {
        SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
        Journal journal = Stores.inMemory(clock).journal();
        for (int i = 0; i < LENGTH; i++) {
            clock.advance(Duration.ofSeconds(1));
            journal.append(Append.by(Actor.person("alice"))
                    .client(Client.of("acme"))
                    .causedBy(i)
                    .add("note/" + i % 3, NOTED, Map.of("text", "number " + i)));
        }
        return new ArrayList<>(journal.readAll(0, 100));
    }

    private static ChainReport verify(List<Entry> entries) {
        return new JournalReader(new Copied(entries)).verify();
    }

    private static Entry altered(Entry e, int field) {
        EntryType t = e.type();
        Actor actor = field == 6 ? Actor.person("mallory") : field == 7 ? Actor.system("alice") : e.actor();
        EntryType type = switch (field) {
            case 2 -> new EntryType(t.name() + "x", t.version(), t.critical(), t.authority());
            case 3 -> new EntryType(t.name(), t.version() + 1, t.critical(), t.authority());
            case 4 -> new EntryType(t.name(), t.version(), !t.critical(), t.authority());
            case 5 -> new EntryType(t.name(), t.version(), t.critical(), !t.authority());
            default -> t;
        };
        return new Entry(
                field == 13 ? e.position() + 1 : e.position(),
                field == 0 ? e.stream() + "x" : e.stream(),
                field == 1 ? e.version() + 1 : e.version(),
                type,
                field == 8 ? e.time().plusNanos(1) : e.time(),
                actor,
                field == 9 ? Client.DEFAULT : e.client(),
                field == 10 ? List.of(e.position() + 40) : field == 11 ? List.of() : e.causes(),
                field == 12 ? Digest.of(new byte[] {1}) : e.commitment(),
                field == 14 ? Digest.of(new byte[] {2}) : e.hash(),
                e.mac(),
                e.payload());
    }

    @Property(tries = 300)
    void any_altered_header_field_is_found_where_it_is(
            @ForAll @IntRange(max = LENGTH - 1) int index, @ForAll @IntRange(max = 14) int field) {
        List<Entry> entries = written();
        entries.set(index, altered(entries.get(index), field));
        ChainReport report = verify(entries);
        assertThat(report.intact()).isFalse();
        assertThat(report.entries()).isEqualTo(index);
        assertThat(report.toString()).contains("behind position " + index);
    }

    @Property(tries = 300)
    void any_altered_payload_or_salt_byte_is_found_where_it_is(
            @ForAll @IntRange(max = LENGTH - 1) int index,
            @ForAll @IntRange(max = 1_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int flip,
            @ForAll boolean salt) {
        List<Entry> entries = written();
        Payload payload = entries.get(index).payload();
        byte[] bytes = payload.bytes();
        byte[] salted = payload.salt();
        byte[] changed = salt ? salted : bytes;
        changed[at % changed.length] ^= (byte) flip;
        entries.set(index, with(entries.get(index), Payload.of(bytes, salted)));
        assertThat(verify(entries).entries()).isEqualTo(index);
        assertThat(verify(entries).intact()).isFalse();
    }

    @Property(tries = 100)
    void a_byte_that_moves_from_the_payload_to_the_salt_or_back_is_found(
            @ForAll @IntRange(max = LENGTH - 1) int index, @ForAll boolean toTheSalt) {
        List<Entry> entries = written();
        Payload payload = entries.get(index).payload();
        byte[] salt = payload.salt();
        byte[] bytes = payload.bytes();
        byte[] whole = new byte[salt.length + bytes.length];
        System.arraycopy(salt, 0, whole, 0, salt.length);
        System.arraycopy(bytes, 0, whole, salt.length, bytes.length);
        int cut = toTheSalt ? salt.length + 1 : salt.length - 1;
        Payload moved = Payload.of(Arrays.copyOfRange(whole, cut, whole.length), Arrays.copyOfRange(whole, 0, cut));
        assertThat(moved.commitment()).isEqualTo(payload.commitment());
        entries.set(index, with(entries.get(index), moved));
        assertThat(verify(entries).entries()).isEqualTo(index);
        assertThat(verify(entries).intact()).isFalse();
    }

    @Property(tries = 200)
    void two_entries_that_change_places_are_found(
            @ForAll @IntRange(max = LENGTH - 1) int one, @ForAll @IntRange(max = LENGTH - 1) int other) {
        List<Entry> entries = written();
        Collections.swap(entries, one, other);
        ChainReport report = verify(entries);
        assertThat(report.intact()).isEqualTo(one == other);
        assertThat(report.entries()).isEqualTo(one == other ? LENGTH : Math.min(one, other));
    }

    @Property(tries = 100)
    void a_deleted_or_an_inserted_entry_is_found_where_it_is(
            @ForAll @IntRange(max = LENGTH - 2) int index, @ForAll boolean delete) {
        List<Entry> entries = written();
        if (delete) {
            entries.remove(index);
            assertThat(verify(entries).entries()).isEqualTo(index);
        } else {
            entries.add(index, entries.get(index));
            assertThat(verify(entries).entries()).isEqualTo(index + 1);
        }
        assertThat(verify(entries).intact()).isFalse();
    }

    @Property(tries = 100)
    void an_end_that_was_cut_off_or_rewritten_shows_only_against_a_head_noted_elsewhere(
            @ForAll @IntRange(min = 1, max = LENGTH - 1) int left) {
        List<Entry> entries = written();
        Head noted = new Copied(entries).head();
        List<Entry> cut = new ArrayList<>(entries.subList(0, left));
        assertThat(verify(cut).intact()).isTrue();
        assertThat(new JournalReader(new Copied(cut)).verify(noted).intact()).isFalse();

        Head head = new Head(left, entries.get(left - 1).hash());
        while (cut.size() < LENGTH) {
            Entry old = entries.get(cut.size());
            Append.Item item = new Append.Item(old.stream(), NOTED, "{\"text\":\"forged\"}".getBytes(), null);
            Entry forged = Chain.link(
                    head,
                    Append.by(old.actor()),
                    item,
                    old.version(),
                    old.time(),
                    old.payload().salt());
            cut.add(forged);
            head = new Head(forged.position(), forged.hash());
        }
        assertThat(verify(cut).intact()).isTrue();
        ChainReport report = new JournalReader(new Copied(cut)).verify(noted);
        assertThat(report.intact()).isFalse();
        assertThat(report.fault()).contains("noted");
        Head early = new Head(left, entries.get(left - 1).hash());
        assertThat(new JournalReader(new Copied(cut)).verify(early).intact()).isTrue();
    }

    private static Entry with(Entry e, Payload payload) {
        return new Entry(
                e.position(),
                e.stream(),
                e.version(),
                e.type(),
                e.time(),
                e.actor(),
                e.client(),
                e.causes(),
                e.commitment(),
                e.hash(),
                e.mac(),
                payload);
    }

    @Test
    void an_erased_payload_leaves_the_chain_verifiable_and_cannot_be_read() {
        List<Entry> entries = written();
        entries.set(4, with(entries.get(4), Payload.erased()));
        ChainReport lost = verify(entries);
        assertThat(lost.entries()).isEqualTo(4);
        assertThat(lost.fault()).contains("receipt");
        Head head = new Head(LENGTH, entries.get(LENGTH - 1).hash());
        Erasure receipt = new Erasure(Selector.actor(Actor.person("alice")), "asked to", List.of(5L));
        Append append = Append.by(Actor.person("bob")).add(Erasure.STREAM, Erasure.ERASED, receipt);
        entries.addAll(Chain.link(head, append, stream -> 0, entries.get(4).time(), new java.util.Random(1)));
        assertThat(verify(entries).intact()).isTrue();
        Payload erased = entries.get(4).payload();
        assertThat(erased.isErased()).isTrue();
        assertThatThrownBy(erased::text).isInstanceOf(AiopsException.class).hasMessageContaining("erased");
        assertThatThrownBy(() -> erased.as(Map.class)).isInstanceOf(AiopsException.class);
    }

    @Test
    void a_stream_with_a_hole_is_not_read() {
        List<Entry> entries = written();
        entries.remove(3);
        JournalReader reader = new JournalReader(new Copied(entries));
        assertThat(reader.stream("note/1")).hasSize(4);
        assertThatThrownBy(() -> reader.stream("note/0"))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("note/0")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> reader.follow(0, entry -> {})).isInstanceOf(AiopsException.class);
    }

    @Test
    void half_a_surrogate_pair_becomes_a_question_mark_and_no_failure() {
        Append append = Append.by(Actor.person("alice")).add("note/1", NOTED, Map.of("text", "\uD83D!"));
        assertThat(new String(append.items().get(0).payload())).isEqualTo("{\"text\":\"?!\"}");
    }

    @Test
    void a_payload_beyond_its_bound_is_refused() {
        Map<String, String> large = Map.of("text", "x".repeat(Payload.LARGEST));
        assertThatThrownBy(() -> Append.by(Actor.person("alice")).add("note/1", NOTED, large))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("Store the bulk as a record");
    }

    @Test
    void a_payload_that_is_null_or_of_another_shape_is_refused_with_a_typed_message() {
        for (String text : List.of("null", "[]", "{", "", "\"x\"", "[".repeat(100_000), "{\"a\":".repeat(100_000))) {
            Payload payload = Payload.of(text.getBytes(), new byte[Chain.SALT_BYTES]);
            assertThatThrownBy(() -> payload.as(Note.class)).isInstanceOf(AiopsException.class);
        }
        Payload newer = Payload.of("{\"text\":\"a\",\"more\":1}".getBytes(), new byte[Chain.SALT_BYTES]);
        assertThat(newer.as(Note.class).text()).isEqualTo("a");
    }

    private record Note(String text) {}

    @Test
    void a_view_takes_no_entry_in_twice_also_when_its_fold_throws() {
        Journal journal =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        for (int i = 0; i < 3; i++) {
            journal.append(Append.by(Actor.person("alice")).add("note/1", NOTED, Map.of("text", "n" + i)));
        }
        boolean[] fails = {true};
        View<List<Long>> view = new View<>(journal, new Fold<>() {
            @Override
            public List<Long> empty() {
                return new ArrayList<>();
            }

            @Override
            public void apply(List<Long> seen, Entry entry) {
                if (entry.position() == 3 && fails[0]) {
                    throw new AiopsException("not now");
                }
                seen.add(entry.position());
            }
        });
        assertThatThrownBy(() -> view.ask(List::copyOf)).hasMessage("not now");
        fails[0] = false;
        List<Long> seen = view.ask(List::copyOf);
        assertThat(seen).containsExactly(1L, 2L, 3L);
    }
}
