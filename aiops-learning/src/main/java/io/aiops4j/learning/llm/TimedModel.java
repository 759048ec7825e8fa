package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call ends after a time, whatever the client does. The client is interrupted then; one that does not listen keeps its thread and
 * its slot, and is counted.
 */
final class TimedModel extends Wrapped {

    private static final int IDLE_SECONDS = 10;

    private final Duration limit;
    private final int longest;
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /** One call, and whether somebody still waits for it. */
    private final class Call {

        private final ChatRequest request;
        private boolean given;
        private boolean ended;

        Call(ChatRequest request) {
            this.request = request;
        }

        ChatResponse run() {
            try {
                return inner().chat(request);
            } finally {
                end();
            }
        }

        private synchronized void end() {
            ended = true;
            if (given) {
                stuck.decrementAndGet();
            }
        }

        synchronized void giveUp() {
            if (!ended) {
                given = true;
                stuck.incrementAndGet();
            }
        }
    }

    TimedModel(ChatModel inner, Duration limit, int atOnce, int longest) {
        super(inner);
        this.limit = Checks.positive("time-out", limit, Models.LONGEST_TIMEOUT);
        this.longest = longest;
        this.threads = new ThreadPoolExecutor(
                0, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "aiops-model-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** How many calls were given up and are still under way. */
    int stuck() {
        return stuck.get();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Call call = new Call(request);
        Future<ChatResponse> running;
        try {
            running = threads.submit(call::run);
        } catch (RejectedExecutionException e) {
            throw new ModelCall.NoAnswerException(
                    Reason.BUSY,
                    "The model has no free slot: " + threads.getMaximumPoolSize() + " calls are under way, " + stuck()
                            + " of them given up and still running. Use a client that stops when it is interrupted.",
                    e);
        }
        try {
            return bounded(running.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            call.giveUp();
            running.cancel(true);
            throw new ModelCall.NoAnswerException(
                    Reason.TIMED_OUT, "The model did not answer within " + limit.toMillis() + " ms.", e);
        } catch (InterruptedException e) {
            call.giveUp();
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelCall.NoAnswerException(Reason.INTERRUPTED, "Interrupted while a model was asked.", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            // its message may hold what was asked
            throw new ModelCall.NoAnswerException(
                    Reason.FAILED,
                    "The client of the model failed with " + cause.getClass().getName() + ".");
        }
    }

    private ChatResponse bounded(ChatResponse response) {
        String text = response.aiMessage().text();
        if (text != null && text.length() > longest) {
            throw new ModelCall.NoAnswerException(
                    Reason.TOO_LONG,
                    "The model's answer has " + text.length() + " characters, and " + longest
                            + " is the most. Ask for less, or limit its output tokens.");
        }
        return response;
    }
}
