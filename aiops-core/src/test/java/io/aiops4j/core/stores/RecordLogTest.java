package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of records keeps through crashes, rewriting and the change of its format. */
final class RecordLogTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Four saves by version 1 of the format, two of them of one id. */
    private static final String VERSION_1 = "QUlPUFM0SlIAXu0PCh3A3oieBVsAAAA8tptnpAAAAABpVbkBAAAAAAAAAAFhAAAAAgAAAAZj"
            + "b2xvdXIAAAADcmVkAAAAAmlkAAAAAWEAAAAHYSwxLHJlZAAAAE08S1G2AAAAAGlVuQIAAAAAAAAABsO28J+UpQAAAAIAAAAGY29sb3Vy"
            + "AAAABGJsdWUAAAACaWQAAAAGw7bwn5SlAAAADcO28J+UpSwyLGJsdWUAAABAmwbieAAAAABpVbkDAAAAAAAAAAFhAAAAAgAAAAZjb2xv"
            + "dXIAAAAFZ3JlZW4AAAACaWQAAAABYQAAAAlhLDMsZ3JlZW4AAAA8IwmRVwAAAABpVbkDAAAAAAAAAAFjAAAAAgAAAAZjb2xvdXIAAAAD"
            + "cmVkAAAAAmlkAAAAAWMAAAAHYywzLHJlZA==";

    private record Job(String id, long second, String colour, String text) {

        Job(String id, long second, String colour) {
            this(id, second, colour, "");
        }
    }

    private static final RecordCodec<Job> CODEC = new RecordCodec<>() {
        @Override
        public RecordIndex index(Job job) {
            return RecordIndex.of(job.id(), START.plusSeconds(job.second()))
                    .with("id", job.id())
                    .with("colour", job.colour())
                    .text(job.text())
                    .tally(job.colour(), Map.of("jobs", 1L));
        }

        @Override
        public String encode(Job job) {
            return job.id() + "," + job.second() + "," + job.colour()
                    + (job.text().isEmpty() ? "" : "," + job.text());
        }

        @Override
        public Job decode(String text) {
            String[] parts = text.split(",", 4);
            return new Job(parts[0], Long.parseLong(parts[1]), parts[2], parts.length > 3 ? parts[3] : "");
        }
    };

    @TempDir
    Path folder;

    private interface Use {
        void of(RecordStore<Job> jobs) throws IOException;
    }

    private void open(Use use) throws IOException {
        try (Stores stores = Stores.inFolder(folder, Clock.systemUTC())) {
            use.of(stores.records("job", CODEC));
        }
    }

    private Path file() {
        return folder.resolve("records").resolve("job.records");
    }

    private static List<String> ids(RecordStore<Job> jobs, Query query) {
        return jobs.find(query).records().stream().map(Job::id).toList();
    }

    @Test
    void what_version_1_wrote_is_read_and_worked_on() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), Base64.getDecoder().decode(VERSION_1));
        for (int round = 0; round < 2; round++) {
            open(jobs -> {
                assertThat(jobs.find(Query.all()).records())
                        .containsExactly(new Job("a", 3, "green"), new Job("c", 3, "red"), new Job("ö🔥", 2, "blue"));
                assertThat(ids(jobs, Query.all().where("id", "ö🔥"))).hasSize(1);
                assertThat(ids(jobs, Query.all().where("colour", "red"))).containsExactly("c");
                assertThat(jobs.tally("red")).isEmpty();
            });
        }
        open(jobs -> {
            jobs.save(List.of(new Job("c", 9, "red", "some words"), new Job("d", 8, "red", "more words")));
            assertThat(jobs.tally("red")).isEqualTo(Map.of("jobs", 1L));
            assertThat(ids(jobs, Query.all().text("words"))).containsExactly("c", "d");
        });
        open(jobs -> assertThat(ids(jobs, Query.all())).containsExactly("c", "d", "a", "ö🔥"));
    }

    @Test
    void a_file_of_version_1_that_was_torn_or_damaged_is_treated_as_version_1_did() throws IOException {
        byte[] bytes = Base64.getDecoder().decode(VERSION_1);
        Files.createDirectories(file().getParent());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 5));
        open(jobs -> assertThat(ids(jobs, Query.all())).containsExactly("a", "ö🔥"));
        bytes[40] ^= 1;
        Files.write(file(), bytes);
        assertThatThrownBy(() -> open(jobs -> {}))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("damaged at offset 20");
    }

    @Test
    void words_and_tallies_are_kept_when_the_stores_are_opened_again() throws IOException {
        open(jobs ->
                jobs.save(List.of(new Job("a", 1, "red", "connection refused"), new Job("b", 2, "red", "disk full"))));
        open(jobs -> jobs.save(new Job("a", 3, "red", "connection reset")));
        open(jobs -> {
            assertThat(jobs.tally("red")).isEqualTo(Map.of("jobs", 2L));
            assertThat(ids(jobs, Query.all().text("connection"))).containsExactly("a");
            assertThat(ids(jobs, Query.all().text("refused"))).isEmpty();
        });
    }

    @Test
    void tallies_outlive_purging_erasing_and_rewriting() throws IOException {
        open(jobs -> {
            jobs.save(List.of(new Job("a", 1, "red", "secret"), new Job("b", 2, "red"), new Job("c", 3, "blue")));
            assertThat(jobs.erase(List.of("a"))).isEqualTo(1);
            assertThat(FileLab.anyFileContains(folder, "secret")).isFalse();
        });
        open(jobs -> {
            assertThat(jobs.tally("red")).isEqualTo(Map.of("jobs", 2L));
            jobs.save(new Job("d", 4, "red", "words"));
            assertThat(jobs.purge(START.plusSeconds(3))).isEqualTo(1);
            assertThat(jobs.tally("red")).isEqualTo(Map.of("jobs", 3L));
        });
        open(jobs -> {
            for (int i = 0; i < 12; i++) {
                jobs.save(new Job("e", 5, "red", "x".repeat(1 << 20) + " large"));
            }
            assertThat(Files.size(file())).isLessThan(11 << 20);
        });
        open(jobs -> {
            assertThat(jobs.tally("red")).isEqualTo(Map.of("jobs", 4L));
            assertThat(jobs.tally("blue")).isEqualTo(Map.of("jobs", 1L));
            assertThat(ids(jobs, Query.all())).containsExactly("e", "d", "c");
            assertThat(ids(jobs, Query.all().text("large"))).containsExactly("e");
            assertThat(ids(jobs, Query.all().text("words"))).containsExactly("d");
            jobs.save(List.of(new Job("d", 4, "red"), new Job("f", 4, "red")));
            assertThat(jobs.tally("red")).isEqualTo(Map.of("jobs", 5L));
        });
    }

    @Test
    void a_batch_that_was_torn_anywhere_is_cut_as_a_whole() throws IOException {
        open(jobs -> jobs.save(List.of(new Job("a", 1, "red"), new Job("b", 2, "red"))));
        int before = (int) Files.size(file());
        List<Job> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            batch.add(new Job("torn-" + i, 10 + i, "red", "word " + i));
        }
        open(jobs -> jobs.save(batch));
        byte[] whole = Files.readAllBytes(file());
        for (int length = before; length < whole.length; length += 7) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertCut();
        }
        // the disk wrote the later pages first
        for (int hole = before; hole < whole.length; hole += 13) {
            byte[] holed = whole.clone();
            Arrays.fill(holed, hole, Math.min(hole + 20, whole.length), (byte) 0);
            Files.write(file(), holed);
            assertCut();
        }
    }

    private void assertCut() throws IOException {
        open(jobs -> {
            assertThat(ids(jobs, Query.all())).containsExactly("b", "a");
            assertThat(jobs.tally("red")).isEqualTo(Map.of("jobs", 2L));
            assertThat(ids(jobs, Query.all().text("word"))).isEmpty();
            jobs.save(new Job("c", 3, "blue"));
            assertThat(ids(jobs, Query.all())).containsExactly("c", "b", "a");
        });
    }

    @Test
    void damage_before_the_last_batch_is_refused() throws IOException {
        open(jobs -> jobs.save(List.of(new Job("a", 1, "red"), new Job("b", 2, "red"))));
        int first = (int) Files.size(file());
        open(jobs -> jobs.save(new Job("c", 3, "red")));
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < first; i++) {
            byte[] bad = whole.clone();
            bad[i] ^= 4;
            Files.write(file(), bad);
            assertThatThrownBy(() -> open(jobs -> {}))
                    .as("byte %d", i)
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining(file().toString());
        }
    }
}
