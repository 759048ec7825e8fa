package io.aiops4j.core.stores;

import io.aiops4j.core.testkit.LeasesContract;
import io.aiops4j.core.testkit.SettableClock;

final class MemoryLeasesTest extends LeasesContract {

    @Override
    protected Stores stores(SettableClock clock) {
        return Stores.inMemory(clock);
    }
}
