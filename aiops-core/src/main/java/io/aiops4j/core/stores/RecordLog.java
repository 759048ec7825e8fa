package io.aiops4j.core.stores;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of framed byte strings: length, CRC32C, bytes. Each is on disk before {@link #add} returns, so a crash leaves at most
 * the last one unfinished. Not safe for use by many threads. Not a channel, because an interrupted thread cannot use one.
 */
final class RecordLog implements AutoCloseable {

    /** Is told what stands in the log, in order. */
    @FunctionalInterface
    interface Reader {

        void read(byte[] bytes, long offset) throws IOException;
    }

    /** Where the first record stands. */
    static final int HEADER = 20;

    /** What each record takes beside its bytes. */
    static final int FIXED = 8;

    private static final Logger LOG = LoggerFactory.getLogger(FileRecordStore.class);
    private static final long MAGIC = 0x41494F5053344A52L; // "AIOPS4JR"

    private final Path path;
    private final LongSupplier nonces;
    private RandomAccessFile file;
    private long nonce; // goes into each check sum: what looks like a record inside a record is none
    private long size;
    private @Nullable FileStoreException broken;

    private RecordLog(Path path, LongSupplier nonces) throws IOException {
        this.path = path;
        this.nonces = nonces;
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Opens the log, cuts what a crash left unfinished at its end, and hands over the rest. */
    static RecordLog open(Path path, LongSupplier nonces, Reader reader) {
        try {
            Files.deleteIfExists(Disk.draft(path)); // left by a crash, with content that may have been erased since
            RecordLog log = new RecordLog(path, nonces);
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
        long end = file.length();
        if (end < HEADER) {
            begin(file, nonces.getAsLong());
            end = HEADER;
        }
        nonce = ByteBuffer.wrap(read(0, HEADER)).getLong(Long.BYTES);
        if (!Arrays.equals(read(0, HEADER), header(nonce))) {
            throw new FileStoreException("File " + path + " does not begin as a log of records does. Restore it from a"
                    + " backup, or move it away to begin with none.");
        }
        for (size = HEADER; size < end; ) {
            byte[] bytes = bytes(size, end);
            if (bytes == null) {
                cut(end);
                break;
            }
            reader.read(bytes, size);
            size += FIXED + bytes.length;
        }
        file.getFD().sync();
        forceName();
    }

    private void cut(long end) throws IOException {
        for (long offset = size + 1; offset < end - FIXED; offset++) {
            if (bytes(offset, end) != null) {
                throw new FileStoreException(
                        "File " + path + " is damaged at offset " + size + ": no whole record stands"
                                + " there and others follow. Restore it from a backup; cutting it to " + size
                                + " bytes loses every record from there on.");
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

    private static void begin(RandomAccessFile file, long nonce) throws IOException {
        file.setLength(0);
        file.write(header(nonce));
        file.getFD().sync();
    }

    private static byte[] header(long nonce) {
        byte[] magic = ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).array();
        ByteBuffer header = ByteBuffer.allocate(HEADER).put(magic).putLong(nonce);
        return header.putInt(sum(magic, nonce)).array();
    }

    /** Adds these bytes and says where they stand; they are on disk when this returns. */
    long add(byte[] bytes) {
        FileStoreException earlier = broken;
        if (earlier != null) {
            throw new FileStoreException(
                    "An earlier write failed and nothing is saved since. " + earlier.getMessage(), earlier);
        }
        try {
            file.seek(size);
            file.write(framed(bytes, nonce));
            file.getFD().sync();
        } catch (IOException e) {
            takeBack(e);
            FileStoreException why = FileStoreException.refused("write", path, e);
            broken = why;
            throw why;
        }
        long offset = size;
        size += FIXED + bytes.length;
        return offset;
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
            byte[] bytes = bytes(offset, size);
            if (bytes == null) {
                throw new FileStoreException("File " + path + " is damaged at offset " + offset
                        + ": the record is not the one that was written. Restore the file from a backup.");
            }
            return bytes;
        } catch (IOException e) {
            throw FileStoreException.refused("read", path, e);
        }
    }

    long size() {
        return size;
    }

    /** Keeps only what stands at these offsets, in this order, and says where it stands now. */
    long[] keep(List<Long> offsets) {
        Path draft = Disk.draft(path);
        try {
            long newNonce = nonces.getAsLong();
            long[] moved = new long[offsets.size()];
            RandomAccessFile copy = new RandomAccessFile(draft.toFile(), "rw");
            try {
                begin(copy, newNonce);
                for (int i = 0; i < moved.length; i++) {
                    moved[i] = copy.getFilePointer();
                    copy.write(framed(get(offsets.get(i)), newNonce));
                }
                copy.getFD().sync();
                Disk.moveOver(draft, path);
            } catch (IOException | RuntimeException e) {
                copy.close();
                Files.deleteIfExists(draft);
                throw e;
            }
            file.close();
            file = copy;
            nonce = newNonce;
            size = copy.getFilePointer();
            broken = null;
            return moved;
        } catch (IOException e) {
            throw FileStoreException.refused("rewrite", path, e);
        }
    }

    private static byte[] framed(byte[] bytes, long nonce) {
        ByteBuffer frame = ByteBuffer.allocate(FIXED + bytes.length);
        return frame.putInt(bytes.length).putInt(sum(bytes, nonce)).put(bytes).array();
    }

    private byte @Nullable [] bytes(long offset, long end) throws IOException {
        if (offset + FIXED > end) {
            return null;
        }
        ByteBuffer fixed = ByteBuffer.wrap(read(offset, FIXED));
        long length = fixed.getInt();
        if (length < 0 || length > end - offset - FIXED) {
            return null;
        }
        byte[] bytes = read(offset + FIXED, (int) length);
        return sum(bytes, nonce) == fixed.getInt() ? bytes : null;
    }

    private byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }

    private static int sum(byte[] bytes, long nonce) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, nonce));
        sum.update(bytes);
        return (int) sum.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
