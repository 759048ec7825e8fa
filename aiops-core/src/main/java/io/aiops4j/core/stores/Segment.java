package io.aiops4j.core.stores;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the journal: a header, then frames. Reading needs no lock and survives interrupted threads; what is known of the
 * frames belongs to the {@link JournalIndex} and is guarded by it.
 */
final class Segment implements AutoCloseable {

    static final int HEADER = 32;
    static final String SUFFIX = ".segment";

    private static final long MAGIC = 0x41494F505334_4AL; // "AIOPS4J"
    private static final int FORMAT = 1;
    private static final String PREFIX = "journal-";
    private static final int GUESS = 4096;

    private final Disk disk;
    private final Path path;
    private final long first;
    private final long nonce;
    private volatile FileChannel reading;
    private volatile boolean closed;

    /** Per entry, where its frame begins; the complement of that once the entry is erased. */
    Ints offsets;

    /** What its index file will say of the entries; null when such a file is there and nothing is added. */
    @Nullable
    SegmentNotes notes;

    long size;

    private Segment(Disk disk, Path path, long first, long nonce, Ints offsets, @Nullable SegmentNotes notes)
            throws IOException {
        this.disk = disk;
        this.path = path;
        this.first = first;
        this.nonce = nonce;
        this.offsets = offsets;
        this.notes = notes;
        this.reading = disk.open(path, StandardOpenOption.READ);
        this.size = HEADER;
    }

    /** Creates the file whose first entry will have this position; it survives a power loss when this returns. */
    static Segment create(Disk disk, Path folder, long first, long nonce) throws IOException {
        Path path = folder.resolve(name(first));
        try (FileChannel channel = disk.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            byte[] header = header(FORMAT, first, nonce);
            Disk.writeFully(channel, header, header.length, 0);
            channel.force(true);
        }
        Disk.forceNames(folder);
        return new Segment(disk, path, first, nonce, new Ints(), new SegmentNotes());
    }

    /** Opens a file of which nothing but its header is known; null when not even a header was written. */
    static @Nullable Segment open(Disk disk, Path path) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        try (FileChannel channel = disk.open(path, StandardOpenOption.READ)) {
            Disk.readFully(channel, header, 0);
        }
        int format = header.getInt(8);
        long first = header.getLong(12);
        long nonce = header.getLong(20);
        boolean whole = !header.hasRemaining()
                && ByteBuffer.wrap(header(format, first, nonce)).equals(header.flip())
                && name(first).equals(String.valueOf(path.getFileName()));
        if (whole && format != FORMAT) {
            throw new FileStoreException(
                    "File " + path + " has format " + format + " and this version of the library reads" + " format "
                            + FORMAT + ". Use the version that wrote it, or a later one.");
        }
        return whole ? new Segment(disk, path, first, nonce, new Ints(), new SegmentNotes()) : null;
    }

    static String name(long first) {
        String digits = Long.toString(first);
        return PREFIX + "0".repeat(Math.max(0, 19 - digits.length())) + digits + SUFFIX;
    }

    private static byte[] header(int format, long first, long nonce) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putLong(MAGIC).putInt(format).putLong(first).putLong(nonce);
        CRC32C sum = new CRC32C();
        sum.update(header.array(), 0, header.position());
        return header.putInt((int) sum.getValue()).array();
    }

    Path path() {
        return path;
    }

    long first() {
        return first;
    }

    /** The position after the last entry that is known in it. */
    long next() {
        return first + offsets.size();
    }

    long nonce() {
        return nonce;
    }

    FileChannel writer() throws IOException {
        return disk.open(path, StandardOpenOption.WRITE);
    }

    /** The frame that begins there, or null when there is no whole one. */
    @Nullable
    Frame frame(long offset) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(GUESS);
        read(some, offset);
        some.flip();
        long length = Frame.length(some);
        if (length == 0 || length > Integer.MAX_VALUE - 8) {
            return null;
        }
        ByteBuffer all = ByteBuffer.allocate((int) length);
        all.put(some.slice(0, (int) Math.min(length, some.limit())));
        read(all, offset + all.position());
        return all.hasRemaining() ? null : Frame.read(nonce, all.array());
    }

    /**
     * Reads until the buffer is full or the file ends. A thread that is interrupted closes the channel under everybody's feet;
     * the journal does not suffer from that, and the thread stays interrupted.
     */
    void read(ByteBuffer into, long offset) throws IOException {
        boolean interrupted = false;
        int start = into.position();
        try {
            while (true) {
                FileChannel channel = reading;
                try {
                    into.position(start);
                    Disk.readFully(channel, into, offset);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                    reopen(channel);
                } catch (ClosedChannelException e) {
                    reopen(channel);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel broken) throws IOException {
        if (closed) {
            throw new FileStoreException("The journal is closed. Open the stores again.");
        }
        if (reading.equals(broken)) {
            reading = disk.open(path, StandardOpenOption.READ);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        reading.close();
    }
}
