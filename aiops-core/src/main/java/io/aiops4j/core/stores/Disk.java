package io.aiops4j.core.stores;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Opens files; tests hand in one whose channels fail. What every file here needs from a disk stands beside it. */
@FunctionalInterface
interface Disk {

    /** The real one. */
    Disk REAL = FileChannel::open;

    // a larger write would make the platform keep a buffer of that size for the thread
    int LARGEST_WRITE = 1 << 20;

    FileChannel open(Path path, OpenOption... options) throws IOException;

    /** A folder that exists and is one. */
    static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (FileAlreadyExistsException e) {
            throw new FileStoreException(
                    folder + " is a file and not a folder. Name a folder for the stores, or remove the file.", e);
        } catch (IOException e) {
            throw FileStoreException.refused("create the folder", folder, e);
        }
    }

    /** Makes the names in a folder survive a power loss: without it a new file may be gone although its bytes were forced. */
    static void forceNames(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows cannot open a folder and keeps its names by itself
        }
        boolean interrupted = Thread.interrupted();
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes all of it, from this offset on. */
    static void writeFully(FileChannel channel, byte[] bytes, int length, long offset) throws IOException {
        int done = 0;
        while (done < length) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, done, Math.min(LARGEST_WRITE, length - done));
            done += channel.write(piece, offset + done);
        }
    }

    /** Reads up to the buffer's limit, or to the end of the file. */
    static void readFully(FileChannel channel, ByteBuffer into, long offset) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, offset + into.position() - start) < 0) {
                return;
            }
        }
    }

    /** Puts new content in the place of the old: after a crash there is one or the other, whole. */
    static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(file);
        // not a channel: an interrupted thread cannot use one
        try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        moveOver(draft, file);
    }

    /** Where the new content of a file is written before it takes the file's place. */
    static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Puts a file that was written and forced in the place of another. */
    static void moveOver(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("this file system cannot replace a file in one step", e);
        }
        Path folder = file.getParent();
        if (folder != null) {
            forceNames(folder);
        }
    }
}
