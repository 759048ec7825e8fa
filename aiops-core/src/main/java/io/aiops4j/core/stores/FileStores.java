package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for one process: {@code journal/} with its segments, {@code leases}, and {@code records/} with a file per kind. */
final class FileStores implements Stores {

    private static final Logger LOG = LoggerFactory.getLogger(FileStores.class);
    private static final int LONGEST_KIND = 100;

    private final Path folder;
    private final FolderLock lock;
    private final FileLeases leases;
    private final FileJournal journal;
    private final SecureRandom nonces = new SecureRandom();
    private final Map<String, FileRecordStore<?>> records = new ConcurrentHashMap<>();
    private boolean closed;

    FileStores(Path folder, Clock clock) {
        this.folder = Disk.folder(folder);
        this.lock = FolderLock.of(this.folder);
        try {
            this.leases = new FileLeases(this.folder.resolve("leases"), clock, this::settle);
            this.journal = new FileJournal(FileJournal.Setup.of(this.folder.resolve("journal"), clock, leases::fence));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void settle() {
        journal.settle();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Leases leases() {
        return leases;
    }

    @Override
    @SuppressWarnings("unchecked") // one codec per kind, so the store under it keeps that codec's type
    public <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
        return (RecordStore<T>) records.computeIfAbsent(
                kind,
                name -> new FileRecordStore<>(
                        Disk.folder(folder.resolve("records")).resolve(requireFileName(name)),
                        nonces::nextLong,
                        codec));
    }

    // a kind becomes a file, on systems that do not tell upper from lower case too
    private static String requireFileName(String kind) {
        boolean plain = !kind.isEmpty() && kind.length() <= LONGEST_KIND;
        for (int i = 0; plain && i < kind.length(); i++) {
            char c = kind.charAt(i);
            plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }
        if (!plain) {
            throw new AiopsException(
                    "A kind of records is a file here: '" + kind + "' takes other characters than a-z, 0-9,"
                            + " '-' and '_', or more than " + LONGEST_KIND + ". Rename it.");
        }
        return kind + ".records";
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        journal.close();
        for (FileRecordStore<?> store : records.values()) {
            try {
                store.close();
            } catch (IOException e) {
                LOG.warn("Could not close the records in {}: {}", folder, e.toString());
            }
        }
        if (journal.hasEnded()) {
            lock.close();
        } else {
            LOG.warn("{} stays locked until this process ends: its disk does not answer.", folder);
        }
    }
}
