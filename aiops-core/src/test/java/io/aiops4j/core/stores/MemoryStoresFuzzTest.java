package io.aiops4j.core.stores;

import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.testkit.StoresFuzz;

final class MemoryStoresFuzzTest extends StoresFuzz {

    @Override
    protected Stores stores(SettableClock clock) {
        return Stores.inMemory(clock);
    }
}
