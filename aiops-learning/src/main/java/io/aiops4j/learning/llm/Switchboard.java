package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.core.store.RecordStore;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which model is asked what: two lanes, or one that is both, over one ledger. */
final class Switchboard {

    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final Setup setup;
    private final Ledger ledger;
    private final Counts counts = new Counts();
    private final AtomicLong unrecorded = new AtomicLong();
    private final Lane strong;
    private final Lane cheap;

    Switchboard(Setup setup) {
        this.setup = setup;
        RecordStore<ModelCall> store = setup.transcripts();
        ledger = new Ledger(setup.budget(), setup.budget().prices(), setup.time(), day -> earlier(store, day));
        RecordingModel.Desk desk = store == null
                ? null
                : new RecordingModel.Desk(
                        store, setup.time(), setup.rules(), setup.budget().prices(), new AtomicLong(), unrecorded);
        strong = new Lane("strong", setup.strong(), setup, ledger, counts, desk);
        cheap = setup.isSingle() ? strong : new Lane("cheap", setup.cheap(), setup, ledger, counts, desk);
    }

    // what was spent before this process began, on all nodes that share the store
    private static Map<String, Long> earlier(@Nullable RecordStore<ModelCall> store, LocalDate day) {
        try {
            return store == null ? Map.of() : store.tally(TranscriptIndex.tallyOf(day));
        } catch (RuntimeException e) {
            LOG.warn("What models used earlier on {} is not known; the budget begins anew", day, e);
            return Map.of();
        }
    }

    ModelCall.Answer ask(ModelCall.Question question) {
        Asking asking = new Asking(question, setup.rules().begin());
        boolean drafts = question.purpose() == ModelCall.Purpose.DRAFT;
        return asking.answer(drafts ? strong : cheap, drafts || setup.isSingle() ? null : strong);
    }

    ChatResponse chat(ChatRequest request, ModelCall.Purpose purpose) {
        Lane lane = purpose == ModelCall.Purpose.DRAFT ? strong : cheap;
        return lane.chat(RedactingModel.redacted(request, setup.rules().begin()), "", purpose);
    }

    ChatModel classifying() {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return Switchboard.this.chat(request, ModelCall.Purpose.CLASSIFY);
            }
        };
    }

    ModelCall.Figures figures() {
        return new ModelCall.Figures(
                counts.answered(),
                counts.cached(),
                counts.failed(),
                counts.refused(),
                strong.stuck() + (cheap == strong ? 0 : cheap.stuck()),
                unrecorded.get(),
                ledger.tokens(),
                Prices.money(ledger.micros()),
                ledger.isUsedUp(),
                strong.isLeftAlone() || cheap.isLeftAlone());
    }
}
