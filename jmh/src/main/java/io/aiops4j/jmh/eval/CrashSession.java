package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** One store, and every case of a node that goes down on it; this process is the node that goes on. */
final class CrashSession implements AutoCloseable {

    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration GOING_ON = Duration.ofSeconds(30);

    private final Scratch scratch;
    private final Path folder;
    private final StorePlace place;
    private final int every;
    private final Random random;
    private final CrashCheck check = new CrashCheck();
    private Child next;
    private long from;
    private int number;
    private int crashes;
    private int missed;
    private int chainFaults;

    /** Of which one case in so many is tried. */
    CrashSession(Scratch scratch, StorePlace place, int every, long seed) throws IOException {
        this.scratch = scratch;
        this.folder = scratch.folder("effects");
        this.place = place;
        this.every = every;
        this.random = new Random(seed);
    }

    /** Kills a node at each boundary of a run, of which one that nobody kills tells how many there are. */
    void enumerate(boolean rollsBack, boolean allowed) throws IOException, InterruptedException {
        long kinds = random.nextLong();
        int first = random.nextInt(every);
        CrashCase whole = new CrashCase(++number, rollsBack, allowed, CrashCase.Moment.BEFORE, CrashCase.NEVER, kinds);
        int appends = crash(whole);
        for (CrashCase.Moment moment : CrashCase.Moment.values()) {
            int boundaries = moment == CrashCase.Moment.INSIDE ? whole.steps().size() : appends;
            for (int boundary = first % boundaries; boundary < boundaries; boundary += every) {
                crash(new CrashCase(++number, rollsBack, allowed, moment, boundary, kinds));
            }
        }
    }

    /** Gives the number of appends, if it was never killed. */
    private int crash(CrashCase where) throws IOException, InterruptedException {
        CrashEffects effects = new CrashEffects(folder.resolve("case-" + where.number()));
        int appends = 0;
        boolean killed;
        try (Child child = next == null ? start() : next) {
            next = null;
            child.say(where.text());
            child.say(folder.resolve("case-" + where.number()).toString());
            child.require(0, line -> line.equals("here") || line.startsWith("over "), BEGINNING);
            killed = child.lines(0).contains("here");
            child.kill();
            for (String line : child.lines(0)) {
                String[] words = line.split(" ", 2);
                if (words[0].equals("approved") || words[0].equals("allowed")) {
                    check.approved(words[1]);
                } else if (words[0].equals("over")) {
                    appends = Integer.parseInt(words[1]);
                }
            }
        }
        if (!killed && where.boundary() != CrashCase.NEVER) {
            missed++;
            Progress.say("crash: " + where.label() + ": it did not come to that");
        }
        crashes += killed ? 1 : 0;
        next = start(); // its JVM is up when the dead node's lease has passed
        goOn(where, effects);
        return appends;
    }

    private Child start() throws IOException {
        return Child.start(
                CrashNode.class, scratch.folder(), List.of(place.choice().name(), place.place()));
    }

    private void goOn(CrashCase where, CrashEffects effects) throws IOException {
        try (Stores stores = place.open();
                CrashNode node =
                        new CrashNode(stores, stores.journal(), "node-2", CrashNode.LIVING, effects, step -> {})) {
            JournalReader journal = new JournalReader(stores.journal());
            CrashCheck.Left left = CrashCheck.Left.of(journal, from, effects.read());
            if (!node.turn(GOING_ON)) {
                Progress.say("crash: " + where.label() + ": it stays open");
            }
            check.take(
                    where,
                    left,
                    journal,
                    from,
                    effects.read(),
                    stores.records(ExecutionResult.KIND, ExecutionResult.CODEC));
            chainFaults += journal.verify().intact() ? 0 : 1;
            from = journal.head().position();
        }
    }

    /** What was found on this store, to add to other figures. */
    Consumer<Figures> figures() {
        try (Stores stores = place.open();
                CrashNode node = new CrashNode(
                        stores, stores.journal(), "node-3", CrashNode.LIVING, new CrashEffects(folder), s -> {})) {
            check.approvals(node.reviews());
        }
        String store = place.choice().toString();
        return all -> check.figures(all.with(store + "_crashes", crashes).with(store + "_missed", missed), store)
                .with(store + "_chain_faults", chainFaults);
    }

    /** For people who wait. */
    String progress() {
        return place.choice() + ": " + crashes + " crashes, " + (missed + check.faults() + chainFaults) + " faults";
    }

    @Override
    public void close() {
        if (next != null) {
            next.close();
        }
    }
}
