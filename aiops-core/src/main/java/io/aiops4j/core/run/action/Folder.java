package io.aiops4j.core.run.action;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open folder. All that is done in it is done to the folder that was opened, whatever is put in its place meanwhile, and never
 * through a link. Where the system cannot do that (not on Linux and macOS), a {@link PlainFolder} looks before each touch.
 */
interface Folder extends Closeable {

    /** Opens a folder by its real path. */
    @SuppressWarnings("StreamResourceLeak") // it is closed with the folder
    static Folder at(Path real) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(real);
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            stream.close();
            return new PlainFolder(real, real);
        }
        SecureFolder folder = new SecureFolder(secure);
        // what was opened is what stands there under its own name, and not behind a link that was put there since
        BasicFileAttributes there = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!Objects.equals(there.fileKey(), folder.self().fileKey())) {
            folder.close();
            throw new FileSystemException(real.toString(), null, "a symbolic link stands in its place");
        }
        return folder;
    }

    /** Opens a folder in it. */
    Folder folder(String name) throws IOException;

    /** The names of what is in it, at most so many. */
    List<String> names(int most) throws IOException;

    /** What is known of something in it; of a link itself, where it is one. */
    BasicFileAttributes look(String name) throws IOException;

    /** Owner and permissions of something in it, or null where there is no such thing. */
    @Nullable
    PosixFileAttributeView owner(String name);

    /** Opens a file in it. */
    FileChannel open(String name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException;

    /** Deletes a file, or a link itself. */
    void delete(String name) throws IOException;

    /** Puts a file in another one's place, at one instant. */
    void replace(String with, String name) throws IOException;

    @Override
    void close() throws IOException;
}
