package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the files of a store could not do, where, and what a person does about it. */
final class FileStoreException extends AiopsException {

    private static final long serialVersionUID = 1L;

    FileStoreException(String message) {
        super(message);
    }

    FileStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The file system refused something: says what, and what usually helps. */
    static FileStoreException refused(String what, Path path, IOException cause) {
        return new FileStoreException(
                "Could not " + what + " " + path + ": " + reason(cause) + ". " + advice(cause, path), cause);
    }

    /** Bytes that are not those that were written. */
    static FileStoreException damaged(Path file, long offset, String what) {
        return new FileStoreException("File " + file + " is damaged at offset " + offset + ": " + what
                + ". Restore the folder from a backup. Without one: stop here, keep a copy of the folder, and only then"
                + " cut this file to " + offset + " bytes and remove the segments behind it; every entry from there on"
                + " is lost, and a head that was noted elsewhere will say so.");
    }

    private static String reason(IOException cause) {
        String named = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return named == null ? cause.getClass().getSimpleName() : named;
    }

    private static String advice(IOException cause, Path path) {
        String reason = reason(cause);
        if (reason.contains("No space") || reason.contains("too large") || reason.contains("quota")) {
            return "Free space on that disk or raise the limit, then open the stores again.";
        }
        if (cause instanceof AccessDeniedException || reason.contains("Read-only") || reason.contains("permitted")) {
            return "Let this process's user write there, or choose another folder.";
        }
        return "Check that " + path
                + " lies on a disk that is mounted, writable and sound, then open the stores again.";
    }
}
