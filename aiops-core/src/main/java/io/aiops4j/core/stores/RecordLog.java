package io.aiops4j.core.stores;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of byte strings, in batches. A batch is on disk before {@link #add} returns, so a crash leaves at most the last one
 * unfinished, and opening cuts all of it. Not safe for use by many threads. Not a channel, because an interrupted thread cannot
 * use one.
 */
final class RecordLog implements AutoCloseable {

    /** Is told what stands in the log, in order. */
    @FunctionalInterface
    interface Reader {

        void read(byte[] bytes, long offset);
    }

    private static final Logger LOG = LoggerFactory.getLogger(FileRecordStore.class);

    private final Path path;
    private final LongSupplier nonces;
    private RandomAccessFile file;
    private LogFrame frames;
    private long size;
    private @Nullable FileStoreException broken;

    private RecordLog(Path path, LongSupplier nonces, RandomAccessFile file) {
        this.path = path;
        this.nonces = nonces;
        this.file = file;
        this.frames = new LogFrame(0);
    }

    /** Opens the log, cuts what a crash left unfinished at its end, and hands over the rest. */
    static RecordLog open(Path path, LongSupplier nonces, Reader reader) {
        try {
            Files.deleteIfExists(Disk.draft(path)); // left by a crash, with content that may have been erased since
            OldRecordLog.renew(path, nonces);
            RecordLog log = new RecordLog(path, nonces, new RandomAccessFile(path.toFile(), "rw"));
            try {
                log.load(reader);
                return log;
            } catch (IOException | RuntimeException e) {
                log.close();
                throw e;
            }
        } catch (IOException e) {
            throw FileStoreException.refused("open", path, e);
        }
    }

    private void load(Reader reader) throws IOException {
        if (file.length() < LogFrame.HEADER) {
            begin(file, nonces.getAsLong());
        }
        LogFrame found = LogFrame.of(read(0, LogFrame.HEADER));
        if (found == null) {
            throw new FileStoreException("File " + path + " does not begin as a log of records does. Restore it from a"
                    + " backup, or move it away to begin with none.");
        }
        frames = found;
        long end = file.length();
        size = LogFrame.HEADER;
        List<byte[]> batch = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (long at = size; at < end; ) {
            LogFrame.Frame frame = frame(at, end);
            if (frame == null || frame.begin() != size) {
                break;
            }
            batch.add(frame.bytes());
            offsets.add(at);
            at += LogFrame.FIXED + frame.bytes().length;
            if (frame.isLast()) {
                for (int i = 0; i < batch.size(); i++) {
                    reader.read(batch.get(i), offsets.get(i));
                }
                batch.clear();
                offsets.clear();
                size = at;
            }
        }
        if (size < end) {
            cut(end);
        }
        file.getFD().sync();
        forceName();
    }

    private LogFrame.@Nullable Frame frame(long at, long end) throws IOException {
        if (at + LogFrame.FIXED > end) {
            return null;
        }
        byte[] fixed = read(at, LogFrame.FIXED);
        int length = LogFrame.length(fixed, end - at);
        return length < 0 ? null : frames.read(fixed, read(at + LogFrame.FIXED, length));
    }

    private void cut(long end) throws IOException {
        byte[] piece = new byte[0];
        // each piece has the beginning of the next one at its end, so that no frame's first bytes are cut in two
        for (long from = size + 1; from < end - LogFrame.FIXED; from += piece.length - LogFrame.FIXED + 1) {
            piece = read(from, (int) Math.min(Disk.LARGEST_WRITE, end - from));
            for (int i = 0; i <= piece.length - LogFrame.FIXED; i++) {
                if (LogFrame.mayBegin(piece, i)) {
                    LogFrame.Frame frame = frame(from + i, end);
                    // others of the same batch may have reached the disk before the one that is missing
                    if (frame != null && frame.begin() != size) {
                        throw new FileStoreException("File " + path + " is damaged at offset " + size
                                + ": no whole batch stands there and others follow. Restore it from a backup; cutting it to "
                                + size + " bytes loses every record from there on.");
                    }
                }
            }
        }
        LOG.warn("A save was interrupted: cut {} bytes at offset {} of {}.", end - size, size, path);
        file.setLength(size);
    }

    private void forceName() throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Disk.forceNames(folder);
        }
    }

    private static LogFrame begin(RandomAccessFile file, long nonce) throws IOException {
        LogFrame frames = new LogFrame(nonce);
        file.setLength(0);
        file.write(frames.header());
        return frames;
    }

    /** Adds these bytes, all or none, and says where each stands; they are on disk when this returns. */
    long[] add(List<byte[]> batch) {
        FileStoreException earlier = broken;
        if (earlier != null) {
            throw new FileStoreException(
                    "An earlier write failed and nothing is saved since. " + earlier.getMessage(), earlier);
        }
        long[] offsets = new long[batch.size()];
        try {
            file.seek(size);
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = file.getFilePointer();
                write(file, frames.frame(batch.get(i), size, offsets.length - 1 - i));
            }
            file.getFD().sync();
            size = file.getFilePointer();
            return offsets;
        } catch (IOException e) {
            takeBack(e);
            FileStoreException why = FileStoreException.refused("write", path, e);
            broken = why;
            throw why;
        }
    }

    // a larger write would make the platform keep a buffer of that size
    private static void write(RandomAccessFile file, byte[] bytes) throws IOException {
        for (int done = 0; done < bytes.length; done += Disk.LARGEST_WRITE) {
            file.write(bytes, done, Math.min(Disk.LARGEST_WRITE, bytes.length - done));
        }
    }

    private void takeBack(IOException failure) {
        try {
            file.setLength(size);
            file.getFD().sync();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The bytes that stand there. */
    byte[] get(long offset) {
        try {
            LogFrame.Frame frame = frame(offset, size);
            if (frame == null) {
                throw new FileStoreException("File " + path + " is damaged at offset " + offset
                        + ": the record is not the one that was written. Restore the file from a backup.");
            }
            return frame.bytes();
        } catch (IOException e) {
            throw FileStoreException.refused("read", path, e);
        }
    }

    long size() {
        return size;
    }

    /** Puts these in the place of everything, each a batch of its own, and says where they stand. */
    long[] replace(int count, IntFunction<byte[]> bytes) {
        try {
            RandomAccessFile copy = new RandomAccessFile(Disk.draft(path).toFile(), "rw");
            long nonce = nonces.getAsLong();
            long[] moved = write(copy, path, nonce, count, bytes);
            file.close();
            file = copy;
            frames = new LogFrame(nonce);
            size = copy.getFilePointer();
            broken = null;
            return moved;
        } catch (IOException e) {
            throw FileStoreException.refused("rewrite", path, e);
        }
    }

    /** Writes a whole log as the draft of this file and moves it there. */
    static long[] write(RandomAccessFile draft, Path path, long nonce, int count, IntFunction<byte[]> bytes)
            throws IOException {
        try {
            LogFrame frames = begin(draft, nonce);
            long[] offsets = new long[count];
            for (int i = 0; i < count; i++) {
                offsets[i] = draft.getFilePointer();
                write(draft, frames.frame(bytes.apply(i), offsets[i], 0));
            }
            draft.getFD().sync();
            Disk.moveOver(Disk.draft(path), path);
            return offsets;
        } catch (IOException | RuntimeException e) {
            draft.close();
            Files.deleteIfExists(Disk.draft(path));
            throw e;
        }
    }

    private byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
