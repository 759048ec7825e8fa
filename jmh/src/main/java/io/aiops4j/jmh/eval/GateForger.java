package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.stores.Stores;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What somebody can do who writes the store and has no key: put lines behind the others, and rewrite the journal from its start.
 * Either way the chain is linked again by the journal itself, so that it verifies.
 */
final class GateForger {

    private static final int MOST = 10_000;

    private GateForger() {}

    /** A line of a journal as an attacker writes it. */
    record Line(String stream, EntryType type, Actor actor, Client client, byte[] payload, String mac) {

        static Line of(Entry entry) {
            return new Line(
                    entry.stream(),
                    entry.type(),
                    entry.actor(),
                    entry.client(),
                    entry.payload().bytes(),
                    entry.mac());
        }

        Line by(Actor other) {
            return new Line(stream, type, other, client, payload, mac);
        }

        Line client(Client other) {
            return new Line(stream, type, actor, other, payload, mac);
        }

        Line type(EntryType other) {
            return new Line(stream, other, actor, client, payload, mac);
        }

        Line payload(byte[] other) {
            return new Line(stream, type, actor, client, other, mac);
        }

        Line in(String other) {
            return new Line(other, type, actor, client, payload, mac);
        }

        Line mac(String other) {
            return new Line(stream, type, actor, client, payload, other);
        }
    }

    /** Puts a line behind the others, with its seal or with none. */
    static void append(Journal journal, Line line) {
        Append.Item item = new Append.Item(line.stream(), line.type(), line.payload(), line.mac());
        journal.append(new Append(null, line.actor(), line.client(), List.of(), Map.of(), Map.of(), List.of(item)));
    }

    /** All lines of a stream. */
    static List<Entry> lines(Journal journal, String stream) {
        return journal.read(stream, 0, MOST);
    }

    /** The same journal from its start, with these lines changed. */
    static GatePlant rewritten(GatePlant plant, String stream, long version, UnaryOperator<Line> change) {
        Stores copy = Stores.inMemory(plant.clock);
        for (Entry entry : plant.journal.readAll(0, MOST)) {
            boolean changed = entry.stream().equals(stream) && entry.version() == version;
            append(copy.journal(), changed ? change.apply(Line.of(entry)) : Line.of(entry));
        }
        if (!new JournalReader(copy.journal()).verify().intact()) {
            throw new IllegalStateException("A journal links what it is handed");
        }
        return plant.over(copy);
    }
}
