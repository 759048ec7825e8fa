package io.aiops4j.jmh.eval;

import io.aiops4j.core.Digest;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.ChainReport;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Whether two processes on one database ever do what only one of them may, or see different things. */
final class RaceEvaluation implements Evaluation {

    private static final long SECONDS = 60;
    private static final long MOST_SECONDS = 3_600;
    private static final Duration BEGINNING = Duration.ofMinutes(1);
    private static final Duration ENDING = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "race";
    }

    @Override
    public String summary() {
        return "two processes on one PostgreSQL: revoke against run, leases, following, folds";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar race [--seconds N] [--seed S] [--folder DIR]

                  --seconds N      how long they race, 60 when nothing is said
                  --seed S         what random choices begin with
                  --folder DIR     where the database is put; among the temporary files when nothing is said

                Two processes share a PostgreSQL that is started for them on 127.0.0.1. One of them approves runbooks and
                revokes them up to 150 ms later; the other one runs whatever is approved, on three threads, three steps a run.
                Both take leases that end after 5 to 45 ms, write under them and often sleep longer than that; both feed
                and resolve the same incidents; both follow the whole journal. At the end the journal is read here.

                Figures: seed, entries, chain_faults; revocations, runs, steps, runs_stopped (by a revocation before their
                next step), runs_refused, starts_after_revoke (of runs or steps, behind the revocation in the journal: 0),
                actions_unaccounted (actions that were carried out without a step start: 0); lease_appends, lease_handovers,
                lease_refused (writes under a lease that had passed on), lease_doubles (two holders under one number, or an
                older number behind a newer one: 0); follow_holes, follow_repeats, follow_differences (followers that saw
                other entries than there are: 0); fold_differences (nodes whose incidents, reviews or confidences differ
                from a fold from the start: 0), failures (of a part: 0), seconds.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--seconds", "--seed", "--folder");
        long seconds = options.count("--seconds", SECONDS, MOST_SECONDS);
        long seed = options.seed();
        Progress.say("race: seed " + seed);
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.in(options.folder());
                StorePlace place = StorePlace.in(scratch.folder(), StoreChoice.POSTGRESQL)) {
            place.open().close();
            Figures figures = race(scratch, place, seconds, seed);
            return figures.with("seconds", (System.nanoTime() - start) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Figures race(Scratch scratch, StorePlace place, long seconds, long seed)
            throws IOException, InterruptedException {
        try (Child a = start(scratch, place, "a", seed);
                Child b = start(scratch, place, "b", seed + 1_000);
                Stores stores = place.open()) {
            List<Child> nodes = List.of(a, b);
            await(nodes, "ready", BEGINNING);
            TimeUnit.SECONDS.sleep(seconds);
            tell(nodes, "stop");
            await(nodes, "stopped", ENDING);
            tell(nodes, Long.toString(stores.journal().head().position()));
            await(nodes, "end", ENDING);
            return figures(stores.journal(), said(a), said(b), seed);
        }
    }

    private static Child start(Scratch scratch, StorePlace place, String name, long seed) throws IOException {
        return Child.start(RaceNode.class, scratch.folder(), List.of(place.place(), name, Long.toString(seed)));
    }

    private static void await(List<Child> nodes, String word, Duration deadline)
            throws IOException, InterruptedException {
        for (Child node : nodes) {
            node.require(0, line -> line.equals(word), deadline);
        }
    }

    private static void tell(List<Child> nodes, String word) throws IOException {
        for (Child node : nodes) {
            node.say(word);
        }
    }

    private static Map<String, String> said(Child node) {
        Map<String, String> said = new HashMap<>();
        for (String line : node.lines(0)) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                said.put(line.substring(0, blank), line.substring(blank + 1));
            }
        }
        return said;
    }

    private static Figures figures(Journal journal, Map<String, String> a, Map<String, String> b, long seed) {
        JournalReader reader = new JournalReader(journal);
        ChainReport chain = reader.verify();
        RaceCheck check = new RaceCheck();
        long entries = reader.follow(0, check::take);
        Figures figures =
                new Figures().with("seed", seed).with("entries", entries).with("chain_faults", chain.intact() ? 0 : 1);
        check.revokeFigures(figures)
                .with("runs_refused", sum(a, b, "refused"))
                .with("actions_unaccounted", Math.abs(sum(a, b, "actions") - check.steps()));
        check.leaseFigures(figures).with("lease_refused", sum(a, b, "lease_refused"));
        return figures.with("follow_holes", sum(a, b, "holes"))
                .with("follow_repeats", sum(a, b, "again"))
                .with("follow_differences", differences(a, b, "followed", entries + " " + check.followed()))
                .with(
                        "fold_differences",
                        differences(a, b, "folds", fresh(journal).hex()))
                .with("failures", sum(a, b, "failures"));
    }

    // the same folds, from the first entry
    private static Digest fresh(Journal journal) {
        ReviewQueue reviews = new ReviewQueue(journal, EvalHost.authority(), Clock.systemUTC());
        ActionCatalogue catalogue =
                ActionCatalogue.of(List.of(Action.named("count").idempotent().run(step -> {})));
        return RaceFolds.digest(
                journal,
                new Incidents(journal, EvalHost.authority().seal()),
                reviews,
                new Runbooks(journal, reviews, catalogue::signature),
                EvalHost.confidences(journal));
    }

    private static long sum(Map<String, String> a, Map<String, String> b, String name) {
        return Long.parseLong(a.get(name)) + Long.parseLong(b.get(name));
    }

    private static long differences(Map<String, String> a, Map<String, String> b, String name, String expected) {
        return Stream.of(a, b).filter(node -> !expected.equals(node.get(name))).count();
    }
}
