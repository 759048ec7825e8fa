package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.util.SampleBuffer;

/** What recording costs the thread that records, whatever becomes of the store. */
final class RecordEvaluation implements Evaluation {

    private static final int SECONDS = 30;
    private static final long MOST_SECONDS = 3_600;
    private static final int WARM_UP = 5;

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String summary() {
        return "what recording costs the host's threads while the store hangs, fails, is slow, is killed or fills its disk";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar record [--seconds N] [--seed S] [--folder DIR]

                  --seconds N      how long each store is recorded to, 30 when nothing is said
                  --seed S         what the random pauses begin with
                  --folder DIR     where the spill and the database are put; among the temporary files when nothing is said

                Three threads record work of a host, which gives values and throws exceptions, with a pause of 50 to 200
                microseconds before each. Three others pause alike and look at the clock twice. A warm-up of a fifth of the
                time goes first and does not count. The stores, one after the other:

                  sound            in memory
                  hangs            never answers; no spill
                  throws           always throws; with a spill
                  slow             takes 3 seconds for each batch; with a spill
                  killed           PostgreSQL, killed after a third of the time and started again after two; with a spill
                  full             never answers; with a spill on a disk of 4 MB where one may be mounted, else of 256 MB

                Figures: seed, worst_p9999_over_control_ms; of each store _calls, _p50_us, _p99_us, _p9999_us, _max_us (of
                record(), the host's own work left out), _control_p9999_us, _control_max_us, _over_control_ms (the difference
                of the two p99.99), _dropped (when the recorder was closed), _spilled (when the load ended), _stored (in the
                end, with what was replayed from the spill); and what should be 0: altered (values and exceptions that came
                back as others), store_calls_by_hosts, host_blocked (how often a thread that records waited for a lock),
                unaccounted (calls that are neither stored nor dropped).
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--seconds", "--seed", "--folder");
        Duration length = Duration.ofSeconds(options.count("--seconds", SECONDS, MOST_SECONDS));
        long seed = options.seed();
        Progress.say("record: seed " + seed);
        try (Scratch scratch = Scratch.in(options.folder())) {
            RecordScenario.SOUND.run(scratch, length.dividedBy(WARM_UP), seed);
            return figures(scratch, length, seed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Figures figures(Scratch scratch, Duration length, long seed)
            throws IOException, InterruptedException {
        Figures figures = new Figures().with("seed", seed);
        double worst = 0;
        long altered = 0;
        long callsByHosts = 0;
        long blocked = 0;
        long unaccounted = 0;
        for (RecordScenario each : RecordScenario.values()) {
            Heap.reset(); // what the store before it held must not weigh on this one
            RecordScenario.Outcome outcome = each.run(scratch, length, seed + 1 + each.ordinal());
            tell(figures, each, outcome);
            worst = Math.max(worst, outcome.load().overControlMillis());
            altered += outcome.load().altered();
            callsByHosts += outcome.callsByHosts();
            blocked += outcome.load().blocked();
            unaccounted += outcome.unaccounted();
        }
        return figures.withThousandths("worst_p9999_over_control_ms", worst)
                .with("altered", altered)
                .with("store_calls_by_hosts", callsByHosts)
                .with("host_blocked", blocked)
                .with("unaccounted", unaccounted);
    }

    private static void tell(Figures figures, RecordScenario each, RecordScenario.Outcome outcome) {
        RecordLoad.Seen load = outcome.load();
        figures.with(each + "_calls", load.calls())
                .with(each + "_p50_us", micros(load.took(), 50))
                .with(each + "_p99_us", micros(load.took(), 99))
                .with(each + "_p9999_us", micros(load.took(), 99.99))
                .with(each + "_max_us", micros(load.took(), 100))
                .with(each + "_control_p9999_us", micros(load.control(), 99.99))
                .with(each + "_control_max_us", micros(load.control(), 100))
                .withThousandths(each + "_over_control_ms", load.overControlMillis())
                .with(each + "_dropped", outcome.dropped())
                .with(each + "_spilled", outcome.spilled())
                .with(each + "_stored", outcome.stored());
        Progress.say(String.format(
                Locale.ROOT,
                "%s: %d calls, p99.99 %.1f us, control %.1f us",
                each,
                load.calls(),
                micros(load.took(), 99.99),
                micros(load.control(), 99.99)));
    }

    private static double micros(SampleBuffer of, double percentile) {
        return RecordLoad.Seen.nanos(of, percentile) / 1e3;
    }
}
