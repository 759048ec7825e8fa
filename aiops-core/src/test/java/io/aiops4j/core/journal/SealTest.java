package io.aiops4j.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SealTest {

    private static final EntryType GRANTED = EntryType.authority("right.granted", 1);
    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final Seal SEAL = Seal.with("0123456789abcdef".getBytes());

    private static Entry sealed(Seal seal) {
        Journal journal =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        return journal.append(Append.by(Actor.person("alice"))
                        .client(Client.of("acme"))
                        .require("rights", 0)
                        .add("rights", GRANTED, Map.of("to", "bob"))
                        .sealedWith(seal))
                .get(0);
    }

    private static Entry altered(Entry e, int field) {
        EntryType type = switch (field) {
            case 2 -> EntryType.authority("right.widened", 1);
            case 3 -> EntryType.authority("right.granted", 2);
            default -> e.type();
        };
        return new Entry(
                e.position(),
                field == 0 ? "right" : e.stream(),
                field == 1 ? 2 : e.version(),
                type,
                e.time(),
                field == 4 ? Actor.person("mallory") : field == 5 ? Actor.system("alice") : e.actor(),
                field == 6 ? Client.DEFAULT : e.client(),
                e.causes(),
                e.commitment(),
                e.hash(),
                field == 7 ? null : field == 8 ? "" : field == 9 ? "0" + e.mac().substring(1) + "0" : e.mac(),
                field == 10 ? Payload.erased() : e.payload());
    }

    @Test
    void the_seal_holds_for_what_was_sealed() {
        assertThat(SEAL.isKeyed()).isTrue();
        assertThat(SEAL.holds(sealed(SEAL))).isTrue();
    }

    @Property(tries = 60)
    void the_seal_of_any_changed_part_does_not_hold(@ForAll @IntRange(max = 10) int field) {
        assertThat(SEAL.holds(altered(sealed(SEAL), field)))
                .as("field " + field)
                .isFalse();
    }

    @Property(tries = 200)
    void the_seal_of_any_changed_payload_byte_or_key_byte_does_not_hold(
            @ForAll @IntRange(max = 1_000) int at, @ForAll @IntRange(min = 1, max = 255) int flip) {
        Entry entry = sealed(SEAL);
        byte[] bytes = entry.payload().bytes();
        bytes[at % bytes.length] ^= (byte) flip;
        Entry changed = new Entry(
                entry.position(),
                entry.stream(),
                entry.version(),
                entry.type(),
                entry.time(),
                entry.actor(),
                entry.client(),
                entry.causes(),
                entry.commitment(),
                entry.hash(),
                entry.mac(),
                Payload.of(bytes, entry.payload().salt()));
        assertThat(SEAL.holds(changed)).isFalse();
        byte[] key = "0123456789abcdef".getBytes();
        key[at % key.length] ^= (byte) flip;
        assertThat(Seal.with(key).holds(entry)).isFalse();
    }

    @Test
    void without_a_key_nothing_is_sealed_and_everything_passes() {
        Entry entry = sealed(Seal.none());
        assertThat(Seal.none().isKeyed()).isFalse();
        assertThat(entry.mac()).isNull();
        assertThat(Seal.none().holds(entry)).isTrue();
        assertThat(SEAL.holds(entry)).isFalse();
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> Seal.with(new byte[Seal.SHORTEST_KEY - 1]))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("openssl");
        assertThat(Seal.with(new byte[Seal.SHORTEST_KEY]).isKeyed()).isTrue();
    }

    @Test
    void an_authority_entry_without_a_precondition_on_its_stream_is_not_sealed() {
        Append first = Append.by(Actor.person("alice")).add("rights", GRANTED, Map.of());
        assertThatThrownBy(() -> first.sealedWith(SEAL))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("require(");
        Append behindAnother =
                Append.by(Actor.person("alice")).add("rights", NOTED, Map.of()).add("rights", GRANTED, Map.of());
        assertThatThrownBy(() -> behindAnother.sealedWith(SEAL)).isInstanceOf(AiopsException.class);
    }

    @Test
    void two_authority_entries_of_one_append_are_sealed_each_for_its_place() {
        Journal journal =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        var entries = journal.append(Append.by(Actor.person("alice"))
                .require("rights", 0)
                .add("rights", GRANTED, Map.of("to", "bob"))
                .add("rights", GRANTED, Map.of("to", "bob"))
                .sealedWith(SEAL));
        assertThat(entries).allMatch(SEAL::holds);
        assertThat(entries).extracting(Entry::mac).doesNotHaveDuplicates();
    }

    @Test
    void what_only_borrows_the_name_of_an_authority_entry_is_not_one() {
        Journal journal =
                Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z")).journal();
        Entry borrowed = journal.append(
                        Append.by(Actor.person("mallory")).add("rights", EntryType.of("right.granted", 1), Map.of()))
                .get(0);
        assertThat(borrowed.is(GRANTED)).isFalse();
        assertThat(sealed(SEAL).is(GRANTED)).isTrue();
        assertThat(sealed(SEAL).is(EntryType.authority("right.granted", 2))).isTrue();
        assertThat(altered(sealed(SEAL), 3).is(GRANTED)).isFalse();
    }
}
