package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.Steps;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that somebody else writes at the same time: other processes through us, and a stranger who knows nothing of us. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConfigRaceTest {

    private static final String NAME = "app.properties";
    private static final String TEXT = "# begin\na=0\nb=0\nc=0\nd=0\ntheirs=0\n# end\n";

    @TempDir
    Path root;

    private Path file;

    @BeforeEach
    void file() throws Exception {
        file = Files.writeString(root.resolve(NAME), TEXT);
    }

    private static String value(String text, String key) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties.getProperty(key);
    }

    private static void requireWhole(String text) throws IOException {
        assertThat(text).startsWith("# begin\n").endsWith("# end\n");
        assertThat(text.lines()).hasSize(7);
        for (String key : List.of("a", "b", "c", "d", "theirs")) {
            assertThat(value(text, key)).isNotNull();
        }
    }

    /** Reads the file again and again until it is over; each time it must be there and whole. */
    private Thread reader(AtomicBoolean over, List<Throwable> faults) {
        Thread reader = new Thread(() -> {
            try {
                while (!over.get()) {
                    requireWhole(Files.readString(file));
                }
            } catch (Throwable e) {
                faults.add(e);
            }
        });
        reader.start();
        return reader;
    }

    @Test
    void no_edit_of_two_processes_and_two_threads_is_lost_and_nobody_reads_half_a_file() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Throwable> faults = new ArrayList<>();
        Thread reader = reader(over, faults);
        List<Process> processes = new ArrayList<>();
        for (String key : List.of("a", "b")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            EditLoop.class.getName(),
                            root.toString(),
                            NAME,
                            key,
                            "15")
                    .inheritIO()
                    .start());
        }
        Action edit = Actions.editConfig(root);
        List<Thread> threads = new ArrayList<>();
        for (String key : List.of("c", "d")) {
            threads.add(new Thread(() -> {
                try {
                    EditLoop.run(edit, NAME, key, 15);
                } catch (Throwable e) {
                    faults.add(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        over.set(true);
        reader.join();
        assertThat(faults).isEmpty();
        assertThat(file).hasContent("# begin\na=15\nb=15\nc=15\nd=15\ntheirs=0\n# end\n");
    }

    @Test
    void a_stranger_who_replaces_the_file_in_a_loop_never_makes_us_tear_or_lose_it() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        List<Throwable> faults = new ArrayList<>();
        Thread reader = reader(over, faults);
        Thread stranger = new Thread(() -> {
            try {
                while (!over.get()) {
                    String text = Files.readString(file);
                    String next =
                            text.replace("theirs=" + value(text, "theirs"), "theirs=" + written.incrementAndGet());
                    Path made = Files.writeString(root.resolve("made"), next);
                    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    Thread.yield();
                }
            } catch (Throwable e) {
                faults.add(e);
            }
        });
        stranger.start();
        Action edit = Actions.editConfig(root);
        for (int i = 1; i <= 3; i++) {
            try {
                Steps.run(edit, "exe-" + i, Map.of("file", NAME, "key", "a", "value", Integer.toString(i)));
            } catch (ActionException e) {
                assertThat(e.type()).isEqualTo(FailureType.TRANSIENT);
            }
        }
        over.set(true);
        stranger.join();
        reader.join();
        assertThat(faults).isEmpty();
        Steps.run(edit, "exe-4", Map.of("file", NAME, "key", "a", "value", "4"));
        requireWhole(Files.readString(file));
        assertThat(value(Files.readString(file), "a")).isEqualTo("4");
    }

    /** An edit of {@code a}, in the midst of which something else happens. */
    private void edit(ConfigFile.Change before, ConfigFile.Keeper meanwhile) throws Exception {
        var step = Steps.of(Actions.editConfig(root), "exe-1", Map.of("file", NAME, "key", "a", "value", "1"));
        try (Folder folder = Folder.at(root.toRealPath())) {
            Beside beside = new Beside(folder, step);
            new ConfigFile(folder, NAME, beside)
                    .replace(
                            content -> new PropertiesText(NAME)
                                    .set(before.of(content), "a", "1")
                                    .content(),
                            meanwhile);
        }
    }

    private static byte[] unchanged(byte[] content) {
        return content;
    }

    @Test
    void what_a_stranger_writes_between_our_look_and_our_move_is_not_overwritten() throws Exception {
        for (boolean inPlace : new boolean[] {true, false}) {
            file();
            AtomicInteger times = new AtomicInteger();
            edit(ConfigRaceTest::unchanged, (was, is) -> {
                if (times.getAndIncrement() == 0) {
                    Path place = inPlace ? file : root.resolve("made");
                    Files.writeString(place, TEXT.replace("theirs=0", "theirs=7"));
                    if (!inPlace) {
                        Files.move(place, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            });
            assertThat(times).hasValue(2);
            assertThat(file).hasContent(TEXT.replace("a=0", "a=1").replace("theirs=0", "theirs=7"));
        }
    }

    @Test
    void what_a_stranger_writes_into_the_file_that_we_have_just_replaced_is_found_and_kept() throws Exception {
        AtomicReference<Throwable> fault = new AtomicReference<>();
        FileChannel theirs = FileChannel.open(file, StandardOpenOption.WRITE);
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Thread stranger = new Thread(() -> {
            try (theirs) {
                while (Files.readAttributes(file, BasicFileAttributes.class)
                        .fileKey()
                        .equals(key)) {
                    Thread.onSpinWait();
                }
                theirs.write(
                        ByteBuffer.wrap(TEXT.replace("theirs=0", "theirs=7").getBytes()), 0);
            } catch (Throwable e) {
                fault.set(e);
            }
        });
        stranger.start();
        edit(ConfigRaceTest::unchanged, (was, is) -> {});
        stranger.join();
        assertThat(fault.get()).isNull();
        assertThat(file).hasContent(TEXT.replace("a=0", "a=1").replace("theirs=0", "theirs=7"));
    }

    @Test
    void a_file_that_was_read_half_written_is_read_again() throws Exception {
        Files.writeString(file, TEXT.substring(0, 8)); // the rest is not there yet
        edit(
                content -> {
                    if (content.length == 8) {
                        write(TEXT);
                    }
                    return content;
                },
                (was, is) -> {});
        assertThat(file).hasContent(TEXT.replace("a=0", "a=1"));
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_file_that_is_taken_away_for_good_is_a_typed_failure() {
        ActionException gone = catchThrowableOfType(
                ActionException.class,
                () -> Steps.run(Actions.editConfig(root), Map.of("file", "gone.properties", "key", "a", "value", "1")));
        assertThat(gone.type()).isEqualTo(FailureType.PARAMETER_WRONG);
    }

    @Test
    void one_that_is_interrupted_while_somebody_else_holds_the_file_ends_and_leaves_nothing() throws Exception {
        try (FileChannel held = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(held.tryLock()).isNotNull();
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread waits = new Thread(() -> {
                try {
                    Steps.run(Actions.editConfig(root), Map.of("file", NAME, "key", "a", "value", "1"));
                } catch (Throwable e) {
                    end.set(e);
                }
            });
            waits.start();
            while (waits.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            waits.interrupt();
            waits.join();
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        }
        assertThat(root.toFile().list()).containsExactly(NAME);
        assertThatThrownBy(() -> Steps.run(Actions.restoreConfig(root), Map.of("file", "../" + NAME)))
                .isInstanceOf(ActionException.class);
    }
}
