package io.aiops4j.core.incident;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents people called real, and which a false alarm, and how many of each there were by source and type. The last word on an
 * incident counts. Of so many incidents the word is known, so that it can be taken back; of those before, it stands.
 */
final class LabelFold implements Fold.Kept<LabelFold.State> {

    /** The most incidents whose label is known by itself. */
    static final int MOST_INCIDENTS = 10_000;

    /** The most cells; what comes later is counted under {@link #OTHERS}. */
    static final int MOST_CELLS = 1_000;

    static final String OTHERS = "others";

    /** What is counted together. */
    record Cell(String client, String source, String type) implements Comparable<Cell> {

        private static final Comparator<Cell> ORDER =
                Comparator.comparing(Cell::client).thenComparing(Cell::source).thenComparing(Cell::type);

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    /** The last word on one incident. */
    record Word(String incident, Cell cell, boolean real) {}

    /** How many there were. */
    record Count(int real, int falseAlarms) {

        static final Count NONE = new Count(0, 0);

        Count and(boolean isReal, int add) {
            return isReal ? new Count(real + add, falseAlarms) : new Count(real, falseAlarms + add);
        }
    }

    static final class State {
        final LinkedHashMap<String, Word> words = new LinkedHashMap<>();
        final TreeMap<Cell, Count> counts = new TreeMap<>();

        @Nullable
        Boolean of(String incident) {
            Word word = words.get(incident);
            return word == null ? null : word.real();
        }

        List<Incident.Labels> all() {
            List<Incident.Labels> all = new ArrayList<>();
            counts.forEach((cell, count) -> all.add(new Incident.Labels(
                    Client.of(cell.client()), cell.source(), cell.type(), count.real(), count.falseAlarms())));
            return all;
        }

        void say(String incident, Cell wanted, boolean real) {
            Word before = words.remove(incident);
            if (before != null) {
                count(before.cell(), before.real(), -1);
            }
            boolean room = counts.containsKey(wanted) || counts.size() < MOST_CELLS;
            Cell cell = room ? wanted : new Cell(wanted.client(), OTHERS, OTHERS);
            count(cell, real, 1);
            words.put(incident, new Word(incident, cell, real));
            if (words.size() > MOST_INCIDENTS) {
                Iterator<Word> oldest = words.values().iterator();
                oldest.next();
                oldest.remove();
            }
        }

        private void count(Cell cell, boolean real, int add) {
            counts.merge(cell, Count.NONE.and(real, add), (had, first) -> had.and(real, add));
            counts.remove(cell, Count.NONE);
        }
    }

    private record Counted(Cell cell, Count count) {}

    /** A state as it is written: the word that was said first comes first. */
    private record Text(List<Word> words, List<Counted> counts) {}

    @Override
    public String name() {
        return Fold.Kept.named("labels/1", IncidentEntries.LABELLED);
    }

    @Override
    public State empty() {
        return new State();
    }

    @Override
    public void apply(State state, Entry entry) {
        if (!entry.is(IncidentEntries.LABELLED) || !entry.stream().startsWith(IncidentEntries.STREAM)) {
            return;
        }
        try {
            IncidentEntries.Labelled said = entry.payload().as(IncidentEntries.Labelled.class);
            state.say(
                    IncidentEntries.incidentId(entry.stream()),
                    new Cell(entry.client().id(), said.source(), said.type()),
                    said.real());
        } catch (AiopsException unreadable) {
            // erased or altered: it says nothing any more
        }
    }

    @Override
    public String write(State state) {
        List<Counted> counts = new ArrayList<>();
        state.counts.forEach((cell, count) -> counts.add(new Counted(cell, count)));
        return Snapshot.write(new Text(List.copyOf(state.words.values()), counts));
    }

    @Override
    public State read(String text) {
        Text read = Snapshot.read(text, Text.class);
        State state = new State();
        for (Word word : read.words()) {
            state.words.put(word.incident(), word);
        }
        read.counts().forEach(each -> state.counts.put(each.cell(), each.count()));
        return state;
    }
}
