package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a journal promises that takes its time from the host. One that takes it from its database passes only
 * {@link JournalContract}.
 *
 * <pre>{@code
 * class MyJournalClockTest extends JournalClockContract {
 *     protected Stores stores(SettableClock clock) { return new MyStores(clock); }
 * }
 * }</pre>
 */
public abstract class JournalClockContract extends StoresContract {

    @Test
    void an_entry_has_the_time_of_the_journals_clock() {
        Instant first = clock.instant();
        journal.append(note("note/1", "a"));
        clock.advance(Duration.ofNanos(1_000_000));
        journal.append(note("note/1", "b"));
        assertThat(all()).extracting(Entry::time).containsExactly(first, first.plusMillis(1));
    }

    @Test
    void entry_time_never_decreases_also_when_the_clock_does() {
        Instant first = clock.instant();
        journal.append(note("note/1", "a"));
        clock.advance(Duration.ofHours(-1));
        journal.append(note("note/1", "b"));
        clock.advance(Duration.ofHours(2));
        journal.append(note("note/1", "c"));
        Instant last = clock.instant();
        clock.advance(Duration.ofDays(-400));
        journal.append(note("note/1", "d"));
        assertThat(all()).extracting(Entry::time).containsExactly(first, first, last, last);
    }

    @Test
    void a_receipt_has_its_time_by_the_same_rule_and_what_was_erased_keeps_its_own() {
        Instant first = clock.instant();
        journal.append(note("note/1", "a"));
        clock.advance(Duration.ofHours(-1));
        Append receipt = Append.by(ALICE).add("erasure", NOTED, Map.of());
        assertThat(journal.erase(List.of(1L), receipt)).extracting(Entry::time).containsExactly(first);
        assertThat(all()).extracting(Entry::time).containsExactly(first, first);
    }
}
