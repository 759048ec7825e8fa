package io.aiops4j.core.run.action;

import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.ActionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file that is replaced as a whole: written beside it, forced, compared and moved into its place, so that whoever reads sees the
 * old one or the new one. Who edits it through us takes turns, by a lock on the file. Who does not is noticed: what was read is
 * compared once more right before the move, and the file that was replaced once more behind it.
 */
final class ConfigFile {

    /** The largest file that is edited. */
    static final int LARGEST = 1 << 20;

    /** How often it is begun anew because somebody else writes the file. */
    static final int MOST_TRIES = 500;

    private static final long PAUSE_MILLIS = 20;
    private static final int MOST_LOOKS = 10;

    private final Folder folder;
    private final String name;
    private final Beside beside;
    private byte @Nullable [] ours;
    private byte @Nullable [] theirs;

    ConfigFile(Folder folder, String name, Beside beside) {
        this.folder = folder;
        this.name = name;
        this.beside = beside;
    }

    /** What becomes of a text; refused by an exception. */
    @FunctionalInterface
    interface Change {
        byte[] of(byte[] content);
    }

    /** What is done with both texts before the new one takes the place of the old one. */
    @FunctionalInterface
    interface Keeper {
        void keep(byte[] before, byte[] after) throws IOException;
    }

    byte[] read() throws IOException {
        require();
        try (FileChannel file = folder.open(name, Set.of(StandardOpenOption.READ))) {
            return content(file);
        }
    }

    /** Replaces the text by what becomes of it. */
    void replace(Change change, Keeper keeper) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_TRIES; i++) {
            BasicFileAttributes before = require();
            FileChannel file = open();
            if (file != null) {
                try (file) {
                    if (isLocked(file) && isStill(before) && isReplaced(file, before, change, keeper)) {
                        return;
                    }
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new ActionException(
                FailureType.TRANSIENT,
                "Somebody else keeps writing '" + name + "', and nothing of theirs was overwritten. Try again later.");
    }

    private @Nullable FileChannel open() throws IOException {
        try {
            return folder.open(name, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (NoSuchFileException e) {
            return null; // moved away at this moment; it is asked for again
        }
    }

    private boolean isReplaced(FileChannel file, BasicFileAttributes before, Change change, Keeper keeper)
            throws IOException, InterruptedException {
        byte[] content = content(file);
        byte[] base = theirs != null && Arrays.equals(content, ours) ? theirs : content;
        byte[] edited;
        try {
            edited = change.of(base);
        } catch (ActionException e) {
            if (Arrays.equals(content, settled(file)) && isStill(before)) {
                throw e;
            }
            return false; // it was half written when it was read
        }
        if (Arrays.equals(edited, content)) {
            keeper.keep(base, edited);
            return true;
        }
        String made = beside.write(name, edited, "");
        try {
            keeper.keep(base, edited);
            if (!isStill(before) || !Arrays.equals(content, content(file))) {
                return false;
            }
            folder.replace(made, name);
        } finally {
            beside.drop(made);
        }
        beside.force();
        byte[] late = settled(file);
        if (Arrays.equals(late, content)) {
            return true;
        }
        // somebody wrote into the very file that was replaced: theirs is what is edited, and ours is replaced again
        ours = edited;
        theirs = late;
        return false;
    }

    private BasicFileAttributes require() throws IOException {
        BasicFileAttributes file = folder.look(name);
        if (!file.isRegularFile()) {
            throw Failures.wrong("'" + name + "' is a folder, a link or a device. Name a file itself.");
        }
        if (file.size() > LARGEST) {
            throw new ActionException(
                    FailureType.ACTION_UNSUPPORTED,
                    "'" + name + "' has " + file.size() + " bytes, and " + LARGEST + " is the most. Edit it by hand.");
        }
        return file;
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock(); // until the file is closed
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process
        }
    }

    /** Whether the name still stands for the same file. */
    private boolean isStill(BasicFileAttributes before) throws IOException {
        try {
            return Objects.equals(before.fileKey(), folder.look(name).fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** What is in it once it stays the same for a moment. */
    private static byte[] settled(FileChannel file) throws IOException, InterruptedException {
        byte[] content = content(file);
        for (int i = 0; i < MOST_LOOKS; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            byte[] again = content(file);
            if (Arrays.equals(content, again)) {
                break;
            }
            content = again;
        }
        return content;
    }

    static byte[] content(FileChannel file) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LARGEST + 1);
        int at = 0;
        while (content.hasRemaining()) {
            int read = file.read(content, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        if (at > LARGEST) {
            throw new ActionException(
                    FailureType.ACTION_UNSUPPORTED,
                    "The file has more than " + LARGEST + " bytes by now. Edit it by hand.");
        }
        return Arrays.copyOf(content.array(), at);
    }
}
