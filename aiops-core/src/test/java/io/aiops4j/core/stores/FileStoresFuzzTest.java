package io.aiops4j.core.stores;

import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.testkit.StoresFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.AfterTry;

final class FileStoresFuzzTest extends StoresFuzz {

    private Path folder;

    @Override
    protected Stores stores(SettableClock clock) throws IOException {
        folder = Files.createTempDirectory("stores");
        return Stores.inFolder(folder, clock);
    }

    @Override
    protected Stores reopen(Stores stores, SettableClock clock) {
        stores.close();
        return Stores.inFolder(folder, clock);
    }

    @AfterTry
    void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
