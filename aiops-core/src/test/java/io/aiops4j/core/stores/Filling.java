package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Appends and saves until there is no room left, and knows what was acknowledged. */
public final class Filling {

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final int MOST = 1_000;
    private static final int BYTES = 15_000;

    private final Random random = new Random(4); // what it makes cannot be compressed, so that each takes its room
    private final List<Entry> acknowledged = new ArrayList<>();
    private final List<Snapshot> saved = new ArrayList<>();
    private final List<Append> refused = new ArrayList<>();
    private int next;

    /** The entries that were acknowledged, in order. */
    public List<Entry> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Appends until there is no room; what is said then. */
    public AiopsException append(Stores stores) {
        for (int i = 0; i < MOST; i++) {
            Append append = Append.by(Actor.person("alice"))
                    .add("note/1", NOTED, Map.of("text", text()))
                    .identified("append-" + next++);
            AiopsException why =
                    refusal(() -> acknowledged.addAll(stores.journal().append(append)));
            if (why != null) {
                refused.add(append);
                return why;
            }
        }
        throw new AssertionError("There was room for " + MOST + " appends");
    }

    /** Saves until there is no room; what is said then. */
    public AiopsException save(Stores stores) {
        for (int i = 0; i < MOST; i++) {
            Snapshot snapshot = new Snapshot("fold/" + next, next++, Head.EMPTY.hash(), Instant.EPOCH, text());
            AiopsException why = refusal(() -> records(stores).save(snapshot));
            if (why != null) {
                return why;
            }
            saved.add(snapshot);
        }
        throw new AssertionError("There was room for " + MOST + " records");
    }

    // a refusal that takes long would hold up whoever appends
    private static AiopsException refusal(Runnable work) {
        long start = System.nanoTime();
        AiopsException why = catchThrowableOfType(AiopsException.class, work::run);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        return why;
    }

    /** Everything acknowledged is there, nothing else is, and the chain hangs together. */
    public void requireAll(Stores stores) {
        List<Entry> found = new ArrayList<>();
        JournalReader reader = new JournalReader(stores.journal());
        reader.follow(0, found::add);
        assertThat(found).isEqualTo(acknowledged);
        assertThat(reader.verify().intact()).isTrue();
        List<Snapshot> records = new ArrayList<>();
        String cursor = null;
        do {
            var page = records(stores).find(Query.all().after(cursor).limit(100));
            records.addAll(page.records());
            cursor = page.next();
        } while (cursor != null);
        assertThat(records).containsAll(saved);
    }

    /** What was refused is repeated under its id and is there once; further appends and saves follow. */
    public void goOn(Stores stores) {
        for (Append append : refused) {
            List<Entry> written = onceBack(stores, append);
            assertThat(stores.journal().append(append)).isEqualTo(written);
            acknowledged.addAll(written);
        }
        refused.clear();
        Snapshot snapshot = new Snapshot("fold/" + next, next++, Head.EMPTY.hash(), Instant.EPOCH, text());
        records(stores).save(snapshot);
        saved.add(snapshot);
        requireAll(stores);
    }

    // a database that could not be opened is not asked again for two seconds
    private static List<Entry> onceBack(Stores stores, Append append) {
        long start = System.nanoTime();
        while (true) {
            try {
                return stores.journal().append(append);
            } catch (AiopsException notYet) {
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(notYet.getMessage())
                        .isLessThan(BOUND);
                Thread.onSpinWait();
            }
        }
    }

    private String text() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static RecordStore<Snapshot> records(Stores stores) {
        return stores.records(Snapshot.KIND, Snapshot.CODEC);
    }

    /** For the main method of a child: fills these stores and tells what was acknowledged, and what was said at the end. */
    public static void tell(Stores stores) {
        Filling filling = new Filling();
        String said = filling.append(stores).getMessage();
        filling.acknowledged().forEach(entry -> System.out.println("acknowledged " + entry.hash()));
        System.out.println(said);
    }

    /** What a child said that can write no file of more than a few megabytes. */
    public static String limited(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return child("ulimit -f 8000; ", main, arguments);
    }

    /** What another process said that ran this class. */
    static String child(String before, Class<?> main, String... arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("sh", "-c", before + "exec \"$0\" \"$@\"", java, "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return told;
    }

    /** What a child acknowledged is there, in order, and the chain hangs together. */
    public static void requireTold(String told, Stores stores) {
        List<String> acknowledged = told.lines()
                .filter(line -> line.startsWith("acknowledged "))
                .map(line -> line.substring("acknowledged ".length()))
                .toList();
        assertThat(acknowledged).as(told).hasSizeGreaterThan(1);
        List<String> found = new ArrayList<>();
        JournalReader reader = new JournalReader(stores.journal());
        reader.follow(0, entry -> found.add(entry.hash().toString()));
        assertThat(found).isEqualTo(acknowledged);
        assertThat(reader.verify().intact()).isTrue();
    }
}
