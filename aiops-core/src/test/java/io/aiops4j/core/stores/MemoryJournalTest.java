package io.aiops4j.core.stores;

import io.aiops4j.core.testkit.JournalContract;
import io.aiops4j.core.testkit.SettableClock;

final class MemoryJournalTest extends JournalContract {

    @Override
    protected Stores stores(SettableClock clock) {
        return Stores.inMemory(clock);
    }
}
