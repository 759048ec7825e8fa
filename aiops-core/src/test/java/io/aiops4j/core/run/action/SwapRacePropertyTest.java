package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.Steps;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Whatever a step names, and while another thread puts links to the outside in the place of folders and files and takes them away
 * again: what is outside of the root stays what it is, byte for byte.
 */
final class SwapRacePropertyTest {

    private Path temp;
    private Path root;
    private Path outside;
    private Map<String, String> before;

    @BeforeProperty
    void folders() throws Exception {
        temp = Files.createTempDirectory("aiops-race").toRealPath();
        root = Files.createDirectories(temp.resolve("root"));
        outside = Files.createDirectories(temp.resolve("outside/deep"));
        for (Path folder : List.of(outside, outside.getParent(), temp)) {
            Files.writeString(folder.resolve("old.log"), "precious");
            Files.writeString(folder.resolve("app.properties"), "key=precious\n");
        }
        before = picture();
    }

    @AfterProperty
    void delete() throws Exception {
        try (Stream<Path> paths = Files.walk(temp)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** All that is not in the root, with what is in it. */
    private Map<String, String> picture() throws IOException {
        Map<String, String> picture = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(temp)) {
            for (Path path : paths.filter(each -> !each.startsWith(root)).toList()) {
                picture.put(path.toString(), Files.isRegularFile(path) ? Files.readString(path) : "folder");
            }
        }
        return picture;
    }

    private void fill() throws IOException {
        for (String folder : List.of("a", "a/deep")) {
            Path real = Files.createDirectories(root.resolve(folder));
            Files.writeString(real.resolve("old.log"), "x");
            Files.writeString(real.resolve("app.properties"), "key=x\n");
        }
    }

    @Property(tries = 5)
    void a_race_of_links_never_leads_out(@ForAll @IntRange(min = 100, max = 10_000) int moment) throws Exception {
        Path a = root.resolve("a");
        Path away = root.resolve("away");
        AtomicBoolean over = new AtomicBoolean();
        List<Throwable> faults = new ArrayList<>();
        fill();
        Thread racer = new Thread(() -> {
            try {
                while (!over.get()) {
                    swap(a, away, outside.getParent(), moment);
                    swap(a.resolve("deep"), root.resolve("deep-away"), outside, moment);
                    swap(a.resolve("old.log"), root.resolve("old-away"), outside.resolve("old.log"), moment);
                    swap(
                            a.resolve("app.properties"),
                            root.resolve("app-away"),
                            outside.resolve("app.properties"),
                            moment);
                }
            } catch (Throwable e) {
                faults.add(e);
            }
        });
        racer.start();
        Action cleanup = Actions.cleanupLogs(root);
        Action edit = Actions.editConfig(root);
        Action restore = Actions.restoreConfig(root);
        int done = 0;
        for (int i = 0; i < 150; i++) {
            String folder = i % 2 == 0 ? "a" : "a/deep";
            done += tried(
                    cleanup,
                    Map.of(
                            "folder",
                            i % 3 == 0 ? "." : folder,
                            "suffix",
                            ".log",
                            "recursive",
                            "true",
                            "older_than_hours",
                            "0",
                            "keep_newest",
                            "0"));
            Map<String, String> file = Map.of("file", folder + "/app.properties");
            if (i % 5 == 0) {
                done += tried(edit, Map.of("file", folder + "/app.properties", "key", "key", "value", "v" + i));
                done += tried(restore, file);
            }
            refill(a);
        }
        over.set(true);
        racer.join();
        assertThat(faults).isEmpty();
        assertThat(done).as("some of it worked, so the race was one").isPositive();
        assertThat(picture()).isEqualTo(before);
    }

    private static int tried(Action action, Map<String, String> given) throws Exception {
        try {
            Steps.run(action, given);
            return 1;
        } catch (ActionException refused) {
            return 0;
        }
    }

    private void refill(Path a) {
        try {
            // never through a link itself
            if (Files.isDirectory(a, LinkOption.NOFOLLOW_LINKS) && !Files.exists(root.resolve("away"))) {
                Files.writeString(Files.createTempFile(root, "new", ".log"), "x");
            }
        } catch (IOException e) {
            // the racer was faster
        }
    }

    /** Moves something away, puts a link in its place for a moment, and puts it back. */
    private static void swap(Path place, Path away, Path target, int moment) throws IOException {
        try {
            Files.move(place, away);
        } catch (NoSuchFileException e) { // a clean-up was faster
            return;
        }
        try {
            Files.createSymbolicLink(place, target);
            for (int i = 0; i < moment; i++) {
                Thread.onSpinWait();
            }
            Files.deleteIfExists(place);
        } catch (FileAlreadyExistsException e) {
            // an edit was faster
        }
        try {
            Files.move(away, place);
        } catch (FileAlreadyExistsException e) { // an edit was faster: its file stays
            Files.delete(away);
        }
    }

    @Provide
    Arbitrary<String> places() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.of(
                        "..",
                        ".",
                        "",
                        "a",
                        "deep",
                        "out",
                        "old.log",
                        "app.properties",
                        "-rf",
                        "~",
                        "*",
                        "a\0",
                        "\n",
                        "\\..\\",
                        "C:"),
                Arbitraries.strings().all().ofMaxLength(5));
        Arbitrary<String> joined = part.list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("/", parts));
        return Arbitraries.oneOf(
                joined,
                joined.map(place -> "/" + place),
                joined.map(place -> "../" + place),
                Arbitraries.of(
                        "../outside",
                        "../outside/deep",
                        "a/../../outside",
                        "out",
                        "out/deep",
                        "..",
                        "../app.properties"));
    }

    @Property(tries = 500)
    void no_text_names_a_place_outside(@ForAll("places") String place, @ForAll boolean value) throws Exception {
        fill();
        Path out = root.resolve("out");
        if (!Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(out, outside.getParent());
        }
        run(
                Actions.cleanupLogs(root),
                Map.of(
                        "folder",
                        place,
                        "suffix",
                        ".log",
                        "recursive",
                        "true",
                        "older_than_hours",
                        "0",
                        "keep_newest",
                        "0"));
        for (String file : List.of(place, place + "/app.properties")) {
            run(Actions.editConfig(root), Map.of("file", file, "key", "key", "value", value ? "a" : "b"));
            run(Actions.restoreConfig(root), Map.of("file", file));
        }
        assertThat(picture()).isEqualTo(before);
    }

    private static void run(Action action, Map<String, String> given) throws Exception {
        try {
            Steps.run(action, given);
        } catch (IllegalArgumentException refusedByItsParameter) {
            assertThat(refusedByItsParameter.getMessage()).contains(": it ");
        } catch (ActionException refused) {
            assertThat(refused.type()).isNotNull();
        }
    }
}
