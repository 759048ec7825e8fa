package io.aiops4j.core.stores;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a log of version 1 (length, CRC32C, bytes; one record at a time, without words and tallies) into a new one. */
final class OldRecordLog implements AutoCloseable {

    private static final long MAGIC = 0x41494F5053344A52L; // "AIOPS4JR"
    private static final int HEADER = 20;
    private static final int FIXED = 8;

    private final RandomAccessFile file;
    private final Path path;
    private final long nonce;

    private OldRecordLog(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.nonce =
                file.length() < HEADER ? 0 : ByteBuffer.wrap(read(0, HEADER)).getLong(Long.BYTES);
    }

    /** Puts a log of the present version in the place of one of version 1. */
    static void renew(Path path, LongSupplier nonces) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (OldRecordLog old = new OldRecordLog(path)) {
            if (old.isOne()) {
                List<Long> offsets = old.offsets();
                RandomAccessFile draft = new RandomAccessFile(Disk.draft(path).toFile(), "rw");
                RecordLog.write(
                        draft,
                        path,
                        nonces.getAsLong(),
                        offsets.size(),
                        i -> RecordFrame.ofVersion1(old.get(offsets.get(i))));
                draft.close();
            }
        }
    }

    private boolean isOne() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putLong(nonce);
        byte[] magic = ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).array();
        return file.length() >= HEADER
                && ByteBuffer.wrap(read(0, HEADER))
                        .equals(header.putInt(sum(magic)).flip());
    }

    // a save that was interrupted is left out
    private List<Long> offsets() throws IOException {
        List<Long> offsets = new ArrayList<>();
        long end = file.length();
        long at = HEADER;
        byte[] bytes = bytes(at, end);
        while (bytes != null) {
            offsets.add(at);
            at += FIXED + bytes.length;
            bytes = bytes(at, end);
        }
        for (long later = at + 1; later < end - FIXED; later++) {
            if (bytes(later, end) != null) {
                throw new FileStoreException("File " + path + " is damaged at offset " + at
                        + ": no whole record stands there and others follow. Restore it from a backup; cutting it to "
                        + at + " bytes loses every record from there on.");
            }
        }
        return offsets;
    }

    private byte[] get(long offset) {
        try {
            byte[] bytes = bytes(offset, file.length());
            if (bytes == null) {
                throw new IOException("what was read a moment ago is not there any more");
            }
            return bytes;
        } catch (IOException e) {
            throw FileStoreException.refused("read", path, e);
        }
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
        return sum(bytes) == fixed.getInt() ? bytes : null;
    }

    private byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }

    private int sum(byte[] bytes) {
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
