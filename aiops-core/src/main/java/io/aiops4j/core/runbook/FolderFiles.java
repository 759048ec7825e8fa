package io.aiops4j.core.runbook;

import io.aiops4j.core.document.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The runbooks of a folder in the file system, by name. */
final class FolderFiles {

    private static final int MOST_VISITED = 100_000;

    private FolderFiles() {}

    static List<RunbookFolder.Written> read(Path folder) {
        try {
            Path root = folder.toRealPath();
            if (!Files.isDirectory(root)) {
                throw new DocumentException(folder + " is no folder. Name the folder in which the runbooks are.");
            }
            return read(folder, root, names(folder, root));
        } catch (IOException e) {
            throw new DocumentException(
                    "Cannot read " + folder + ": " + e + ". Check the path and its permissions.", e);
        }
    }

    // in the order of their names, whatever the order and the separator of this file system
    private static Map<String, Path> names(Path folder, Path root) throws IOException {
        Map<String, Path> names = new TreeMap<>();
        // folders behind links are not entered: a mounted configuration links each file, and hides the folder
        Files.walkFileTree(root, Set.of(), RunbookFolder.DEEPEST, new SimpleFileVisitor<>() {

            private int visited;

            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                boolean hidden = !path.equals(root) && name(root, path, 1).startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                String name = name(root, path, path.getNameCount() - root.getNameCount());
                if (FileNames.isRunbook(name) && !Files.isDirectory(path)) {
                    names.put(name, path);
                }
                if (names.size() > RunbookFolder.MOST_FILES || visited++ > MOST_VISITED) {
                    throw FileNames.tooMuch(folder.toString());
                }
                return FileVisitResult.CONTINUE;
            }

            // a folder that cannot be entered is one faulty file, and holds up no other
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) {
                names.put(name(root, path, path.getNameCount() - root.getNameCount()), path);
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }

    // its last parts, with slashes
    private static String name(Path root, Path path, int parts) {
        int all = path.getNameCount();
        return path.subpath(all - parts, all)
                .toString()
                .replace(root.getFileSystem().getSeparator(), "/");
    }

    private static List<RunbookFolder.Written> read(Path folder, Path root, Map<String, Path> names) {
        List<RunbookFolder.Written> files = new ArrayList<>();
        long characters = 0;
        for (Map.Entry<String, Path> each : names.entrySet()) {
            RunbookFolder.Written file = read(each.getKey(), root, each.getValue());
            files.add(file);
            characters += file.text() == null ? 0 : file.text().length();
            if (characters > RunbookFolder.MOST_BYTES) {
                throw FileNames.tooMuch(folder.toString());
            }
        }
        return files;
    }

    private static RunbookFolder.Written read(String name, Path root, Path path) {
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(root)) {
                return new RunbookFolder.Written(name, null, "it is a link that leads out of the folder");
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                return new RunbookFolder.Written(name, null, "it is no plain file");
            }
            // what was put in its place since then is not followed either
            try (InputStream bytes = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
                return new RunbookFolder.Written(name, RunbookCodec.DOCUMENTS.text(bytes), null);
            }
        } catch (IOException | DocumentException e) {
            return new RunbookFolder.Written(
                    name,
                    null,
                    e instanceof DocumentException ? String.valueOf(e.getMessage()) : "it cannot be read: " + e);
        }
    }
}
