package io.aiops4j.core.testkit;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.stores.Stores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of journal and leases share: stores that are opened before each sentence and closed behind it. */
abstract class StoresContract {

    static final EntryType NOTED = EntryType.of("note.taken", 1);
    static final Actor ALICE = Actor.person("alice");

    final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    Journal journal;
    Leases leases;
    private Stores stores;

    /**
     * Stores without an entry and without a lease. Those that take their time from the host take it from this clock; a database
     * may use its own.
     */
    protected abstract Stores stores(SettableClock clock) throws Exception;

    @BeforeEach
    void openStores() throws Exception {
        stores = stores(clock);
        journal = stores.journal();
        leases = stores.leases();
    }

    @AfterEach
    void closeStores() {
        if (stores != null) {
            stores.close();
        }
    }

    static Append note(String stream, String text) {
        return Append.by(ALICE).add(stream, NOTED, Map.of("text", text));
    }

    List<Entry> all() {
        return journal.readAll(0, 10_000);
    }
}
