package io.aiops4j.core.run.action;

import io.aiops4j.core.Digest;
import io.aiops4j.core.Id;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are written beside another one, with its owner and permissions. Their names begin with a dot. */
final class Beside {

    static final String NEW = ".aiops-new";

    private final Folder folder;
    private final String step;

    Beside(Folder folder, StepContext step) {
        this.folder = folder;
        this.step = Id.derived("step", step.idempotencyKey(), step.executionId());
    }

    /** Writes a text to the disk, under a name that this step alone uses, for one purpose, and says which. */
    String write(String like, byte[] content, String purpose) throws IOException {
        String name = "." + like + "." + step + purpose + NEW;
        drop(name); // of an attempt that went down with its node
        PosixFileAttributeView view = folder.owner(like);
        FileAttribute<?>[] closed = view == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                };
        try (FileChannel file =
                folder.open(name, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), closed)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            if (view != null) {
                own(name, view.readAttributes());
            }
            file.force(true);
        } catch (IOException | RuntimeException e) {
            drop(name);
            throw e;
        }
        return name;
    }

    private void own(String name, PosixFileAttributes like) throws IOException {
        PosixFileAttributeView view = folder.owner(name);
        if (view == null) {
            return;
        }
        PosixFileAttributes made = view.readAttributes();
        try {
            if (!made.owner().equals(like.owner())) {
                view.setOwner(like.owner());
            }
            if (!made.group().equals(like.group())) {
                view.setGroup(like.group());
            }
        } catch (IOException e) {
            throw new ActionException(
                    FailureType.ENVIRONMENT_OR_PERMISSION,
                    "The file belongs to " + like.owner().getName() + ":"
                            + like.group().getName()
                            + ", and this process cannot leave it so. Let its user own the file.",
                    e);
        }
        view.setPermissions(like.permissions());
    }

    void drop(String name) throws IOException {
        try {
            folder.delete(name);
        } catch (NoSuchFileException e) {
            // moved to its place, or never there
        }
    }

    /** Sees to it that what was moved stays so after a power cut, where the system lets a folder be forced. */
    void force() {
        try (FileChannel self = folder.open(".", Set.of(StandardOpenOption.READ))) {
            self.force(true);
        } catch (IOException e) {
            // it comes to the disk a little later by itself
        }
    }

    /** The beginning of a digest, long enough that no two texts of a file share it. */
    static String digest(byte[] content) {
        return Digest.of(content).hex().substring(0, 32);
    }
}
