package io.aiops4j.core.stores;

import io.aiops4j.core.testkit.JournalClockContract;
import io.aiops4j.core.testkit.SettableClock;

final class MemoryJournalClockTest extends JournalClockContract {

    @Override
    protected Stores stores(SettableClock clock) {
        return Stores.inMemory(clock);
    }
}
