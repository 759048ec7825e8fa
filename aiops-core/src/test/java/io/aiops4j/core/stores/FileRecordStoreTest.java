package io.aiops4j.core.stores;

import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.testkit.RecordStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class FileRecordStoreTest extends RecordStoreContract {

    @TempDir
    Path folder;

    private Stores stores;

    @Override
    protected <T> RecordStore<T> store(RecordCodec<T> codec) {
        stores = Stores.inFolder(folder, Clock.systemUTC());
        return stores.records("note", codec);
    }

    @AfterEach
    void close() {
        stores.close();
    }
}
