package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is used where the system holds no folder open, such as on Windows; here it is asked directly. */
final class PlainFolderTest {

    @TempDir
    Path temp;

    private Path root;
    private Folder folder;

    @BeforeEach
    void folder() throws Exception {
        root = Files.createDirectories(temp.toRealPath().resolve("root"));
        Files.createDirectories(root.resolve("inner"));
        folder = new PlainFolder(root, root);
    }

    @Test
    void it_does_what_an_open_folder_does() throws Exception {
        Folder inner = folder.folder("inner");
        try (FileChannel made = inner.open("new", Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            made.write(ByteBuffer.wrap("text".getBytes()));
        }
        Files.writeString(root.resolve("inner/old"), "old");
        inner.replace("new", "old");
        assertThat(inner.names(10)).containsExactly("old");
        assertThat(inner.names(0)).isEmpty();
        assertThat(inner.look("old").size()).isEqualTo(4);
        inner.delete("old");
        assertThat(inner.names(10)).isEmpty();
        inner.close();
    }

    @Test
    void it_follows_no_link_those_neither_that_are_put_in_its_place() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("file"), "precious");
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("file"), precious);
        assertThatThrownBy(() -> folder.folder("link")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> folder.open("file", Set.of(StandardOpenOption.WRITE)))
                .isInstanceOf(IOException.class);
        assertThat(folder.look("file").isSymbolicLink()).isTrue();
        Folder inner = folder.folder("inner");
        Files.delete(root.resolve("inner"));
        Files.createSymbolicLink(root.resolve("inner"), outside);
        assertThatThrownBy(() -> inner.delete("file")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> inner.names(1)).isInstanceOf(FileSystemException.class);
        assertThat(precious).hasContent("precious");
    }
}
