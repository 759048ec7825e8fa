package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.stores.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The other processes of {@link OpenEvaluation}: opens a folder, fills it if it is to, says how many entries there are and what
 * they cost, and waits to be killed or closes the folder.
 */
final class OpenProbe {

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final int PER_APPEND = 10;
    private static final int PER_STREAM = 8;

    private OpenProbe() {}

    /** Takes what to do, the folder, and the number of entries. */
    public static void main(String[] args) throws InterruptedException {
        String verb = args[0];
        Stores stores = Stores.inFolder(Path.of(args[1]), Clock.systemUTC());
        if (verb.equals("write")) {
            write(stores.journal(), Long.parseLong(args[2]));
        }
        System.out.println("has " + stores.journal().head().position());
        if (verb.equals("close")) {
            stores.close();
            System.out.println("closed");
            return;
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()));
        ParentWatch.begin().await();
    }

    private static void write(Journal journal, long entries) {
        for (long from = 0; from < entries; from += PER_APPEND) {
            Append append = Append.by(Actor.system("eval")).identified("append-" + from);
            for (long i = from; i < Math.min(entries, from + PER_APPEND); i++) {
                append = append.add("note/" + i / PER_STREAM, NOTED, Map.of("text", "this is entry " + i));
            }
            journal.append(append);
        }
    }
}
