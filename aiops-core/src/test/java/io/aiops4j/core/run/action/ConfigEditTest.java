package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.Steps;
import io.aiops4j.core.stores.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigEditTest {

    private static final String PROPERTIES =
            "# the shop\r\nserver.port = 8080\r\n! old\r\n  name:shop \\\r\n   one\r\nempty\r\n";
    private static final String YAML = """
            # the shop
            server:
              port: 8080   # the balancer knows it
              hosts: [ "a", 'b' ]
            name:   shop
            pool.size: 10
            "😀": { on: yes-please }
            text: |
              more
              lines
            """;
    private static final String JSON =
            "{ \"server\" : {\"port\":8080 , \"tls\": false},\n\t\"name\":\"😀shop\", \"none\": null}\n";

    @TempDir
    Path root;

    private Action edit;
    private Action restore;

    @BeforeEach
    void actions() {
        edit = Actions.editConfig(root);
        restore = Actions.restoreConfig(root);
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(root.resolve(name), text);
    }

    private static Map<String, String> set(String file, String key, String value) {
        return Map.of("file", file, "key", key, "value", value);
    }

    private List<String> beside() throws Exception {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    private static ActionException refused(Action action, Map<String, String> given) {
        return catchThrowableOfType(ActionException.class, () -> Steps.run(action, given));
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, 8080, 9090, 9090",
        "name, 'shop \\\r\n   one', a=b:c#!, a=b:c#!",
        "name, 'shop \\\r\n   one', ' é\n', '\\ \\u00e9\\n'"
    })
    void in_properties_one_value_changes_and_every_other_byte_stays(String key, String was, String value, String is)
            throws Exception {
        Path file = file("app.properties", PROPERTIES);
        Steps.run(edit, set("app.properties", key, value));
        assertThat(Files.readString(file)).isEqualTo(PROPERTIES.replace(was, is));
    }

    @Test
    void a_key_that_stands_alone_gets_a_sign() throws Exception {
        Path file = file("app.properties", PROPERTIES);
        Steps.run(edit, set("app.properties", "empty", "full"));
        assertThat(Files.readString(file)).isEqualTo(PROPERTIES.replace("empty", "empty=full"));
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, 8080, 9090, 9090",
        "server.port, 8080, 30s, 30s",
        "server.hosts[0], \"a\", 'x: \"y\" # z', \"x: \\\"y\\\" # z\"",
        "server.hosts[1], '''b''', it's, '''it''''s'''",
        "name, shop, true, \"true\"",
        "name, shop, 12, \"12\"",
        "name, shop, 'a\nb', \"a\\nb\"",
        "pool.size, 10, 20, 20",
        "😀.on, yes-please, no, \"no\""
    })
    void in_yaml_one_value_changes_and_every_other_byte_stays(String key, String was, String value, String is)
            throws Exception {
        Path file = file("app.yaml", YAML);
        Steps.run(edit, set("app.yaml", key, value));
        assertThat(Files.readString(file))
                .isEqualTo(YAML.replace(": " + was, ": " + is)
                        .replace("   " + was, "   " + is)
                        .replace("[ " + was, "[ " + is)
                        .replace(", " + was, ", " + is));
    }

    @ParameterizedTest
    @CsvSource({"server.port, 8080, -1.5e3", "server.tls, false, true", "name, \"😀shop\", \"say \\\"hi\\\"\""})
    void in_json_one_value_changes_and_every_other_byte_stays(String key, String was, String is) throws Exception {
        Path file = file("app.json", JSON);
        String value = is.startsWith("\"") ? "say \"hi\"" : is;
        Steps.run(edit, set("app.json", key, value));
        assertThat(Files.readString(file)).isEqualTo(JSON.replace(was, is));
    }

    @ParameterizedTest
    @CsvSource({
        "app.properties, nothing, x, PARAMETER_WRONG",
        "app.yaml, nothing, x, PARAMETER_WRONG",
        "app.yaml, server, x, PARAMETER_WRONG",
        "app.yaml, text, x, ACTION_UNSUPPORTED",
        "app.json, none, x, ACTION_UNSUPPORTED",
        "app.json, server.port, much, PARAMETER_WRONG",
        "app.json, server.port, 1-2, ACTION_UNSUPPORTED",
        "app.json, server.tls, yes, PARAMETER_WRONG",
        "twice.properties, a, x, ACTION_UNSUPPORTED",
        "twice.yaml, a.b, x, ACTION_UNSUPPORTED",
        "anchor.yaml, a, x, ACTION_UNSUPPORTED",
        "broken.json, a, x, ACTION_UNSUPPORTED",
        "latin.yaml, a, x, ACTION_UNSUPPORTED",
        "app.ini, a, x, ACTION_UNSUPPORTED",
        "missing.yaml, a, x, PARAMETER_WRONG",
        "folder.yaml, a, x, PARAMETER_WRONG",
        "nowhere/app.yaml, a, x, PARAMETER_WRONG",
        "link.yaml, server.port, 1, PARAMETER_WRONG",
        "'', a, x, PARAMETER_WRONG",
        "large.properties, a, x, ACTION_UNSUPPORTED"
    })
    void what_cannot_be_edited_is_a_typed_failure_of_run_and_dry_run_and_nothing_is_touched(
            String file, String key, String value, FailureType type) throws Exception {
        file("app.properties", PROPERTIES);
        file("app.yaml", YAML);
        file("app.json", JSON);
        file("twice.properties", "a=1\na=2\n");
        file("twice.yaml", "a.b: 1\na:\n  b: 2\n");
        file("anchor.yaml", "a: &x 1\nb: *x\n");
        file("broken.json", "{\"a\": 1");
        file("app.ini", "a=1\n");
        Files.write(root.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});
        Files.createDirectory(root.resolve("folder.yaml"));
        Files.createSymbolicLink(root.resolve("link.yaml"), root.resolve("app.yaml"));
        file("large.properties", "a=1\n" + "#".repeat(ConfigFile.LARGEST));
        ActionException dry =
                catchThrowableOfType(ActionException.class, () -> Steps.preview(edit, set(file, key, value)));
        ActionException run = refused(edit, set(file, key, value));
        assertThat(run.type()).as(run.getMessage()).isEqualTo(type);
        assertThat(dry.type()).as(dry.getMessage()).isEqualTo(type);
        assertThat(beside()).isEmpty();
        assertThat(root.resolve("app.yaml")).hasContent(YAML);
    }

    @Test
    void a_dry_run_tells_both_values_and_touches_nothing() throws Exception {
        Path file = file("app.yaml", YAML);
        assertThat(Steps.preview(edit, set("app.yaml", "server.port", "9090")))
                .isEqualTo("would change 'app.yaml'\nwas server.port=8080\nis server.port=9090\n");
        assertThat(Steps.preview(edit, set("app.yaml", "server.port", "8080"))).contains("would not be changed");
        assertThat(file).hasContent(YAML);
        assertThat(beside()).isEmpty();
    }

    @Test
    void owner_and_permissions_stay_for_the_file_and_its_backup() throws Exception {
        Path file = file("app.properties", "a=1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Object owner = Files.getOwner(file);
        Steps.run(edit, set("app.properties", "a", "2"));
        assertThat(beside()).hasSize(1);
        for (String name : List.of("app.properties", beside().get(0))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name))))
                    .isEqualTo("rw-r-----");
            assertThat(Files.getOwner(root.resolve(name))).isEqualTo(owner);
        }
        assertThat(root.resolve(beside().get(0))).hasContent("a=1\n");
    }

    @Test
    void a_run_is_undone_as_a_whole_and_another_one_is_not() throws Exception {
        Path file = file("app.properties", "a=1\nb=1\n");
        Map<String, String> which = Map.of("file", "app.properties");
        Steps.run(edit, "exe-1", set("app.properties", "a", "2"));
        Steps.run(edit, "exe-2", set("app.properties", "a", "3"));
        Steps.run(edit, "exe-2", set("app.properties", "b", "3"));
        assertThat(beside()).hasSize(2);
        assertThat(Steps.run(restore, "exe-3", which)).isEqualTo("this run has changed nothing in 'app.properties'\n");
        Steps.run(restore, "exe-2", which);
        assertThat(file).hasContent("a=2\nb=1\n");
    }

    @Test
    void what_an_earlier_run_did_is_not_undone_when_another_one_changed_it_since() throws Exception {
        Path file = file("app.properties", "a=1\n");
        Map<String, String> which = Map.of("file", "app.properties");
        Steps.run(edit, "exe-1", set("app.properties", "a", "2"));
        Steps.run(edit, "exe-2", set("app.properties", "a", "3"));
        ActionException late = catchThrowableOfType(ActionException.class, () -> Steps.run(restore, "exe-1", which));
        assertThat(late.type()).isEqualTo(FailureType.TIMING_OR_RACE);
        assertThat(file).hasContent("a=3\n");
        assertThat(Steps.run(restore, "exe-2", which)).startsWith("put '.app.properties.run-");
        assertThat(file).hasContent("a=2\n");
        assertThat(Steps.preview(restore, which)).startsWith("would put '.app.properties.run-");
        Steps.run(restore, "exe-1", which);
        Steps.run(restore, "exe-1", which);
        assertThat(file).hasContent("a=1\n");
    }

    @Test
    void an_edit_that_changes_nothing_can_be_undone_too() throws Exception {
        Path file = file("app.properties", "a=1\n");
        Steps.run(edit, set("app.properties", "a", "1"));
        assertThat(Steps.run(restore, Map.of("file", "app.properties"))).startsWith("put");
        assertThat(file).hasContent("a=1\n");
    }

    @Test
    void so_many_backups_are_kept_and_no_more() throws Exception {
        file("app.properties", "a=0\n");
        for (int i = 1; i <= Backups.MOST + 3; i++) {
            Steps.run(edit, "exe-" + i, set("app.properties", "a", Integer.toString(i)));
        }
        assertThat(beside()).hasSize(Backups.MOST);
        ActionException gone = catchThrowableOfType(
                ActionException.class, () -> Steps.run(restore, "exe-1", Map.of("file", "app.properties")));
        assertThat(gone).hasMessageContaining("only " + Backups.MOST + " are kept");
        Steps.run(restore, "exe-" + (Backups.MOST + 3), Map.of("file", "app.properties"));
        assertThat(root.resolve("app.properties")).hasContent("a=" + (Backups.MOST + 2) + "\n");
    }

    @Test
    void nothing_is_left_of_an_attempt_that_went_down_half_way() throws Exception {
        file("app.properties", "a=1\n");
        var step = Steps.of(edit, "exe-1", set("app.properties", "a", "2"));
        Folder folder = Folder.at(root.toRealPath());
        String left = new Beside(folder, step).write("app.properties", "half".getBytes(), "");
        assertThat(beside()).containsExactly(left);
        edit.handler().run(step);
        assertThat(beside()).hasSize(1).doesNotContain(left);
        folder.close();
    }

    @Test
    void on_a_full_disk_the_file_stays_what_it_is_and_old_logs_make_room() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(4);
        if (mounted.isEmpty()) {
            nothingCanBeWrittenBesideIt();
            return;
        }
        try (SmallDisk disk = mounted.get()) {
            Path file = Files.writeString(disk.folder().resolve("app.properties"), "a=1\n");
            Files.write(disk.folder().resolve("old.log"), new byte[1 << 20]);
            disk.fill();
            Action onDisk = Actions.editConfig(disk.folder());
            Map<String, String> change = set("app.properties", "a", "2");
            ActionException full = refused(onDisk, change);
            assertThat(full.type()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
            assertThat(full).hasMessageContaining("No space left");
            assertThat(file).hasContent("a=1\n");
            assertThat(disk.folder().toFile().list()).containsExactlyInAnyOrder("app.properties", "old.log", "ballast");
            Steps.run(
                    Actions.cleanupLogs(disk.folder()),
                    Map.of("suffix", ".log", "older_than_hours", "0", "keep_newest", "0"));
            Steps.run(onDisk, change);
            assertThat(file).hasContent("a=2\n");
        }
    }

    @Test
    void where_nothing_can_be_written_beside_it_the_file_stays_what_it_is() throws Exception {
        nothingCanBeWrittenBesideIt();
    }

    private void nothingCanBeWrittenBesideIt() throws Exception {
        String name = "a".repeat(240) + ".properties";
        Path file = file(name, "a=1\n");
        assertThat(refused(edit, set(name, "a", "2")).type()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
        assertThat(file).hasContent("a=1\n");
    }

    @Test
    void signatures_say_what_is_true() {
        assertThat(edit.signature().name()).isEqualTo("edit_config");
        assertThat(edit.signature().reversible() && edit.signature().idempotent())
                .isTrue();
        assertThat(restore.signature().name()).isEqualTo("restore_config");
        assertThat(restore.signature().reversible()).isFalse();
    }
}
