package io.aiops4j.jmh.eval;

import io.aiops4j.core.stores.Stores;
import java.nio.file.Path;
import java.time.Clock;

/** The other process of {@link OpenEvaluation}: opens a folder, says how many entries there are and what they cost, and ends. */
final class OpenProbe {

    private OpenProbe() {}

    /** Opens the folder that is named. */
    public static void main(String[] args) {
        try (Stores stores = Stores.inFolder(Path.of(args[0]), Clock.systemUTC())) {
            long entries = stores.journal().head().position();
            System.out.println("opened " + entries);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()));
        }
    }
}
