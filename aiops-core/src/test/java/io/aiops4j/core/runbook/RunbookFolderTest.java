package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunbookFolderTest {

    @TempDir
    Path folder;

    private static List<String> names(RunbookFolder folder) {
        return folder.read().stream().map(RunbookFolder.Written::name).toList();
    }

    @Test
    void runbooks_are_found_by_their_endings_in_all_folders_and_in_the_order_of_their_names() {
        for (String name : List.of("z.yaml", "b/a.yml", "a.json", "b.YAML", "b/c/d.yaml")) {
            Shelf.write(folder, name, "x");
        }
        for (String name :
                List.of("README.md", "a.yaml~", ".hidden.yaml", ".git/a.yaml", "b/.c/a.yaml", "yaml", "a.yaml.bak")) {
            Shelf.write(folder, name, "x");
        }
        assertThat(names(RunbookFolder.of(folder)))
                .containsExactly("a.json", "b.YAML", "b/a.yml", "b/c/d.yaml", "z.yaml");
    }

    @Test
    void links_are_followed_within_the_folder_and_not_out_of_it(@TempDir Path elsewhere) throws IOException {
        Path secret = Shelf.write(elsewhere, "secret.yaml", "password");
        // as a container mounts a configuration: each file is a link into a hidden folder, which is a link itself
        Shelf.write(folder, "..2026/redis.yaml", "inside");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("redis.yaml"), Path.of("..data/redis.yaml"));
        Files.createSymbolicLink(folder.resolve("out.yaml"), secret);
        Files.createSymbolicLink(folder.resolve("gone.yaml"), Path.of("nowhere.yaml"));
        Files.createSymbolicLink(folder.resolve("outside"), elsewhere);
        Files.createSymbolicLink(folder.resolve("round"), folder);
        List<RunbookFolder.Written> files = RunbookFolder.of(folder).read();
        assertThat(files)
                .extracting(RunbookFolder.Written::name)
                .containsExactly("gone.yaml", "out.yaml", "redis.yaml");
        assertThat(files.get(0).fault()).contains("cannot be read");
        assertThat(files.get(1).fault()).contains("out of the folder");
        assertThat(files.get(1).text()).isNull();
        assertThat(files.get(2).text()).isEqualTo("inside");
    }

    @Test
    void a_file_that_is_too_large_or_not_text_is_one_fault_and_holds_up_no_other() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[Documents.LARGEST + 1]);
        Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.createDirectory(folder.resolve("c.yaml"));
        Shelf.write(folder, "d.yaml", "fine");
        List<RunbookFolder.Written> files = RunbookFolder.of(folder).read();
        assertThat(files).extracting(RunbookFolder.Written::name).containsExactly("a.yaml", "b.yaml", "d.yaml");
        assertThat(files.get(0).fault()).contains("bytes");
        assertThat(files.get(1).fault()).contains("UTF-8");
        assertThat(files.get(2).text()).isEqualTo("fine");
    }

    @Test
    void a_folder_has_bounds_and_must_be_there() {
        assertThatThrownBy(() -> RunbookFolder.of(folder.resolve("nowhere")).read())
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("nowhere");
        Path file = Shelf.write(folder, "a.yaml", "x");
        assertThatThrownBy(() -> RunbookFolder.of(file).read())
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("no folder");
        for (int i = 0; i <= RunbookFolder.MOST_FILES; i++) {
            Shelf.write(folder, i + ".yaml", "");
        }
        assertThatThrownBy(() -> RunbookFolder.of(folder).read())
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("1000");
    }

    @Test
    void a_folder_on_the_class_path_is_read_from_jars_and_directories_alike(@TempDir Path place) throws IOException {
        Path jar = place.resolve("runbooks with blank.jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(bytes)) {
            for (String name :
                    List.of("ops/", "ops/b.yaml", "ops/a/c.yml", "ops/.d.yaml", "ops/read.me", "opsx/e.yaml")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.endsWith("/") ? new byte[0] : "from jar".getBytes(StandardCharsets.UTF_8));
            }
        }
        Shelf.write(place, "classes/ops/f.json", "from directory");
        URL[] urls = {jar.toUri().toURL(), place.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            for (String name : List.of("ops", "/ops", "ops/")) {
                assertThat(RunbookFolder.onClassPath(name, loader).read())
                        .extracting(RunbookFolder.Written::name)
                        .containsExactly("a/c.yml", "b.yaml", "f.json");
            }
            assertThat(RunbookFolder.onClassPath("ops", loader).read())
                    .extracting(RunbookFolder.Written::text)
                    .containsExactly("from jar", "from jar", "from directory");
            assertThatThrownBy(
                            () -> RunbookFolder.onClassPath("nowhere", loader).read())
                    .isInstanceOf(DocumentException.class)
                    .hasMessageContaining("nowhere");
        }
    }

    @Test
    void an_entry_of_a_jar_that_unpacks_to_much_is_not_unpacked(@TempDir Path place) throws IOException {
        Path jar = place.resolve("bomb.jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("ops/"));
            out.putNextEntry(new ZipEntry("ops/a.yaml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(RunbookFolder.onClassPath("ops", loader).read())
                    .singleElement()
                    .satisfies(file -> assertThat(file.fault()).contains("bytes"));
        }
    }
}
