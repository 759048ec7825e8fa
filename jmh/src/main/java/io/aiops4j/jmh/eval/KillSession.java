package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One journal with its records, all the kills that they go through, and what was found after each. */
final class KillSession {

    private static final int SOONEST_MILLIS = 10;
    private static final int LATEST_MILLIS = 300;

    /** One kill in so many comes while the store is being opened. */
    private static final int OPENING = 8;

    private static final int LONGEST_OPENING_MILLIS = 600;
    private static final int PROGRESS = 10;
    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration ENDING = Duration.ofMinutes(2);

    private final Scratch scratch;
    private final StorePlace place;
    private final int kills;
    private final Random random;
    private final KillCheck check = new KillCheck();
    private final RecordsCheck records = new RecordsCheck();
    private final RecordedCheck recorded = new RecordedCheck();
    private final List<String> bursts = new ArrayList<>();
    private long recordsAcknowledged;
    private long acknowledged;
    private long refused;
    private long unknown;
    private long repeats;
    private long errors;

    KillSession(Scratch scratch, StorePlace place, int kills, Random random) {
        this.scratch = scratch;
        this.place = place;
        this.kills = kills;
        this.random = random;
    }

    /** Kills the process that appends; each time a new one goes on. */
    void killChildren() throws IOException, InterruptedException {
        for (int kill = 1; kill <= kills; kill++) {
            try (Child child = start("k" + kill, false)) {
                if (random.nextInt(OPENING) == 0) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_OPENING_MILLIS));
                } else {
                    child.require(0, KillSession::isAcknowledged, BEGINNING);
                    child.require(0, line -> line.startsWith("ra "), BEGINNING);
                    child.require(0, line -> line.startsWith("x "), BEGINNING);
                    TimeUnit.MILLISECONDS.sleep(moment());
                }
                child.kill();
                Pending pending = examine(child.lines(0), isWhole(kill));
                unknown += pending.appends().size();
                repeat(pending);
            }
            examineRecorded(isWhole(kill) || kill == kills);
            progress(kill);
        }
        examine(List.of(), true);
    }

    /** Kills the database server, and starts it again over what it left; one process appends all the time. */
    void killServer() throws IOException, InterruptedException {
        try (Child child = start("s", true)) {
            int from = 0;
            for (int kill = 1; kill <= kills; kill++) {
                child.require(from, KillSession::isAcknowledged, BEGINNING);
                TimeUnit.MILLISECONDS.sleep(moment());
                place.server().kill();
                place.server().restart();
                List<String> said = child.lines(from);
                from += said.size();
                examine(said, isWhole(kill));
                progress(kill);
            }
            child.require(from, KillSession::isAcknowledged, BEGINNING);
            child.say("stop");
            child.require(from, line -> line.equals("end"), ENDING);
            examine(child.lines(from), true);
        }
        examineRecorded(true);
    }

    private Child start(String life, boolean storeMayGo) throws IOException {
        List<String> args = List.of(
                place.choice().toString(), place.place(), life, Boolean.toString(storeMayGo), spill().toString());
        return Child.start(KillLoad.class, scratch.folder(), args);
    }

    private Path spill() {
        return scratch.folder().resolve("spill");
    }

    private int moment() {
        return SOONEST_MILLIS + random.nextInt(LATEST_MILLIS - SOONEST_MILLIS + 1);
    }

    private static boolean isAcknowledged(String line) {
        return line.startsWith("a ");
    }

    private static boolean isWhole(int kill) {
        return kill % PROGRESS == 0;
    }

    /**
     * What a child began and was not heard of again.
     *
     * @param appends their tokens
     * @param batches of records
     */
    private record Pending(Set<String> appends, Set<String> batches) {

        Pending() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    /** Reads the journal and the records, and holds them against what the child said. */
    private Pending examine(List<String> said, boolean whole) {
        Pending pending = new Pending();
        try (Stores stores = place.open()) {
            check.read(stores.journal());
            RecordStore<LoadBatch.Piece> store = batches(stores);
            for (String line : said) {
                take(line.split(" ", 3), pending, store);
            }
            pending.batches().forEach(token -> records.begun(store, token));
            records.named(store, check.named());
            if (whole) {
                check.verify(stores.journal());
            }
        }
        return pending;
    }

    private static RecordStore<LoadBatch.Piece> batches(Stores stores) {
        return stores.records(LoadBatch.KIND, LoadBatch.CODEC);
    }

    private void take(String[] words, Pending pending, RecordStore<LoadBatch.Piece> store) {
        switch (words[0]) {
            case "b" -> pending.appends().add(words[1]);
            case "a" -> {
                acknowledged++;
                pending.appends().remove(words[1]);
                check.acknowledged(words[1], Long.parseLong(words[2]));
            }
            case "s" -> {
                refused++;
                pending.appends().remove(words[1]);
                check.refused(words[1]);
            }
            case "u" -> unknown++;
            case "rb" -> pending.batches().add(words[1]);
            case "ra" -> {
                recordsAcknowledged += LoadBatch.of(words[1]).records().size();
                pending.batches().remove(words[1]);
                records.acknowledged(store, words[1]);
            }
            case "x" -> bursts.add(words[1]);
            case "f" -> {
                errors++;
                Progress.say(String.join(" ", words));
            }
            default -> {
                // its last word
            }
        }
    }

    // what was under way when the process died is there whole or not at all; under its id it can be repeated
    private void repeat(Pending pending) {
        try (Stores stores = place.open()) {
            for (String token : pending.appends()) {
                long at = stores.journal()
                        .append(LoadAppend.of(token).append(0))
                        .get(0)
                        .position();
                repeats++;
                check.read(stores.journal());
                check.acknowledged(token, at);
            }
            for (String token : pending.batches()) {
                batches(stores).save(LoadBatch.of(token).records());
                repeats++;
                records.acknowledged(batches(stores), token);
            }
        }
    }

    // only while no child has the spill
    private void examineRecorded(boolean whole) {
        try (Stores stores = place.open()) {
            RecordStore<ExecutionResult> store = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
            recorded.read(store, spill(), bursts);
            bursts.clear();
            if (whole) {
                recorded.verify(store);
                records.verify(batches(stores));
            }
        }
    }

    private void progress(int kill) {
        if (kill % PROGRESS == 0) {
            Progress.say("kill " + kill + " of " + kills + ": " + acknowledged + " appends and " + recordsAcknowledged
                    + " records acknowledged, " + (check.lost() + records.lost() + recorded.lost()) + " lost, "
                    + check.chainFaults() + " chain faults");
        }
    }

    Figures figures(long seed) {
        return new Figures()
                .with("seed", seed)
                .with("kills", kills)
                .with("acknowledged", acknowledged)
                .with("entries", check.entries())
                .with("refused", refused)
                .with("unknown", unknown)
                .with("repeats", repeats)
                .with("lost", check.lost())
                .with("repeated", check.repeated())
                .with("half", check.half())
                .with("misplaced", check.misplaced())
                .with("chain_faults", check.chainFaults())
                .with("records_acknowledged", recordsAcknowledged)
                .with("records_lost", records.lost())
                .with("records_half", records.half())
                .with("dangling", records.dangling())
                .with("recorded_acknowledged", recorded.acknowledged())
                .with("recorded_replayed", recorded.replayed())
                .with("recorded_lost", recorded.lost())
                .with("tally_differences", records.tallyDifferences() + recorded.tallyDifferences())
                .with("errors", errors);
    }
}
