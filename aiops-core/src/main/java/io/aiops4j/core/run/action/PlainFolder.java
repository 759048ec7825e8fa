package io.aiops4j.core.run.action;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder by its path, where the system holds none open: before each touch it is looked whether the path still leads there. */
final class PlainFolder implements Folder {

    private final Path root;
    private final Path folder;

    PlainFolder(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    static List<String> names(DirectoryStream<Path> paths, int most) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Path path : paths) {
                if (names.size() == most) {
                    break;
                }
                names.add(String.valueOf(path.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private Path path(String name) throws IOException {
        Path real = folder.toRealPath();
        if (!real.equals(folder) || !real.startsWith(root)) {
            throw new FileSystemException(folder.toString(), null, "a symbolic link stands in its place");
        }
        return folder.resolve(name);
    }

    @Override
    public Folder folder(String name) throws IOException {
        PlainFolder inner = new PlainFolder(root, path(name));
        inner.path(".");
        return inner;
    }

    @Override
    public List<String> names(int most) throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(path("."))) {
            return names(names, most);
        }
    }

    @Override
    public BasicFileAttributes look(String name) throws IOException {
        return Files.readAttributes(path(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public @Nullable PosixFileAttributeView owner(String name) {
        return Files.getFileAttributeView(
                folder.resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public FileChannel open(String name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(path(name), all, attributes);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(path(name));
    }

    @Override
    public void replace(String with, String name) throws IOException {
        Files.move(path(with), path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {}
}
