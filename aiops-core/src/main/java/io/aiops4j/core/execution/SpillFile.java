package io.aiops4j.core.execution;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of a spill: length, CRC32C and bytes of each text, one after the other. What a crash left unfinished at its end is cut;
 * a damaged file is read up to the damage and kept aside. Not a channel, because an interrupted thread cannot use one.
 */
final class SpillFile implements AutoCloseable {

    /** What each text takes beside its bytes. */
    static final int FIXED = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Spill.class);

    private final Path path;
    private RandomAccessFile file;
    private long from;
    private long to;
    private long size;

    private SpillFile(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    static SpillFile create(Path path) throws IOException {
        SpillFile created = new SpillFile(path);
        created.forceName();
        return created;
    }

    /** The texts that stand in a file. */
    static SpillFile open(Path path) throws IOException {
        SpillFile opened = new SpillFile(path);
        long end = opened.file.length();
        for (byte[] text = opened.read(0, end); text != null; text = opened.read(opened.to, end)) {
            opened.to += FIXED + text.length;
            opened.size++;
        }
        if (opened.to < end) {
            opened.cut(end);
        }
        return opened;
    }

    private void cut(long end) throws IOException {
        boolean more = false;
        for (long offset = to + 1; offset < end - FIXED && !more; offset++) {
            more = read(offset, end) != null;
        }
        if (more) {
            Path aside = path.resolveSibling(path.getFileName() + ".damaged");
            Files.copy(path, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.error(
                    "{} is damaged at offset {}: the {} records before are stored, what follows is kept in {}.",
                    path,
                    to,
                    size,
                    aside);
        } else {
            LOG.warn(
                    "A write was interrupted: cut {} bytes at offset {} of {}; nobody was told of them.",
                    end - to,
                    to,
                    path);
        }
        file.setLength(to);
        file.getFD().sync();
    }

    // the file's name must survive a crash as well
    private void forceName() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Adds these texts, all or none. */
    void add(List<byte[]> texts) throws IOException {
        byte[] frames = frames(texts);
        try {
            file.seek(to);
            file.write(frames);
            file.getFD().sync();
        } catch (IOException e) {
            try {
                file.setLength(to);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        to += frames.length;
        size += texts.size();
    }

    List<byte[]> first(int most, long mostTogether) throws IOException {
        List<byte[]> texts = new ArrayList<>();
        long offset = from;
        while (offset < to && texts.size() < most && (texts.isEmpty() || offset - from < mostTogether)) {
            byte[] text = read(offset, to);
            if (text == null) {
                throw new IOException(path + " is damaged at offset " + offset);
            }
            texts.add(text);
            offset += FIXED + text.length;
        }
        return texts;
    }

    void skip(List<byte[]> taken) {
        taken.forEach(text -> from += FIXED + text.length);
        size -= taken.size();
    }

    /** Takes out what is like this, with what was skipped before, by writing the rest anew. */
    int removeIf(Predicate<byte[]> unwanted) throws IOException {
        List<byte[]> kept = new ArrayList<>(first(Integer.MAX_VALUE, Long.MAX_VALUE));
        long before = size;
        if (!kept.removeIf(unwanted)) {
            return 0;
        }
        byte[] frames = frames(kept);
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        try (FileChannel copy = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(frames);
            while (left.hasRemaining()) {
                copy.write(left);
            }
            copy.force(true);
        }
        file.close();
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceName();
        file = new RandomAccessFile(path.toFile(), "rw");
        from = 0;
        to = frames.length;
        size = kept.size();
        return (int) (before - size);
    }

    private static byte[] frames(List<byte[]> texts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (byte[] text : texts) {
            frames.writeBytes(ByteBuffer.allocate(FIXED)
                    .putInt(text.length)
                    .putInt(sum(text))
                    .array());
            frames.writeBytes(text);
        }
        return frames.toByteArray();
    }

    boolean isEmpty() {
        return size == 0;
    }

    long size() {
        return size;
    }

    long bytes() {
        return to;
    }

    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    private byte @Nullable [] read(long offset, long end) throws IOException {
        if (offset + FIXED > end) {
            return null;
        }
        try {
            file.seek(offset);
            int length = file.readInt();
            int sum = file.readInt();
            if (length < 0 || offset + FIXED + length > end) {
                return null;
            }
            byte[] text = new byte[length];
            file.readFully(text);
            return sum == sum(text) ? text : null;
        } catch (EOFException e) {
            return null;
        }
    }

    private static int sum(byte[] text) {
        CRC32C sum = new CRC32C();
        sum.update(text, 0, text.length);
        // the length counts as well: a run of zeros is no text
        return (int) sum.getValue() ^ ~text.length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
