package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in files, for one process: {@link JournalOpener} repairs and indexes, {@link JournalWriter} decides, writes and
 * forces, and reading goes to the files by way of the {@link JournalIndex}.
 */
final class FileJournal implements Journal, AutoCloseable {

    /** What a journal needs: where it is, its time, and what tests replace. */
    record Setup(
            Path folder,
            Clock clock,
            ToLongFunction<String> fences,
            Disk disk,
            RandomGenerator salts,
            long largestSegment,
            Duration patience) {

        /** The journal of a host. */
        static Setup of(Path folder, Clock clock, ToLongFunction<String> fences) {
            return new Setup(
                    folder, clock, fences, Disk.REAL, new SecureRandom(), LARGEST_SEGMENT, Duration.ofSeconds(30));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final long LARGEST_SEGMENT = 64L << 20;

    private final JournalIndex index;
    private final EntryReader reader;
    private final JournalWriter writer;
    private final long patience;
    private volatile boolean closed;

    FileJournal(Setup setup) {
        Path folder = Disk.folder(setup.folder());
        this.patience = setup.patience().toMillis();
        this.index = JournalOpener.open(setup.disk(), folder, setup.salts()::nextLong);
        this.reader = new EntryReader(index);
        try {
            this.writer = new JournalWriter(setup, folder, index, this::named);
        } catch (IOException e) {
            closeSegments();
            throw FileStoreException.refused("write into", folder, e);
        }
    }

    @Override
    public List<Entry> append(Append append) {
        return await(new JournalRequest(append, List.of()));
    }

    @Override
    public List<Entry> erase(List<Long> positions, Append receipt) {
        if (receipt.items().isEmpty()) {
            throw new AiopsException("An erasure says who, why and how many: add an entry to its receipt.");
        }
        long end = head().position();
        for (long position : positions) {
            if (position < 1 || position > end) {
                throw new AiopsException("There is no entry " + position + " to erase.");
            }
            readAll(position - 1, 1).forEach(Chain::requireErasable);
        }
        return await(new JournalRequest(receipt, positions));
    }

    /** Returns once everything that was requested before is on disk or refused. */
    void settle() {
        await(JournalRequest.barrier());
    }

    // a caller that is interrupted still learns what became of its entries, and stays interrupted
    private List<Entry> await(JournalRequest request) {
        if (closed) {
            throw JournalWriter.closed();
        }
        boolean interrupted = false;
        boolean taken = false;
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
        try {
            while (true) {
                long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
                try {
                    taken = taken || writer.offer(request, Duration.ofMillis(left));
                    if (!taken && closed) {
                        throw JournalWriter.closed();
                    }
                    if (!taken) {
                        throw new FileStoreException(
                                "The journal took no append for " + patience
                                        + " ms and nothing was written: the disk is too slow or stands still. Try again later.");
                    }
                    return request.answer().get(left, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (TimeoutException e) {
            throw new FileStoreException(
                    "The journal did not answer for " + patience
                            + " ms: the disk is too slow or stands still. The append may"
                            + " be written later; repeat it under the same id to get the first result.",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof FileStoreException failure) {
            // one failure may answer many callers: each gets an exception of its own
            return new FileStoreException(String.valueOf(failure.getMessage()), failure);
        }
        return cause instanceof RuntimeException refusal
                ? refusal
                : new FileStoreException("Nothing was written.", cause);
    }

    @Override
    public List<Entry> read(String stream, long afterVersion, int limit) {
        return reader.read(() -> index.places(stream, afterVersion, limit));
    }

    @Override
    public List<Entry> readAll(long afterPosition, int limit) {
        return reader.read(() -> index.places(afterPosition, limit));
    }

    @Override
    public Head head() {
        return index.head();
    }

    /** The entries of the append with this id, or null when there is none yet. */
    private @Nullable List<Entry> named(String id) {
        for (int first : index.named(id)) {
            Frame frame = reader.frame(index.place(first));
            if (id.equals(frame.appendId())) {
                return readAll(first - 1L, frame.size());
            }
        }
        return null;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        writer.stop(Duration.ofMillis(patience));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (hasEnded() && writer.isSound()) {
            List<Segment> segments = index.segments();
            JournalOpener.writeIndex(segments.get(segments.size() - 1));
        }
        closeSegments();
    }

    /** Whether nothing is written any more; false for a journal that was closed while its disk stood still. */
    boolean hasEnded() {
        return writer.hasEnded();
    }

    private void closeSegments() {
        for (Segment segment : index.segments()) {
            try {
                segment.close();
            } catch (IOException e) {
                LOG.warn("Could not close {}: {}", segment.path(), e.toString());
            }
        }
    }
}
