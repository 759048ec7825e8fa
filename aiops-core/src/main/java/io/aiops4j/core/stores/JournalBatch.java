package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.StaleAppendException;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Appends that go to disk together: each sees those before it as if they were written, and nobody else does until they are. */
final class JournalBatch {

    private final JournalIndex index;
    private final long nonce;
    private final long first;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, List<Entry>> named = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Frame> frames = new ArrayList<>();
    private final Ints offsets = new Ints();
    private final List<Long> wipes = new ArrayList<>();
    private Head head;
    private Instant last;

    JournalBatch(JournalIndex index, long nonce) {
        this.index = index;
        this.nonce = nonce;
        this.head = index.head();
        this.last = index.last();
        this.first = head.position() + 1;
    }

    /**
     * Takes a request in; what its append requires is judged here.
     *
     * @param before finds the entries of an append with this id on disk
     */
    void take(
            JournalRequest request,
            Instant now,
            RandomGenerator salts,
            ToLongFunction<String> fences,
            Function<String, @Nullable List<Entry>> before) {
        Append append = request.append();
        if (append == null) {
            return;
        }
        List<Entry> repeated = append.id() == null ? null : repeated(append.id(), before);
        if (repeated != null) {
            request.decide(repeated);
            return;
        }
        append.fences()
                .forEach((name, fence) ->
                        Chain.require(StaleAppendException.lease(name), fence, fences.applyAsLong(name)));
        Instant time = now.isBefore(last) ? last : now;
        List<Entry> entries = Chain.link(head, append, this::version, time, salts);
        if (!entries.isEmpty()) {
            JournalIndex.position(head.position() + entries.size());
            byte[] frame = FrameWriter.write(nonce, first, append, entries, request.wipes());
            // nothing can fail from here on: half of an append must not count
            frames.add(Frame.written(nonce, frame));
            offsets.add(bytes.size());
            bytes.writeBytes(frame);
            Entry latest = entries.get(entries.size() - 1);
            entries.forEach(entry -> versions.put(entry.stream(), entry.version()));
            head = new Head(latest.position(), latest.hash());
            last = time;
            wipes.addAll(request.wipes());
            if (append.id() != null) {
                named.put(append.id(), entries);
            }
        }
        request.decide(entries);
    }

    private @Nullable List<Entry> repeated(String id, Function<String, @Nullable List<Entry>> before) {
        List<Entry> pending = named.get(id);
        return pending == null ? before.apply(id) : pending;
    }

    private long version(String stream) {
        Long pending = versions.get(stream);
        return pending == null ? index.version(stream) : pending;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    int size() {
        return bytes.size();
    }

    List<Long> wipes() {
        return wipes;
    }

    /** Shows everybody what is on disk now, from this offset on. */
    void publish(long offset) {
        index.add(frames, offsets, Math.toIntExact(offset), head, last);
    }
}
