package io.aiops4j.core.run.action;

import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.ActionException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What kind of failure a failure of the disk is. */
final class Failures {

    private Failures() {}

    /** The failure at something that is called so; an interrupt in the midst of it comes out as one. */
    static ActionException at(String what, IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            InterruptedException interrupted = new InterruptedException(what);
            Thread.interrupted(); // whoever throws it has cleared the flag
            throw interrupted;
        }
        if (e instanceof NoSuchFileException) {
            return wrong("There is no '" + what + "'. Correct the step.", e);
        }
        String reason = String.valueOf(e instanceof FileSystemException file ? file.getReason() : e.getMessage());
        if (e instanceof NotDirectoryException || isLink(reason)) {
            return wrong(
                    "'" + what + "' is not reached: a link or a file stands where a folder should. Links are not"
                            + " followed; name the place itself.",
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new ActionException(
                    FailureType.ENVIRONMENT_OR_PERMISSION,
                    "This process may not touch '" + what + "'. Give its user the right.",
                    e);
        }
        return new ActionException(
                FailureType.ENVIRONMENT_OR_PERMISSION, "It did not work at '" + what + "': " + e.getMessage(), e);
    }

    static ActionException wrong(String message) {
        return new ActionException(FailureType.PARAMETER_WRONG, message);
    }

    private static ActionException wrong(String message, IOException cause) {
        return new ActionException(FailureType.PARAMETER_WRONG, message, cause);
    }

    // what the system says of a link that it was told not to follow
    private static boolean isLink(String reason) {
        return reason.contains("symbolic link") || reason.contains("Not a directory");
    }
}
