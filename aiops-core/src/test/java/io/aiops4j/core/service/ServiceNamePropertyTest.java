package io.aiops4j.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever text stands for a service: it is a name and arrives as the last argument, or nothing is started at all. */
final class ServiceNamePropertyTest {

    private static Path folder;
    private static Path program;

    @BeforeContainer
    static void write() throws Exception {
        folder = Files.createTempDirectory("aiops-names");
        program = Script.of(
                folder,
                "program",
                "for last; do :; done\nprintf '%s\\n%s' \"$#\" \"$last\" > " + folder.resolve("called") + "\n");
    }

    @AfterContainer
    static void delete() throws Exception {
        Files.deleteIfExists(program);
        Files.deleteIfExists(folder.resolve("called"));
        Files.delete(folder);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(20);
        Arbitrary<String> near =
                Arbitraries.strings().withChars("aZ09-_.@:\\/$ ;|&'\"\n\0é").ofMaxLength(8);
        Arbitrary<String> hostile = Arbitraries.of(
                "--help",
                "-H",
                "web --now",
                "web;reboot",
                "$(reboot)",
                "../web",
                "/etc",
                "*",
                "\\\\server",
                "web\nreboot",
                "wéb",
                "");
        return Arbitraries.oneOf(any, near, hostile);
    }

    @Property(tries = 200)
    void a_text_is_a_name_and_the_last_argument_or_nothing_is_started(@ForAll("names") String name) throws Exception {
        check(Services.systemd(program), name, 5, ".service");
        check(Services.docker(program), name, 3, "");
        check(Services.windows(program), name, 2, "");
    }

    private static void check(Services services, String name, int arguments, String suffix) throws Exception {
        Path called = folder.resolve("called");
        Files.deleteIfExists(called);
        try {
            services.start(name);
        } catch (ServiceException e) {
            if (e.kind() == ServiceException.Kind.MALFORMED_NAME) {
                assertThat(called).doesNotExist();
                return;
            }
        }
        List<String> lines = Files.readString(called).lines().toList();
        String first = name.substring(0, 1);
        assertThat("abcdefghijklmnopqrstuvwxyz0123456789").contains(first.toLowerCase(java.util.Locale.ROOT));
        assertThat(lines.get(1)).isEqualTo(name.endsWith(".service") ? name : name + suffix);
        if (suffix.isEmpty() && arguments == 2) {
            // started and looked at: the last call was the look
            assertThat(lines.get(0)).isEqualTo("2");
        } else {
            assertThat(lines.get(0)).isEqualTo(Integer.toString(arguments));
        }
    }
}
