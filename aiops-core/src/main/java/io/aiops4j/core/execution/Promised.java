package io.aiops4j.core.execution;

import io.aiops4j.core.verify.StateSnapshot;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** A finished result whose storing somebody may wait for. */
final class Promised implements Draft<ExecutionResult> {

    private static final long FIXED = 1_000;

    private final ExecutionResult result;
    private final long weight;
    private final CompletableFuture<Void> future = new CompletableFuture<>();

    Promised(ExecutionResult result) {
        this.result = result;
        this.weight = FIXED + weight(result.before()) + weight(result.after()) + weight(result);
    }

    private static long weight(StateSnapshot state) {
        return weight(state.values()) + weight(state.unknown());
    }

    private static long weight(Map<String, String> texts) {
        long sum = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            sum += text.getKey().length() + text.getValue().length();
        }
        return sum;
    }

    private static long weight(ExecutionResult result) {
        long sum = (result.error() == null ? 0 : result.error().length()) + weight(result.labels());
        for (StepResult step : result.steps()) {
            sum += FIXED + step.output().length() + weight(step.parameters());
        }
        return sum;
    }

    CompletableFuture<Void> future() {
        return future;
    }

    @Override
    public ExecutionResult finish() {
        return result;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public boolean isAwaited() {
        return true;
    }

    // elsewhere: what hangs on the future is the host's code
    @Override
    public void stored() {
        future.completeAsync(() -> null, ForkJoinPool.commonPool());
    }

    @Override
    public void lost(RuntimeException why) {
        ForkJoinPool.commonPool().execute(() -> future.completeExceptionally(why));
    }
}
