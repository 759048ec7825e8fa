package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.stores.Stores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A check that finds nothing proves nothing unless it was seen to find something. */
class KillCheckTest {

    private final Journal journal = Stores.inMemory(Clock.systemUTC()).journal();
    private final KillCheck check = new KillCheck();

    @Test
    void a_journal_that_holds_what_was_acknowledged_passes() {
        long one = append(several("t-1"));
        check.read(journal);
        long two = append(several("t-2"));
        check.read(journal);
        check.acknowledged(several("t-1").token(), one);
        check.acknowledged(several("t-2").token(), two);
        check.verify(journal);

        assertThat(findings(check)).containsOnly(0L);
        assertThat(check.entries()).isEqualTo(journal.head().position());
    }

    @Test
    void an_append_that_is_gone_is_lost() {
        check.read(journal);
        check.acknowledged("t-1", 1);

        assertThat(check.lost()).isOne();
    }

    @Test
    void an_append_elsewhere_or_in_spite_of_its_refusal_is_misplaced() {
        LoadAppend append = several("t");
        append(append);
        check.read(journal);
        check.acknowledged(append.token(), 2);
        check.refused(append.token());

        assertThat(check.misplaced()).isEqualTo(2);
    }

    @Test
    void an_append_that_is_there_twice_is_repeated() {
        append(several("t"));
        append(several("t"));
        check.read(journal);

        assertThat(check.repeated()).isOne();
    }

    @Test
    void an_append_of_which_an_entry_is_missing_is_half() {
        LoadAppend append = several("t");
        Append whole = append.append(0);
        Append half = Append.by(whole.actor());
        for (int part = 0; part < append.parts() - 1; part++) {
            half = half.add(whole.items().get(part).stream(), LoadAppend.PIECE, append.piece(part, 0));
        }
        journal.append(half);
        check.read(journal);

        assertThat(check.half()).isOne();
    }

    @Test
    void entries_that_vanish_after_they_were_read_break_the_chain() {
        append(several("t"));
        append(several("u"));
        check.read(journal);
        check.read(new Cut(journal, 1));

        assertThat(check.chainFaults()).isPositive();
    }

    private static List<Long> findings(KillCheck check) {
        return List.of(check.lost(), check.repeated(), check.half(), check.misplaced(), check.chainFaults());
    }

    private long append(LoadAppend append) {
        return journal.append(append.append(0)).get(0).position();
    }

    private static LoadAppend several(String name) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> LoadAppend.of(name + "-" + i))
                .filter(append -> append.kind() == LoadAppend.Kind.SEVERAL && append.parts() > 2)
                .findFirst()
                .orElseThrow();
    }

    /** A journal that lost its end. */
    private record Cut(Journal journal, int entries) implements Journal {

        @Override
        public List<Entry> append(Append append) {
            return journal.append(append);
        }

        @Override
        public List<Entry> read(String stream, long afterVersion, int limit) {
            return journal.read(stream, afterVersion, limit);
        }

        @Override
        public List<Entry> readAll(long afterPosition, int limit) {
            List<Entry> rest = new ArrayList<>(journal.readAll(0, entries));
            return rest.subList((int) Math.min(afterPosition, rest.size()), rest.size());
        }

        @Override
        public Head head() {
            Entry last = journal.readAll(entries - 1, 1).get(0);
            return new Head(last.position(), last.hash());
        }

        @Override
        public List<Entry> erase(List<Long> positions, Append receipt) {
            return journal.erase(positions, receipt);
        }
    }
}
