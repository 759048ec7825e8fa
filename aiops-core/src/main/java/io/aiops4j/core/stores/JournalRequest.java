package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a caller waits for: an append with what it erases, or just that everything before it is settled. */
final class JournalRequest {

    private final @Nullable Append append;
    private final List<Long> wipes;
    private final CompletableFuture<List<Entry>> answer = new CompletableFuture<>();

    // decided while the batch is put together, told once the batch is on disk
    private List<Entry> entries = List.of();
    private @Nullable RuntimeException refusal;

    JournalRequest(@Nullable Append append, List<Long> wipes) {
        this.append = append;
        this.wipes = List.copyOf(wipes);
    }

    /** Waits for everything that was requested before. */
    static JournalRequest barrier() {
        return new JournalRequest(null, List.of());
    }

    @Nullable
    Append append() {
        return append;
    }

    List<Long> wipes() {
        return wipes;
    }

    CompletableFuture<List<Entry>> answer() {
        return answer;
    }

    void decide(List<Entry> written) {
        entries = written;
    }

    void refuse(RuntimeException why) {
        refusal = why;
    }

    void tell() {
        if (refusal == null) {
            answer.complete(entries);
        } else {
            answer.completeExceptionally(refusal);
        }
    }

    void fail(RuntimeException why) {
        answer.completeExceptionally(why);
    }
}
