package io.aiops4j.learning.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.aiops4j.core.HostCode;
import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.util.List;
import java.util.Locale;

/** Answers what was answered before, in the same order, and fails where it failed. What differs from what was asked is refused. */
final class Playback {

    private static final int SHOWN = 60;

    private final List<ModelCall> calls;
    private int next;

    private Playback(List<ModelCall> calls) {
        this.calls = calls;
    }

    static Models of(List<ModelCall> calls) {
        Playback tape = new Playback(calls);
        ChatModel strong = new Tape(tape, "strong");
        boolean two = calls.stream().anyMatch(call -> call.tier().equals("cheap"));
        // one attempt and no cache: repetitions and cached answers are on the tape
        return Models.of(strong)
                .cheap(two ? new Tape(tape, "cheap") : strong)
                .attempts(1)
                .cache(0)
                .budget(Models.Budget.perDay(Long.MAX_VALUE / 2));
    }

    /** A model of the tape: it is never left alone, for its failures are those of another time. */
    static final class Tape implements ChatModel {

        private final Playback playback;
        private final String tier;

        private Tape(Playback playback, String tier) {
            this.playback = playback;
            this.tier = tier;
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            return playback.play(tier, PromptText.of(request.messages()));
        }
    }

    private synchronized ChatResponse play(String tier, String prompt) {
        int number = next + 1;
        if (next == calls.size()) {
            throw different(number, "the transcript has " + calls.size() + " calls and no more");
        }
        ModelCall call = calls.get(next);
        if (!call.tier().equals(tier)) {
            throw different(number, "the " + call.tier() + " model was asked, and now it is the " + tier + " one");
        }
        if (!call.prompt().equals(prompt)) {
            int at = common(call.prompt(), prompt);
            throw different(
                    number,
                    "the prompt differs from character " + (at + 1) + " on: " + shown(prompt, at) + " instead of "
                            + shown(call.prompt(), at));
        }
        next++;
        if (!call.outcome().equals(ModelCall.ANSWERED) && !call.outcome().equals(ModelCall.CACHED)) {
            throw new ModelCall.NoAnswerException(
                    Reason.valueOf(call.outcome().toUpperCase(Locale.ROOT)), call.error(), null, call.reply());
        }
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(call.reply()))
                .tokenUsage(new TokenUsage(call.tokensIn(), call.tokensOut()))
                .build();
    }

    private static ModelCall.NoAnswerException different(int number, String how) {
        return new ModelCall.NoAnswerException(
                Reason.DIFFERENT,
                "Call " + number + " is not the one that was recorded: " + how
                        + ". Replay with the code, the records and the redactor of the time.");
    }

    private static int common(String a, String b) {
        int at = 0;
        while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String shown(String text, int at) {
        return "'" + HostCode.line(text.substring(Math.max(0, at - SHOWN / 2)), SHOWN) + "'";
    }
}
