package io.aiops4j.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpillTest {

    private static final long ROOM = 64 << 20;

    @TempDir
    Path folder;

    private static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> all(Spill spill) throws IOException {
        List<String> all = new ArrayList<>();
        for (List<byte[]> some = spill.first(3, ROOM); !some.isEmpty(); some = spill.first(3, ROOM)) {
            some.forEach(text -> all.add(new String(text, StandardCharsets.UTF_8)));
            spill.remove(some);
        }
        return all;
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(path -> path.toString().endsWith(".spill")).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    @Test
    void first_in_is_first_out_also_after_it_was_opened_again() throws Exception {
        try (Spill spill = Spill.open(folder, ROOM)) {
            assertThat(spill.add(texts("a", "", "c", "d"))).isTrue();
            assertThat(spill.add(texts("e"))).isTrue();
            assertThat(spill.size()).isEqualTo(5);
            spill.remove(spill.first(1, ROOM));
        }
        try (Spill spill = Spill.open(folder, ROOM)) {
            assertThat(spill.add(texts("f"))).isTrue();
            // what was taken out is there again until its file is done with
            assertThat(all(spill)).containsExactly("a", "", "c", "d", "e", "f");
            assertThat(spill.isEmpty()).isTrue();
            assertThat(spill.bytes()).isZero();
        }
        try (Spill spill = Spill.open(folder, ROOM)) {
            assertThat(spill.isEmpty()).isTrue();
        }
    }

    @Test
    void it_goes_on_over_many_files_and_within_its_bound() throws Exception {
        String large = "x".repeat(1 << 20);
        try (Spill spill = Spill.open(folder, ROOM)) {
            int added = 0;
            while (spill.add(texts(large + added))) {
                added++;
            }
            assertThat(added).isEqualTo(63);
            assertThat(spill.bytes()).isLessThanOrEqualTo(ROOM);
            assertThat(spill.first(1_000, 3 << 20)).hasSize(3);
            assertThat(all(spill))
                    .containsExactlyElementsOf(
                            IntStream.range(0, added).mapToObj(n -> large + n).toList());
            assertThat(spill.add(texts("again"))).isTrue();
        }
    }

    @Test
    void whatever_a_crash_leaves_at_the_end_is_cut_and_the_rest_is_there() throws Exception {
        try (Spill spill = Spill.open(folder, ROOM)) {
            spill.add(texts("one", "two"));
            spill.add(texts("three"));
        }
        byte[] whole = Files.readAllBytes(only());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(folder.resolve("000000000001.spill"), Arrays.copyOf(whole, length));
            try (Spill spill = Spill.open(folder, ROOM)) {
                int there = length < 11 ? 0 : length < 22 ? 1 : length < 35 ? 2 : 3;
                spill.add(texts("more"));
                assertThat(all(spill))
                        .as("cut at %d", length)
                        .isEqualTo(
                                Stream.concat(Stream.of("one", "two", "three").limit(there), Stream.of("more"))
                                        .toList());
            }
        }
    }

    @Test
    void a_damaged_file_is_kept_aside_and_what_stands_before_the_damage_is_there() throws Exception {
        try (Spill spill = Spill.open(folder, ROOM)) {
            spill.add(texts("one", "two", "three"));
        }
        Path file = only();
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);
        try (Spill spill = Spill.open(folder, ROOM)) {
            assertThat(all(spill)).containsExactly("one");
        }
        assertThat(Files.readAllBytes(folder.resolve("000000000001.spill.damaged")))
                .isEqualTo(bytes);
    }

    @Test
    void what_is_taken_out_in_the_middle_leaves_no_byte_behind() throws Exception {
        try (Spill spill = Spill.open(folder, ROOM)) {
            spill.add(texts("one", "two", "three", "two"));
            spill.remove(spill.first(1, ROOM));
            assertThat(spill.removeIf(text -> text.length == 3)).isEqualTo(2);
            assertThat(Files.readString(only(), StandardCharsets.ISO_8859_1))
                    .contains("three")
                    .doesNotContain("one", "two");
            assertThat(all(spill)).containsExactly("three");
        }
    }

    @Test
    void a_folder_that_cannot_be_used_says_so() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Spill.open(file.resolve("below"), ROOM))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("cannot be used");
        try (Spill spill = Spill.open(folder, ROOM)) {
            assertThat(spill.isEmpty()).isTrue();
            assertThatThrownBy(() -> Spill.open(folder, ROOM)).hasMessageContaining("in use");
        }
    }
}
