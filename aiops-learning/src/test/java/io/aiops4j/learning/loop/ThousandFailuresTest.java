package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import io.aiops4j.learning.improve.Draft;
import io.aiops4j.learning.llm.ModelCall;
import io.aiops4j.learning.llm.Models;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand failures in a row, a model that fails one call in three, four threads that look at all of them, and a budget for half. */
@Timeout(120)
class ThousandFailuresTest {

    private static final int FAILURES = 1_000;
    private static final int THREADS = 4;
    private static final int TOKENS = 100;
    private static final long BUDGET = 40_000;

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final Stores stores = Stores.inMemory(clock);

    /** Says TRANSIENT for a hundred tokens, and fails each third time. */
    private static final class Moody implements ChatModel {

        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger answers = new AtomicInteger();

        @Override
        public ChatResponse doChat(ChatRequest request) {
            if (calls.incrementAndGet() % 3 == 0) {
                throw new IllegalStateException("not this time");
            }
            answers.incrementAndGet();
            return ChatResponse.builder()
                    .aiMessage(AiMessage.from("{\"type\": \"TRANSIENT\"}"))
                    .tokenUsage(new TokenUsage(TOKENS - 10, 10))
                    .build();
        }
    }

    @Test
    void each_is_analysed_once_within_the_budget_and_in_flat_memory() throws Exception {
        try (Toy toy = new Toy(builder -> builder.stores(stores).clock(clock))) {
            RunbookVersion version = toy.approved(Approval.Mode.WHEN_ASKED, 8, "scale", "restart");
            Moody model = new Moody();
            Models models = Models.of(model)
                    .attempts(1)
                    .cache(0)
                    .atOnce(THREADS)
                    .clock(clock)
                    .budget(Models.Budget.perDay(BUDGET))
                    .transcripts(stores.records(ModelCall.KIND, ModelCall.CODEC));
            AtomicInteger asked = new AtomicInteger();
            FailureAnalyzer byModel = FailureAnalyzer.byModel(models, (result, runbook) -> {
                asked.incrementAndGet();
                return new Analysis(
                        FailureType.UNKNOWN, "who knows", java.util.List.of(result.evidenceId()), 0, "rule");
            });
            RecordStore<Learned> kept = stores.records(Learned.KIND, Learned.CODEC);
            RecordStore<ExecutionResult> executions = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
            Attempts attempts = new Attempts(kept, stores.leases(), "node", Redactor.standard());
            Learner learner = new Learner(
                    executions,
                    toy.aiops.runbooks(),
                    attempts,
                    byModel,
                    new Proposer(
                            toy.aiops.runbooks(),
                            (parent, failure, analysis, next) -> Draft.none("none is known"),
                            executions,
                            name -> null),
                    new RunFeedback(stores.journal(), Seal.none()));
            long heap = 0;
            for (int from = 0; from < FAILURES; from += FAILURES / 2) {
                learn(learner, version, from, from + FAILURES / 2);
                kept.find(Query.all().limit(1));
                heap = from == 0 ? used() : used() - heap;
            }
            assertThat(asked).as("each once, whoever came first").hasValue(FAILURES);
            assertThat(attempts.over()).isEqualTo(FAILURES);
            assertThat(attempts.parked())
                    .as("rules alone decide where the model fails")
                    .isZero();
            assertThat((long) model.answers.get() * TOKENS)
                    .as("tokens that were used")
                    .isLessThanOrEqualTo(BUDGET + (long) THREADS * TOKENS)
                    .isGreaterThan(BUDGET / 4);
            assertThat(heap)
                    .as("what the second half left behind, records in memory included")
                    .isLessThan(24L << 20);
        }
    }

    private void learn(Learner learner, RunbookVersion version, int from, int to) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch go = new CountDownLatch(1);
        for (int thread = 0; thread < THREADS; thread++) {
            threads.execute(() -> {
                await(go);
                for (int i = from; i < to; i++) {
                    ExecutionResult failure = failure(version, i);
                    while (learner.learn(Client.DEFAULT, failure).isEmpty()) {
                        Thread.onSpinWait(); // another thread is at it
                    }
                }
            });
        }
        go.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ExecutionResult failure(RunbookVersion version, int number) {
        return ExecutionResult.of("run-" + number, version.runbook().id())
                .version(version.runbook().version(), version.digest().hex())
                .incident("inc-" + number, "timeout")
                .on("default", "shop", "node-1")
                .platform("any")
                .time(clock.instant(), clock.instant().plus(Duration.ofSeconds(1)))
                .status(ExecutionResult.Status.COMPLETED)
                .verification(Verification.notPassed("a look", "no better"))
                .evidence("ev-" + number)
                .build();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
