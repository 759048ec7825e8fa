package io.aiops4j.core.stores;

import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.testkit.RecordStoreContract;
import java.time.Clock;

final class MemoryRecordStoreTest extends RecordStoreContract {

    @Override
    protected <T> RecordStore<T> store(RecordCodec<T> codec) {
        return Stores.inMemory(Clock.systemUTC()).records("note", codec);
    }
}
