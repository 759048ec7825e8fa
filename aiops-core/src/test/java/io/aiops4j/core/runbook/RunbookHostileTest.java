package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody writes by mistake, or only once: refused within a second, with a typed and short message. */
final class RunbookHostileTest {

    private static final String SOUND = FaultCases.SOUND;
    private static final int DEEP = 100_000;

    static Stream<Arguments> hostile() {
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("more than a megabyte", SOUND + "title: " + "x".repeat(Documents.LARGEST));
        hostile.put("deep in brackets", SOUND + "rollback: " + "[".repeat(DEEP) + "]".repeat(DEEP));
        hostile.put("deep in braces", SOUND + "rollback: " + "{a: ".repeat(DEEP) + "}".repeat(DEEP));
        hostile.put("deep and never closed", "[".repeat(DEEP));
        hostile.put("deep in dashes", SOUND + "rollback:\n  " + "- ".repeat(DEEP) + "x\n");
        hostile.put("deep in question marks", "? ".repeat(DEEP) + "x\n");
        hostile.put("deep in keys", "a:\n" + indented(400));
        hostile.put("deep in json", "{\"steps\": " + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
        hostile.put("deep in json objects", "{\"steps\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
        hostile.put("laughs", laughs());
        hostile.put("an alias", SOUND + "title: &a x\nplatform: *a\n");
        hostile.put("an alias to itself", SOUND + "title: &a [*a]\n");
        hostile.put("a tag", "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]");
        hostile.put("a tag on a value", SOUND + "title: !!str x\n");
        hostile.put("a tag of its own", SOUND + "title: !secret x\n");
        hostile.put("binary", SOUND + "title: !!binary aGVsbG8=\n");
        hostile.put("one key twice", SOUND + "id: other\n");
        hostile.put("one key twice in quotes", SOUND + "\"id\": other\n");
        hostile.put("one key twice in json", "{\"id\":\"a\",\"id\":\"b\"}");
        hostile.put("a character of value 0", SOUND + "title: a\0b\n");
        hostile.put("an escaped byte order mark in front", "\ufeff" + SOUND);
        hostile.put("a byte order mark in json", "\ufeff{}");
        hostile.put("two documents", SOUND + "---\n" + SOUND);
        hostile.put("two documents in json", "{} {}");
        hostile.put("a list of runbooks", "- " + SOUND.replace("\n", "\n  "));
        hostile.put("a huge number", SOUND.replace("version: 2", "version: " + "9".repeat(900_000)));
        hostile.put("a huge exponent", SOUND.replace("version: 2", "version: 1e999999999"));
        hostile.put("a huge bound", SOUND.replace("max: 4096", "max: 1e999999999"));
        hostile.put("a huge number in json", "{\"version\": " + "9".repeat(900_000) + "}");
        hostile.put("one long line", SOUND + "x".repeat(900_000));
        hostile.put("one long key", "x".repeat(900_000) + ": 1");
        hostile.put("one long comment without an end", SOUND + "title: [ # " + "x".repeat(900_000));
        hostile.put("one long text without an end", SOUND + "title: \"" + "\\n".repeat(400_000));
        hostile.put("many lines of one text", SOUND + "title: |\n" + "  x\n".repeat(200_000) + "sudo: 1\n");
        hostile.put("many keys", many(60_000));
        hostile.put("many steps", SOUND + "rollback:\n" + "- {action: x, a: 1}\n".repeat(40_000));
        hostile.put("directives", "%TAG ! tag:x,2000:\n".repeat(10_000) + "---\n!a b");
        return hostile.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    private static String indented(int levels) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < levels; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("a0: &a0 [ha, ha, ha]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        return text.toString();
    }

    private static String many(int keys) {
        StringBuilder text = new StringBuilder(SOUND);
        for (int i = 0; i < keys; i++) {
            text.append("key").append(i).append(": 1\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void it_is_refused_at_once(String what, String text) {
        // a second of work: what the clock on the wall says depends on who else is at work here
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        boolean json = text.startsWith("{") || what.contains("json");
        Throwable thrown = catchThrowable(() -> RunbookCodec.reading(json ? "a.json" : "a.yaml", text).faults().stream()
                .findFirst()
                .ifPresent(fault -> {
                    throw new DocumentException("runbook", java.util.List.of(fault));
                }));
        long work = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(work).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(thrown).isInstanceOf(DocumentException.class);
        assertThat(thrown.getMessage()).isNotBlank().hasSizeLessThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "windows-1252"})
    void another_encoding_is_refused_with_the_name_of_the_file(String encoding, @TempDir Path folder)
            throws IOException {
        Path file = Files.write(
                folder.resolve("a.yaml"),
                (SOUND + "title: Speicher \u00fcbervoll\n").getBytes(Charset.forName(encoding)));
        assertThatThrownBy(() -> RunbookCodec.read(file))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("UTF-8")
                .hasMessageContaining("a.yaml");
    }

    @Test
    void a_file_beyond_the_bound_is_not_read_to_its_end(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.yaml");
        try (var channel = java.nio.channels.FileChannel.open(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {1}), 8L << 30);
        }
        assertThatThrownBy(() -> RunbookCodec.read(file))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void what_is_refused_as_two_says_that_a_file_holds_one() {
        assertThatThrownBy(() -> RunbookCodec.fromYaml(SOUND + "---\n" + SOUND))
                .hasMessageContaining("one file holds one runbook");
        assertThatThrownBy(() -> RunbookCodec.fromYaml("[" + "{id: a}, {id: b}]"))
                .hasMessageContaining("one file holds one runbook");
    }

    @Test
    @Timeout(20)
    void a_large_file_that_can_be_read_is_checked_and_compared_in_bounded_time() {
        Runbook large = RunbookCodec.fromYaml(SOUND + "rollback:\n" + "- {action: restart}\n".repeat(30_000));
        assertThat(new RunbookCheck(RunbookCheckTest.CATALOGUE::get).check(large))
                .isNotEmpty();
        assertThat(large.changesFrom(RunbookArbitraries.sample())).hasSizeGreaterThan(30_000);
        assertThat(RunbookCodec.canonical(large).getBytes(StandardCharsets.UTF_8))
                .hasSizeGreaterThan(1 << 20);
    }
}
