package io.aiops4j.learning.llm;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transcripts as JSON that round-trips and tolerates unknown fields, found by what they are about, purpose, model and outcome, and
 * tallied day by day: so a node that starts knows what was spent.
 */
final class TranscriptCodec implements RecordCodec<ModelCall> {

    static final String TOKENS = "tokens";
    static final String MICROS = "micros";
    static final String ABOUT = "about";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static String tallyOf(LocalDate day) {
        return "day/" + day;
    }

    @Override
    public RecordIndex index(ModelCall call) {
        return RecordIndex.of(call.id(), call.time())
                .with(ABOUT, call.about())
                .with("purpose", call.purpose().name().toLowerCase(Locale.ROOT))
                .with("model", call.model())
                .with("outcome", call.outcome())
                .tally(
                        tallyOf(LocalDate.ofInstant(call.time(), ZoneOffset.UTC)),
                        Map.of(
                                "calls",
                                1L,
                                TOKENS,
                                (long) call.tokensIn() + call.tokensOut(),
                                MICROS,
                                call.costMicros()));
    }

    @Override
    public String encode(ModelCall call) {
        return JSON.writeValueAsString(call);
    }

    @Override
    public ModelCall decode(String text) {
        try {
            ModelCall call = JSON.readValue(text, ModelCall.class);
            if (call == null) {
                throw new AiopsException("Not a transcript: it is null.");
            }
            return call;
        } catch (JacksonException e) {
            throw new AiopsException("Not a transcript: " + e.getOriginalMessage(), e);
        }
    }
}
