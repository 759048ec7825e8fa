package io.aiops4j.core.execution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The host's executor, of which everything that it runs is recorded; whatever else it does, it does as before. */
final class RecordingExecutor implements ExecutorService {

    private final ExecutionRecorder recorder;
    private final String name;
    private final ExecutorService executor;

    RecordingExecutor(ExecutionRecorder recorder, String name, ExecutorService executor) {
        this.recorder = recorder;
        this.name = name;
        this.executor = executor;
    }

    private <T> List<Callable<T>> recorded(Collection<? extends Callable<T>> tasks) {
        List<Callable<T>> recorded = new ArrayList<>(tasks.size());
        for (Callable<T> task : tasks) {
            recorded.add(recorder.callable(name, task));
        }
        return recorded;
    }

    @Override
    public void execute(Runnable command) {
        executor.execute(recorder.runnable(name, command));
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return executor.submit(recorder.callable(name, task));
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return executor.submit(recorder.runnable(name, task), result);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return executor.submit(recorder.runnable(name, task));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return executor.invokeAll(recorded(tasks));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return executor.invokeAll(recorded(tasks), timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        return executor.invokeAny(recorded(tasks));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return executor.invokeAny(recorded(tasks), timeout, unit);
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return executor.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }
}
