package io.aiops4j.core.execution;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.Id;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is noted of the host's own code on its own thread; all that takes time is done later, on ours. */
final class Noted implements Draft<ExecutionResult> {

    private final About about;
    private final AtomicLong sequence;
    private final String name;
    private final Instant started;
    private final Instant ended;
    private final @Nullable Throwable failure;
    private final @Nullable StateSnapshot before;
    private final @Nullable StateSnapshot after;

    Noted(
            About about,
            AtomicLong sequence,
            String name,
            Instant started,
            Instant ended,
            @Nullable Throwable failure,
            @Nullable StateSnapshot before,
            @Nullable StateSnapshot after) {
        this.about = about;
        this.sequence = sequence;
        this.name = name;
        this.started = started;
        this.ended = ended;
        this.failure = failure;
        this.before = before;
        this.after = after;
    }

    @Override
    public ExecutionResult finish() {
        String number = Long.toString(sequence.incrementAndGet());
        String id = Id.derived("ex", about.node(), name, started.toString(), number);
        ExecutionResultBuilder result = ExecutionResult.of(id, name)
                .on(about.client(), about.target() == null ? name : about.target(), about.node())
                .incident(about.incidentId(), about.incidentType())
                .time(started, ended.isBefore(started) ? started : ended)
                .status(failure == null ? ExecutionResult.Status.COMPLETED : ExecutionResult.Status.FAILED)
                .failure(null, failure == null ? null : HostCode.describe(failure))
                .labels(about.labels());
        if (before != null && after != null) {
            result = result.state(before, after);
        }
        return result.build();
    }
}
