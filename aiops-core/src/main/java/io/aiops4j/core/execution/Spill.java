package io.aiops4j.core.execution;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts in files of one folder, first in, first out, for as long as the store that they are meant for does not take them. What was
 * added survives a crash; what was taken out just before one may be there again, so whoever takes it must not mind. A folder belongs
 * to one process.
 *
 * <p>Not safe for use by many threads.
 */
final class Spill implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spill.class);
    private static final String SUFFIX = ".spill";
    private static final long LARGEST_FILE = 8 << 20;

    private final Path folder;
    private final long mostBytes;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final Deque<SpillFile> files = new ArrayDeque<>();
    private long next = 1;

    private Spill(Path folder, long mostBytes, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Opens the spill in this folder, with what an earlier process left in it. */
    static Spill open(Path folder, long mostBytes) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                Spill spill = new Spill(folder, mostBytes, lockFile, locked(folder, lockFile));
                spill.load();
                return spill;
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AiopsException(
                    "The spill folder " + folder + " cannot be used: " + e.getMessage()
                            + ". Name one that this process may write, on a disk with room, or none.",
                    e);
        }
    }

    private static FileLock locked(Path folder, FileChannel file) throws IOException {
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException ours) {
            // held by this process already, which is as bad
        }
        if (lock == null) {
            throw new AiopsException(
                    "The spill folder " + folder
                            + " is in use by another recorder. Give each process, and each instance in it, a folder of its own.");
        }
        return lock;
    }

    private void load() throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path path : found) {
            SpillFile file = SpillFile.open(path);
            String name = path.getFileName().toString();
            next = Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) + 1;
            if (file.isEmpty()) {
                file.delete();
            } else {
                files.add(file);
            }
        }
        if (!files.isEmpty()) {
            LOG.info("{} records wait in {} from before; they are stored now", size(), folder);
        }
    }

    /** Adds these texts behind all others; they survive a crash when it returns. False when there is no room for them. */
    boolean add(List<byte[]> texts) throws IOException {
        long more = texts.stream()
                .mapToLong(text -> SpillFile.FIXED + (long) text.length)
                .sum();
        if (bytes() + more > mostBytes) {
            return false;
        }
        SpillFile last = files.peekLast();
        if (last == null || last.bytes() >= LARGEST_FILE) {
            last = SpillFile.create(folder.resolve(String.format("%012d", next++) + SUFFIX));
            files.add(last);
        }
        last.add(texts);
        return true;
    }

    /** The first texts, at most so many and so many bytes, at least one if there is one; they stay. */
    List<byte[]> first(int most, long mostTogether) throws IOException {
        SpillFile first = files.peekFirst();
        return first == null ? new ArrayList<>() : first.first(most, mostTogether);
    }

    /** Takes out what {@link #first} gave. */
    void remove(List<byte[]> taken) throws IOException {
        SpillFile first = files.peekFirst();
        if (first != null) {
            first.skip(taken);
            if (first.isEmpty()) {
                files.removeFirst();
                first.delete();
            }
        }
    }

    /** Takes out all texts that are like this, and says how many; nothing of them stays on the disk. */
    int removeIf(Predicate<byte[]> unwanted) throws IOException {
        int removed = 0;
        for (SpillFile file : List.copyOf(files)) {
            removed += file.removeIf(unwanted);
            if (file.isEmpty()) {
                files.remove(file);
                file.delete();
            }
        }
        return removed;
    }

    /** Keeps a text for a person to look at: the store will never take it. */
    void setAside(byte[] text, @Nullable String why) throws IOException {
        Path aside = folder.resolve("refused");
        LOG.error("A record that waited in the spill is refused by the store and kept in {}: {}", aside, why);
        try (SpillFile file = SpillFile.open(aside)) {
            file.add(List.of(text));
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** How many texts wait. */
    long size() {
        return files.stream().mapToLong(SpillFile::size).sum();
    }

    /** How many bytes the files have. */
    long bytes() {
        return files.stream().mapToLong(SpillFile::bytes).sum();
    }

    @Override
    public String toString() {
        return "the spill in " + folder;
    }

    @Override
    public void close() {
        try (lockFile;
                lock) {
            for (SpillFile file : files) {
                file.close();
            }
        } catch (IOException e) {
            LOG.debug("Could not close the spill in {}", folder, e);
        }
    }
}
