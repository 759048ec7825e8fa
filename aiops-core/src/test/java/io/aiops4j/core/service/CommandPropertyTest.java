package io.aiops4j.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever text a parameter gets: the program gets it as one argument, or is not run at all. */
final class CommandPropertyTest {

    private static final List<String> HOSTILE = List.of(
            "; touch evil",
            "$(touch evil)",
            "`touch evil`",
            "| touch evil",
            "&& touch evil",
            "-rf",
            "--",
            "-",
            "'",
            "\"",
            "\\",
            "*",
            "../../etc/passwd",
            "/etc/passwd",
            "a\nb",
            "\0",
            "${IFS}",
            "%PATH%",
            "é",
            "\u202e",
            "😀",
            "",
            " ",
            "@/etc/passwd");

    private static Path folder;
    private static Command command;

    @BeforeContainer
    static void write() throws Exception {
        folder = Files.createTempDirectory("aiops-arguments");
        command = Command.of(Script.of(folder, "count", "printf '%s\\n' \"$#\"\nprintf '%s' \"$2\" > value\n"))
                .arg("fixed")
                .arg(Parameter.text("value"))
                .in(folder)
                .build();
    }

    @AfterContainer
    static void delete() throws Exception {
        for (String name : List.of("count", "value")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder); // fails if anything else was made there
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(30);
        Arbitrary<String> hostile = Arbitraries.of(HOSTILE);
        return Arbitraries.oneOf(any, hostile, hostile.list().ofMaxSize(4).map(parts -> String.join(" ", parts)));
    }

    @Property(tries = 300)
    void any_text_is_one_argument_or_none(@ForAll("texts") String text) throws Exception {
        Map<String, String> values = Map.of("value", text);
        if (command.refusal(values) != null) {
            return;
        }
        Command.Result result = command.run(values);
        assertThat(result.output()).isEqualTo("2\n");
        byte[] got = Files.readAllBytes(folder.resolve("value"));
        // where the system's own encoding has no such character the JVM hands on a question mark
        String encoding = System.getProperty("sun.jnu.encoding");
        assertThat(got).isEqualTo(text.getBytes(encoding == null ? StandardCharsets.UTF_8.name() : encoding));
    }
}
