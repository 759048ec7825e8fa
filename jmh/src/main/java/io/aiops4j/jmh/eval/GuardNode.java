package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.GuardrailException;
import io.aiops4j.core.run.Guardrails;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.run.Runner;
import io.aiops4j.core.run.RunnerParts;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.StoreChoice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A node that tries to run whatever it can, by itself, and says what came of each. Its clock jumps. It may be killed at any moment, and
 * another process of its name begins anew.
 */
final class GuardNode {

    static final List<String> RUNBOOKS = List.of("guard-one", "guard-two", "guard-three");
    static final String TICKING = "guard-ticking";
    static final int TICKS = 100;
    static final Actor APPROVER = Actor.person("bob");

    /** Small pauses, since an evaluation does not wait for a quarter of an hour; the limits are the defaults. */
    static final Guardrails RULES = Guardrails.DEFAULT
            .coolDown(Duration.ofMillis(100), Duration.ofMillis(300))
            .apart(Duration.ofMillis(150))
            .breaker(Guardrails.DEFAULT_BREAKER_FAILURES, Duration.ofMillis(700));

    private static final int THREADS = 3;
    private static final int CLIENTS_AT_ONCE = 3;
    private static final int SERVICES = 4;
    private static final int INCIDENTS = 4;
    private static final Duration LEASE = Duration.ofMillis(500);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final long TURN_NANOS = 100_000_000;
    private static final long TICK_NANOS = 50_000_000;

    private final ParentWatch parent;
    private final String name;
    private final long began;
    private final int clients;
    private final GuardClock clock;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Runbooks runbooks;
    private final Runner runner;

    private GuardNode(ParentWatch parent, Stores stores, String[] args) {
        this.parent = parent;
        this.name = args[1];
        this.began = Long.parseLong(args[3]);
        this.clients = Integer.parseInt(args[4]);
        this.clock = new GuardClock(Long.parseLong(args[2]));
        Random fate = new Random(Long.parseLong(args[2]));
        ActionCatalogue catalogue = catalogue(fate, () -> parent.say("tick"));
        ReviewQueue reviews = new ReviewQueue(stores.journal(), EvalHost.authority(), clock);
        this.runbooks = new Runbooks(stores.journal(), reviews, catalogue::signature);
        this.runner = new Runner(RunnerParts.of(
                        stores.journal(),
                        stores.leases(),
                        EvalHost.authority().seal(),
                        reviews,
                        runbooks,
                        stores.records(ExecutionResult.KIND, ExecutionResult.CODEC))
                .actions(catalogue)
                .probes(Map.of("state", target -> Map.of("status", "running")))
                .guardrails(RULES)
                .lease(LEASE)
                .clock(clock)
                .node(name, target -> true));
    }

    /** What runbooks can do here; the fate of what fails now and then is random. */
    static ActionCatalogue catalogue(Random fate, Runnable onTick) {
        return ActionCatalogue.of(List.of(
                Action.named("steady").idempotent().run(step -> {}),
                Action.named("moody").idempotent().run(step -> {
                    if (fate.nextInt(3) > 0) {
                        throw new IllegalStateException("not today");
                    }
                }),
                Action.named("tick").idempotent().run(step -> {
                    onTick.run();
                    LockSupport.parkNanos(TICK_NANOS);
                })));
    }

    static Client client(int number) {
        return Client.of("client-" + number);
    }

    /** Takes the place of the database, this node's name, what random choices begin with, when all began, and how many clients there are. */
    public static void main(String[] args) throws InterruptedException {
        ParentWatch parent = ParentWatch.begin();
        try (Stores stores = StoreChoice.POSTGRESQL.open(args[0])) {
            new GuardNode(parent, stores, args).run(Long.parseLong(args[2]));
        }
        parent.say("end");
    }

    private void run(long seed) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(THREADS + 2, work -> daemon(work));
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            workers.execute(() -> tryUntilStopped(random));
        }
        ExecutorService left = Executors.newFixedThreadPool(2, work -> daemon(work));
        workers.execute(() -> takeUpUntilClosed(left));
        parent.say("ready");
        for (String word = parent.await(); !word.equals("stop"); word = parent.await()) {
            if (word.equals("tick")) {
                stopped.set(true);
                workers.execute(this::tick);
            }
        }
        stopped.set(true);
        closing.set(true);
        for (ExecutorService threads : List.of(workers, left)) {
            threads.shutdownNow();
            threads.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS);
        }
        runner.close();
    }

    // what is interrupted in the middle when this node closes is no failure
    private void failed(RuntimeException e) {
        if (!closing.get()) {
            parent.say("failed " + e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "eval-guarded");
        thread.setDaemon(true);
        return thread;
    }

    // what another process left in the middle, so that its service is free again
    private void takeUpUntilClosed(ExecutorService threads) {
        while (!closing.get()) {
            try {
                runner.turn(threads);
            } catch (AiopsException e) {
                failed(e);
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    private void tryUntilStopped(Random random) {
        while (!stopped.get()) {
            if (random.nextInt(50) == 0) {
                clock.jump();
            }
            attempt(random);
        }
    }

    private void attempt(Random random) {
        long second = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis() - began);
        int client = (int) Math.min(clients - 1, second + random.nextInt(CLIENTS_AT_ONCE));
        try {
            runner.run(request(random, client(client)));
            parent.say("ran");
        } catch (GuardrailException refused) {
            parent.say("refused " + refused.rule());
        } catch (NotApprovedException refused) {
            parent.say("refused gate"); // what it was cleared on changed in that moment
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private RunRequest request(Random random, Client client) {
        RunbookVersion version = runbooks.versions(client, RUNBOOKS.get(random.nextInt(RUNBOOKS.size())))
                .get(0);
        RunRequest request = RunRequest.of(version, Target.service("service-" + random.nextInt(SERVICES)), APPROVER);
        int incident = random.nextInt(INCIDENTS);
        return new RunRequest(
                request.runbookId(),
                request.runbookVersion(),
                request.runbookDigest(),
                client,
                request.target(),
                incident == 0 ? null : "inc-" + client.id() + "-" + incident,
                null,
                Map.of(),
                RunRequest.Grounds.VOUCHED,
                Actor.system("eval"),
                null);
    }

    // a long run that a person asks for, to be stopped by the kill switch
    private void tick() {
        try {
            RunbookVersion version = runbooks.versions(Client.DEFAULT, TICKING).get(0);
            ExecutionResult result = runner.run(RunRequest.of(version, Target.service("ticking-" + name), APPROVER));
            parent.say("stopped " + result.status());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** A clock that is hours off, and otherwise each time that it jumps. */
    private static final class GuardClock extends Clock {

        private final Random random;
        private volatile Duration off = Duration.ZERO;

        GuardClock(long seed) {
            this.random = new Random(seed);
        }

        void jump() {
            off = Duration.ofMinutes(random.nextInt(-300, 301));
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(off);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
