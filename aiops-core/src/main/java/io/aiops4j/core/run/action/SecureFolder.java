package io.aiops4j.core.run.action;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder that the system holds open for us. */
final class SecureFolder implements Folder {

    private final SecureDirectoryStream<Path> folder;

    SecureFolder(SecureDirectoryStream<Path> folder) {
        this.folder = folder;
    }

    BasicFileAttributes self() throws IOException {
        return folder.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
    }

    @Override
    public Folder folder(String name) throws IOException {
        return new SecureFolder(folder.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public List<String> names(int most) throws IOException {
        // opened anew, since each stream can be read once
        try (DirectoryStream<Path> names = folder.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
            return PlainFolder.names(names, most);
        }
    }

    @Override
    public BasicFileAttributes look(String name) throws IOException {
        return folder.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    @Override
    public @Nullable PosixFileAttributeView owner(String name) {
        return folder.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public FileChannel open(String name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return (FileChannel) folder.newByteChannel(Path.of(name), all, attributes);
    }

    @Override
    public void delete(String name) throws IOException {
        folder.deleteFile(Path.of(name));
    }

    @Override
    public void replace(String with, String name) throws IOException {
        folder.move(Path.of(with), folder, Path.of(name));
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
