package io.aiops4j.jmh.eval;

import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.ChainReport;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what a journal says after a kill against what was acknowledged before it. Reads on from where it got. */
final class KillCheck {

    private static final int PAGE = 1_000;

    /** Where each append that was found begins. */
    private final Map<String, Long> found = new HashMap<>();

    private final Map<String, Long> versions = new HashMap<>();
    private final List<String> named = new ArrayList<>();
    private Head head = Head.EMPTY;
    private LoadAppend open;
    private int next;
    private long repeated;
    private long half;
    private long chainFaults;
    private long lost;
    private long misplaced;

    /** Reads everything that is new, up to where the journal ends now. */
    void read(Journal journal) {
        Head end = journal.head();
        requireOldEnd(journal);
        while (head.position() < end.position()) {
            int most = (int) Math.min(PAGE, end.position() - head.position());
            List<Entry> page = journal.readAll(head.position(), most);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(this::take);
        }
        half += open == null ? 0 : 1;
        open = null;
        chainFaults += head.equals(end) ? 0 : 1;
    }

    // what was read once must still be there
    private void requireOldEnd(Journal journal) {
        if (head.position() > 0) {
            List<Entry> at = journal.readAll(head.position() - 1, 1);
            boolean same = !at.isEmpty() && at.get(0).hash().equals(head.hash());
            chainFaults += same ? 0 : 1;
        }
    }

    private void take(Entry entry) {
        long version = versions.merge(entry.stream(), 1L, Long::sum);
        boolean sound = entry.position() == head.position() + 1
                && entry.version() == version
                && entry.payload().commitment().equals(entry.commitment())
                && Chain.hash(head.hash(), entry).equals(entry.hash());
        chainFaults += sound ? 0 : 1;
        head = new Head(entry.position(), entry.hash());
        if (entry.type().equals(LoadBatch.NAMED)) {
            named.add(entry.payload().as(LoadBatch.Name.class).batch());
            half += open == null ? 0 : 1;
            open = null;
            return;
        }
        LoadAppend.Piece piece = entry.payload().as(LoadAppend.Piece.class);
        if (piece.part() == 0) {
            begin(entry, piece);
        }
        boolean belongs = open != null
                && open.token().equals(piece.token())
                && piece.part() == next
                && piece.equals(open.piece(next, piece.requires()));
        if (!belongs) {
            half++;
            open = null;
            return;
        }
        next++;
        open = next == open.parts() ? null : open;
    }

    private void begin(Entry entry, LoadAppend.Piece piece) {
        half += open == null ? 0 : 1;
        open = LoadAppend.of(piece.token());
        next = 0;
        repeated += found.putIfAbsent(piece.token(), entry.position()) == null ? 0 : 1;
        // the entry itself moved the counter by one
        misplaced += piece.requires() >= 0 && entry.version() != piece.requires() + 1 ? 1 : 0;
    }

    /** The batches of records that new entries name, once. */
    List<String> named() {
        List<String> batches = List.copyOf(named);
        named.clear();
        return batches;
    }

    /** An append was acknowledged at this position: it must be there. */
    void acknowledged(String token, long position) {
        Long at = found.get(token);
        lost += at == null ? 1 : 0;
        misplaced += at != null && at != position ? 1 : 0;
    }

    /** An append was refused: it must not be there. */
    void refused(String token) {
        misplaced += found.containsKey(token) ? 1 : 0;
    }

    /** Recomputes the whole chain, from the first entry. */
    void verify(Journal journal) {
        ChainReport report = new JournalReader(journal).verify(head);
        chainFaults += report.intact() ? 0 : 1;
    }

    long entries() {
        return head.position();
    }

    long lost() {
        return lost;
    }

    long repeated() {
        return repeated;
    }

    long half() {
        return half;
    }

    long misplaced() {
        return misplaced;
    }

    long chainFaults() {
        return chainFaults;
    }
}
