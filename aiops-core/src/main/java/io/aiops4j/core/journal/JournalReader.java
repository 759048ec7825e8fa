package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads any journal: following and verifying are written here once, above the SPI.
 *
 * <pre>{@code
 * JournalReader reader = new JournalReader(journal);
 * long next = reader.follow(0, System.out::println);
 * System.out.println(reader.verify());
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class JournalReader {

    private static final int PAGE = 1_000;

    private final Journal journal;
    private final Seal seal;

    /** A reader of this journal that has no key, and so cannot tell whose seal an entry bears. */
    public JournalReader(Journal journal) {
        this(journal, Seal.none());
    }

    /** A reader of this journal that holds authority entries against the host's seal when it verifies. */
    public JournalReader(Journal journal, Seal seal) {
        this.journal = journal;
        this.seal = seal;
    }

    /** Where the journal ends. */
    public Head head() {
        return journal.head();
    }

    /** How many entries lie behind this position. */
    public long lag(long position) {
        return Math.max(0, journal.head().position() - position);
    }

    /** All entries of one stream, in order and without a gap: a revocation taken out of the middle must not go unnoticed. */
    public List<Entry> stream(String stream) {
        List<Entry> all = new ArrayList<>();
        List<Entry> page;
        do {
            page = journal.read(stream, all.size(), PAGE);
            for (Entry entry : page) {
                if (entry.version() != all.size() + 1 || !entry.stream().equals(stream)) {
                    throw new AiopsException("Entry " + (all.size() + 1) + " of stream " + stream + " is missing: "
                            + entry.stream() + " version " + entry.version() + " stands in its place. Verify the chain"
                            + " and restore the store from a backup.");
                }
                all.add(entry);
            }
        } while (page.size() == PAGE);
        return all;
    }

    /** One page of entries behind this position, in order. */
    public List<Entry> entries(long afterPosition, int limit) {
        return journal.readAll(afterPosition, limit);
    }

    /** Hands over every entry behind this position, in order, and says where to go on. */
    public long follow(long afterPosition, Consumer<Entry> consumer) {
        long position = afterPosition;
        for (List<Entry> page = journal.readAll(position, PAGE);
                !page.isEmpty();
                page = journal.readAll(position, PAGE)) {
            for (Entry entry : page) {
                if (entry.position() != position + 1) {
                    throw new AiopsException("The journal went from position " + position + " to " + entry.position()
                            + ": an entry is missing. Verify the chain and restore the store from a backup.");
                }
                consumer.accept(entry);
                position = entry.position();
            }
        }
        return position;
    }

    /** Recomputes the whole chain, up to where the journal ends. */
    public ChainReport verify() {
        return verify(Head.EMPTY);
    }

    /** Recomputes the whole chain and checks that a head noted earlier lies on it. */
    public ChainReport verify(Head noted) {
        Head head = Head.EMPTY;
        ErasedEntries erased = new ErasedEntries();
        while (true) {
            List<Entry> page;
            try {
                page = whatIsWhole(head.position());
            } catch (DamagedEntryException e) {
                return new ChainReport(head.position(), e.getMessage());
            }
            if (page.isEmpty()) {
                break;
            }
            for (Entry entry : page) {
                String fault = Chain.fault(head, entry);
                fault = fault == null ? contradiction(noted, entry) : fault;
                fault = fault == null && !seal.holds(entry) ? "it does not bear the host's seal" : fault;
                if (fault != null) {
                    return new ChainReport(head.position(), fault);
                }
                head = new Head(entry.position(), entry.hash());
                erased.take(entry);
            }
        }
        Long missing = erased.withoutReceipt();
        if (missing != null) {
            return new ChainReport(missing - 1, "its payload is gone, and no receipt says that it was erased");
        }
        boolean cut = head.position() < noted.position();
        return new ChainReport(
                head.position(), cut ? "entries up to position " + noted.position() + " were there before" : null);
    }

    private List<Entry> whatIsWhole(long after) {
        try {
            return journal.readAll(after, PAGE);
        } catch (DamagedEntryException e) {
            if (e.position() <= after + 1) {
                throw e;
            }
            return journal.readAll(after, (int) Math.min(PAGE, e.position() - after - 1));
        }
    }

    private static @Nullable String contradiction(Head noted, Entry entry) {
        boolean same = entry.position() != noted.position() || entry.hash().equals(noted.hash());
        return same ? null : "the head that was noted for it has another hash";
    }
}
