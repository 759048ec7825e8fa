package io.aiops4j.core.stores;

import io.aiops4j.core.testkit.JournalClockContract;
import io.aiops4j.core.testkit.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalClockTest extends JournalClockContract {

    @TempDir
    Path folder;

    @Override
    protected Stores stores(SettableClock clock) {
        return Stores.inFolder(folder, clock);
    }
}
