package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.store.Batcher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: it takes what waits, decides it in memory, writes it, forces it to disk once, and only then tells
 * the callers. After a write that failed nobody knows what is on the disk, so it refuses everything until the stores are opened
 * again.
 */
final class JournalWriter implements Batcher.Sink<JournalRequest> {

    static final int MOST_WAITING = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final int LARGEST_BATCH = 8 << 20;

    private final Disk disk;
    private final Path folder;
    private final JournalIndex index;
    private final Clock clock;
    private final RandomGenerator salts;
    private final ToLongFunction<String> fences;
    private final Function<String, @Nullable List<Entry>> before;
    private final long largestSegment;
    private Segment segment;
    private FileChannel channel;
    private final Batcher<JournalRequest> waiting;
    private volatile @Nullable FileStoreException broken;

    JournalWriter(
            FileJournal.Setup setup, Path folder, JournalIndex index, Function<String, @Nullable List<Entry>> before)
            throws IOException {
        this.disk = setup.disk();
        this.folder = folder;
        this.index = index;
        this.clock = setup.clock();
        this.salts = setup.salts();
        this.fences = setup.fences();
        this.largestSegment = setup.largestSegment();
        this.before = before;
        List<Segment> segments = index.segments();
        this.segment = segments.get(segments.size() - 1);
        this.channel = segment.writer();
        this.waiting =
                Batcher.named("aiops-journal-writer").capacity(MOST_WAITING).start(this);
    }

    /** Hands a request in; false when there is no room within this time, or it was stopped. */
    boolean offer(JournalRequest request, Duration deadline) throws InterruptedException {
        return waiting.offer(request, deadline);
    }

    /** Lets what waits be written, within the deadline, then stops; who waits longer is told. */
    void stop(Duration deadline) {
        List<JournalRequest> left = waiting.close(deadline);
        FileStoreException why = broken;
        left.forEach(request -> request.fail(why == null ? closed() : why));
        if (!hasEnded()) {
            LOG.warn("The journal did not end in {} ms: the disk does not answer.", deadline.toMillis());
        }
    }

    /** Whether nothing is written any more. */
    boolean hasEnded() {
        return waiting.hasEnded();
    }

    @Override
    public void take(List<JournalRequest> requests) {
        work(requests);
    }

    @Override
    public void end() {
        closeChannel();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Could not close {}", segment.path(), e);
        }
    }

    static FileStoreException closed() {
        return new FileStoreException("The journal is closed and nothing was written. Open the stores again.");
    }

    /** Works off what waits, in pieces of a bounded size. */
    private void work(List<JournalRequest> requests) {
        int next = 0;
        while (next < requests.size()) {
            JournalBatch batch = new JournalBatch(index, segment.nonce());
            int from = next;
            try {
                requireSound();
                while (next < requests.size() && batch.size() < LARGEST_BATCH) {
                    decide(requests.get(next++), batch);
                }
                if (!batch.isEmpty()) {
                    write(batch);
                }
                requests.subList(from, next).forEach(JournalRequest::tell);
                roll();
            } catch (IOException | RuntimeException | Error e) {
                FileStoreException why = fail(e);
                next = Math.max(next, from + 1);
                requests.subList(from, next).forEach(request -> request.fail(why)); // those that were told stay told
            }
        }
    }

    /** Whether everything that was written is known to be on the disk, and everything erased to be gone. */
    boolean isSound() {
        return broken == null;
    }

    private void requireSound() {
        FileStoreException why = broken;
        if (why != null) {
            throw why;
        }
    }

    private void decide(JournalRequest request, JournalBatch batch) {
        try {
            batch.take(request, clock.instant(), salts, fences, before);
        } catch (RuntimeException e) {
            request.refuse(e);
        }
    }

    private void write(JournalBatch batch) throws IOException {
        byte[] bytes = batch.bytes();
        try {
            Disk.writeFully(channel, bytes, bytes.length, segment.size);
            channel.force(false);
        } catch (IOException e) {
            cut(e);
            throw e;
        }
        long offset = segment.size;
        segment.size += bytes.length;
        batch.publish(offset);
        if (!batch.wipes().isEmpty()) {
            Wiper.wipe(index, batch.wipes());
        }
    }

    /** Takes back what was written of a batch that failed, where the disk still lets us. */
    private void cut(IOException failure) {
        try {
            channel.truncate(segment.size);
            channel.force(true);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void roll() throws IOException {
        if (segment.size < largestSegment) {
            return;
        }
        channel.close();
        JournalOpener.writeIndex(segment);
        segment = Segment.create(disk, folder, segment.next(), salts.nextLong());
        channel = segment.writer();
        index.add(segment);
    }

    private FileStoreException fail(Throwable cause) {
        FileStoreException why = broken;
        if (why == null) {
            String doubt = "Whether the appends that waited are on the disk is not known: open the stores again and"
                    + " repeat them under their ids. Until then nothing is appended.";
            why = cause instanceof IOException io
                    ? FileStoreException.refused("write", segment.path(), io)
                    : new FileStoreException("The journal failed in " + segment.path() + ": " + cause, cause);
            why = new FileStoreException(why.getMessage() + " " + doubt, cause);
            broken = why;
            LOG.error("{}", why.getMessage(), cause);
        }
        return why;
    }
}
