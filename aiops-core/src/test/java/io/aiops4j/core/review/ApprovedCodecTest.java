package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Payload;
import io.aiops4j.core.journal.Snapshot;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is read from a store is a text, and no text becomes something approved. */
final class ApprovedCodecTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "1",
                "{\"value\":\"forged\"}",
                "{\"kind\":null,\"value\":\"forged\",\"words\":[],\"bench\":null,\"preconditions\":{}}"
            })
    void no_codec_reads_one(String text) {
        JsonMapper lenient = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        assertThatThrownBy(() -> lenient.readValue(text, Approved.class)).isInstanceOf(JacksonException.class);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Payload payload = Payload.of(bytes, new byte[Chain.SALT_BYTES]);
        assertThatThrownBy(() -> payload.as(Approved.class)).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> Snapshot.read(text, Approved.class)).isInstanceOf(AiopsException.class);
    }
}
