package io.aiops4j.core.stores;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process, and a second opener in this one, out of a folder.
 *
 * <p>On POSIX systems a process loses its lock as soon as it closes any channel of the locked file, also one that it opened
 * only to find the file locked. So a second opener in the same process must be turned away before it opens that file: by a
 * note beside it that says which process has it.
 */
final class FolderLock implements AutoCloseable {

    private static final String LOCK = "stores.lock";
    private static final String OWNER = "stores.owner";

    private final Path owner;
    private final FileChannel channel;

    private FolderLock(Path owner, FileChannel channel) {
        this.owner = owner;
        this.channel = channel;
    }

    /** Locks a folder, or says who has it. */
    static FolderLock of(Path folder) {
        // one at a time in this process: between reading the note and writing it nobody else may look
        synchronized (FolderLock.class) {
            Path owner = folder.resolve(OWNER);
            try {
                String noted = note(owner);
                if (me(folder).equals(noted)) {
                    throw taken(folder, "by this process. Share the stores that are open, or close them first", null);
                }
                FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                try {
                    if (channel.tryLock() == null) {
                        throw taken(
                                folder,
                                "by " + (noted == null ? "another process" : who(noted))
                                        + ". Stop it, or give each process a folder of its own",
                                null);
                    }
                    Files.writeString(owner, me(folder));
                    return new FolderLock(owner, channel);
                } catch (OverlappingFileLockException e) {
                    // held through another class loader of this process
                    channel.close();
                    throw taken(folder, "by this process. Share the stores that are open, or close them first", e);
                } catch (IOException | RuntimeException e) {
                    channel.close();
                    throw e;
                }
            } catch (IOException e) {
                throw FileStoreException.refused("lock the folder", folder, e);
            }
        }
    }

    private static FileStoreException taken(Path folder, String by, @Nullable Throwable cause) {
        return new FileStoreException("The folder " + folder + " is in use " + by + ".", cause);
    }

    private static @Nullable String note(Path owner) throws IOException {
        return Files.exists(owner) ? Files.readString(owner) : null;
    }

    // the start tells this process from an earlier one with its number; the folder tells a copied note from an own one
    private static String me(Path folder) {
        ProcessHandle process = ProcessHandle.current();
        String started = process.info().startInstant().map(Object::toString).orElse("?");
        return "process " + process.pid() + ", started " + started + "\n" + folder;
    }

    private static String who(String note) {
        int end = note.indexOf('\n');
        return end < 0 ? "another process" : note.substring(0, end);
    }

    @Override
    public void close() {
        synchronized (FolderLock.class) {
            try (channel) {
                Files.deleteIfExists(owner);
            } catch (IOException e) {
                throw FileStoreException.refused("give back the lock beside", owner, e);
            }
        }
    }
}
