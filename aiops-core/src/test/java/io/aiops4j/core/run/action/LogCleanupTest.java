package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.Steps;
import io.aiops4j.core.testkit.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogCleanupTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path temp;

    private Path root;
    private Path outside;
    private Action cleanup;

    @BeforeEach
    void folders() throws Exception {
        root = Files.createDirectories(temp.resolve("logs"));
        outside = Files.createDirectories(temp.resolve("outside"));
        cleanup = new LogCleanup(Roots.of(root), SettableClock.at(NOW.toString())).action();
    }

    private static Path log(Path folder, String name, int hoursOld) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "0123456789");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hoursOld))));
        return file;
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> given(String... more) {
        Map<String, String> given =
                new HashMap<>(Map.of("suffix", ".log", "older_than_hours", "24", "keep_newest", "0"));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return given;
    }

    @Test
    void old_files_go_and_the_newest_the_young_and_those_of_other_names_stay() throws Exception {
        for (int i = 1; i <= 9; i++) {
            log(root, "app-" + i + ".log", i * 10);
        }
        log(root, "app.log.gz", 1_000);
        String would = Steps.preview(cleanup, given("keep_newest", "4"));
        assertThat(would)
                .startsWith("would delete 5 files of 50 bytes, kept 4 that end in .log\n")
                .contains("app-9.log");
        assertThat(names(root)).hasSize(10);
        assertThat(Steps.run(cleanup, given("keep_newest", "4"))).isEqualTo(would.replace("would delete", "deleted"));
        assertThat(names(root)).containsExactly("app-1.log", "app-2.log", "app-3.log", "app-4.log", "app.log.gz");
        assertThat(Steps.run(cleanup, given("older_than_hours", "25")))
                .startsWith("deleted 2 files of 20 bytes, kept 2");
        assertThat(Steps.run(cleanup, given("older_than_hours", "25"))).startsWith("deleted 0 files of 0 bytes");
    }

    @Test
    void folders_in_it_are_left_alone_unless_asked_for_and_never_deleted() throws Exception {
        Path deep = Files.createDirectories(root.resolve("a/b.log"));
        log(deep, "old.log", 100);
        log(root.resolve("a"), "old.log", 100);
        Steps.run(cleanup, given());
        assertThat(names(root)).hasSize(2);
        Steps.run(cleanup, given("folder", "a/b.log"));
        assertThat(names(root)).containsExactly("a/old.log");
        log(deep, "old.log", 100);
        assertThat(Steps.run(cleanup, given("recursive", "true"))).contains("  a/old.log", "  a/b.log/old.log");
        assertThat(names(root)).isEmpty();
        assertThat(deep).isDirectory();
    }

    @Test
    void links_are_neither_followed_nor_deleted() throws Exception {
        Path precious = log(outside, "precious.log", 1_000);
        Files.createSymbolicLink(root.resolve("file.log"), precious);
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("broken.log"), root.resolve("nowhere"));
        assertThat(Steps.run(cleanup, given("recursive", "true"))).startsWith("deleted 0 files");
        assertThat(precious).exists();
        assertThat(root.resolve("file.log")).isSymbolicLink();
        ActionException refused =
                catchThrowableOfType(ActionException.class, () -> Steps.run(cleanup, given("folder", "folder")));
        assertThat(refused.type()).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(refused).hasMessageContaining("Links are not followed");
    }

    @Test
    void a_root_that_is_replaced_by_a_link_is_refused() throws Exception {
        log(outside, "precious.log", 1_000);
        Files.delete(root);
        Files.createSymbolicLink(root, outside);
        ActionException refused = catchThrowableOfType(ActionException.class, () -> Steps.run(cleanup, given()));
        assertThat(refused.type()).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(names(outside)).containsExactly("precious.log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../outside",
                "a/../../outside",
                "/etc",
                "a//b",
                "a/",
                "./a",
                "a\0b",
                "a\nb",
                "a\\b",
                "nowhere"
            })
    void a_folder_that_is_no_place_in_the_root_is_a_typed_failure_of_run_and_dry_run(String folder) {
        for (boolean dry : new boolean[] {true, false}) {
            ActionException refused = catchThrowableOfType(ActionException.class, () -> {
                if (dry) {
                    Steps.preview(cleanup, given("folder", folder));
                } else {
                    Steps.run(cleanup, given("folder", folder));
                }
            });
            assertThat(refused.type()).isEqualTo(FailureType.PARAMETER_WRONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "log", "*.log", "./x"})
    void a_suffix_that_says_too_little_is_refused(String suffix) {
        assertThatThrownBy(() -> Steps.run(cleanup, given("suffix", suffix)))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("suffix");
    }

    @Test
    void of_several_roots_one_is_named() throws Exception {
        Action two = new LogCleanup(Roots.of(root, outside), SettableClock.at(NOW.toString())).action();
        log(root, "old.log", 100);
        log(outside, "old.log", 100);
        Steps.run(two, given("root", outside.toString()));
        assertThat(names(root)).hasSize(1);
        assertThat(names(outside)).isEmpty();
        assertThat(two.signature().parameter("root").preset()).isNull();
    }

    @Test
    void what_cannot_be_a_root_is_refused_at_once() {
        assertThatThrownBy(() -> Actions.cleanupLogs()).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Actions.cleanupLogs(Path.of("/"))).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Actions.cleanupLogs(temp.resolve("none"))).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Actions.cleanupLogs(Path.of("target"))).isInstanceOf(AiopsException.class);
    }

    @Test
    void it_stops_when_it_is_interrupted_and_tells_what_it_did() throws Exception {
        log(root, "old.log", 100);
        var step = Steps.of(cleanup, "exe-1", given());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> cleanup.handler().run(step)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(names(root)).containsExactly("old.log");
    }

    @Test
    void signatures_say_what_is_true() {
        assertThat(cleanup.signature().idempotent()).isTrue();
        assertThat(cleanup.signature().reversible()).isFalse();
        assertThat(cleanup.signature().effects()).isEmpty();
    }
}
