package io.aiops4j.learning.llm;

import io.aiops4j.core.store.RecordIndex;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/**
 * Transcripts are found by what they are about, purpose, model and outcome, and tallied day by day: so a node that starts knows what
 * was spent.
 */
final class TranscriptIndex {

    static final String TOKENS = "tokens";
    static final String MICROS = "micros";
    static final String ABOUT = "about";

    private TranscriptIndex() {}

    static String tallyOf(LocalDate day) {
        return "day/" + day;
    }

    static RecordIndex of(ModelCall call) {
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
}
