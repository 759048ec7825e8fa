package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.store.RecordIndex;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one build wrote, every later one reads. */
class TranscriptGoldenTest {

    private static final ModelCall CALL = new ModelCall(
            "call-1",
            Instant.parse("2026-01-01T00:00:00Z"),
            7,
            "exec-1",
            ModelCall.Purpose.CLASSIFY,
            "cheap",
            "gpt-4o-mini",
            "[{\"user\":[\"password=<password:1>\"]}]",
            "00ff",
            "{\"cause\":\"HEAP\"}",
            100,
            20,
            27,
            ModelCall.ANSWERED,
            "");

    private static String golden(String name) throws Exception {
        try (InputStream in = TranscriptGoldenTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_transcript_reads_as_it_was_written() throws Exception {
        assertThat(ModelCall.CODEC.encode(CALL))
                .isEqualTo(golden("transcript-1.json").strip());
        assertThat(ModelCall.CODEC.decode(golden("transcript-1.json"))).isEqualTo(CALL);
    }

    @Test
    void an_export_reads_as_it_was_written() throws Exception {
        assertThat(TranscriptFile.write("exec-1", List.of(CALL), Seal.none())).isEqualTo(golden("transcripts-1.jsonl"));
        assertThat(TranscriptFile.read(golden("transcripts-1.jsonl"), Seal.none()))
                .containsExactly(CALL);
    }

    @Test
    void what_a_later_build_adds_is_tolerated_and_what_is_missing_is_not() throws Exception {
        String text = golden("transcript-1.json").strip();
        assertThat(ModelCall.CODEC.decode(text.replaceFirst("\\{", "{\"later\":[1],")))
                .isEqualTo(CALL);
        assertThatThrownBy(() -> ModelCall.CODEC.decode(text.replace("\"tier\":\"cheap\",", "")))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> ModelCall.CODEC.decode("null")).isInstanceOf(AiopsException.class);
    }

    @Test
    void it_is_found_by_what_it_is_about_and_tallied_by_the_day() {
        RecordIndex index = ModelCall.CODEC.index(CALL);
        assertThat(index.fields())
                .containsEntry("about", "exec-1")
                .containsEntry("purpose", "classify")
                .containsEntry("outcome", "answered");
        assertThat(index.tallyOf()).isEqualTo("day/2026-01-01");
        assertThat(index.tally()).containsEntry("tokens", 120L).containsEntry("micros", 27L);
    }
}
