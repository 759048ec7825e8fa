package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.learning.json.JsonRepair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call of a model as it was made: what the model saw and said, and what it cost. No value that was redacted is in it.
 *
 * <pre>{@code
 * RecordStore<ModelCall> transcripts = stores.records(ModelCall.KIND, ModelCall.CODEC);
 * Models models = Models.of(chatModel).transcripts(transcripts);
 * models.ask(ModelCall.Question.draft("exec-1", "Write a better runbook.", text, schema));
 * ModelCall first = transcripts.find(Query.all().where("about", "exec-1")).records().get(0);
 * }</pre>
 *
 * @param id of this call
 * @param time when it began
 * @param ordinal its place among the calls of its node
 * @param about what it was about
 * @param purpose what it was for
 * @param tier strong or cheap
 * @param model the model's name, empty if the client does not say it
 * @param prompt the redacted messages as a JSON array
 * @param promptDigest the SHA-256 of it
 * @param reply the raw reply, empty if there was none
 * @param tokensIn tokens of the prompt
 * @param tokensOut tokens of the reply
 * @param costMicros what both cost, in millionths of the unit of the prices
 * @param outcome {@value #ANSWERED}, {@value #CACHED}, or why there is no answer
 * @param error what went wrong in words, empty if nothing did
 */
public record ModelCall(
        String id,
        Instant time,
        long ordinal,
        String about,
        Purpose purpose,
        String tier,
        String model,
        String prompt,
        String promptDigest,
        String reply,
        int tokensIn,
        int tokensOut,
        long costMicros,
        String outcome,
        String error) {

    /** What records of this type are called in {@code Stores.records}. */
    public static final String KIND = "transcript";

    /** How records of this type are kept. */
    public static final RecordCodec<ModelCall> CODEC =
            RecordCodec.json(ModelCall.class, "a transcript", TranscriptIndex::of);

    /** The model answered. */
    public static final String ANSWERED = "answered";

    /** It had answered the same before. */
    public static final String CACHED = "cached";

    /** Refuses what was read from a store or a file and lacks something. */
    public ModelCall {
        for (Object given :
                Arrays.asList(id, time, about, purpose, tier, model, prompt, promptDigest, reply, outcome, error)) {
            Objects.requireNonNull(given, "a transcript lacks something that it must have");
        }
    }

    /** What a question is for. */
    public enum Purpose {
        /** To choose from what is given: the cheap model. */
        CLASSIFY,
        /** To write something new: the strong one. */
        DRAFT
    }

    /**
     * What is asked.
     *
     * @param purpose decides which model is asked
     * @param about the execution, incident or runbook that it belongs to, under which its transcript is found
     * @param system what the model is told about its task
     * @param user the case, with whatever it holds: it is redacted on its way
     * @param schema what the answer must look like, or null if any JSON will do
     */
    public record Question(
            Purpose purpose,
            String about,
            String system,
            String user,
            @Nullable JsonSchema schema) {

        /** A choice from what is given. */
        public static Question classify(String about, String system, String user, @Nullable JsonSchema schema) {
            return new Question(Purpose.CLASSIFY, about, system, user, schema);
        }

        /** Something new. */
        public static Question draft(String about, String system, String user, @Nullable JsonSchema schema) {
            return new Question(Purpose.DRAFT, about, system, user, schema);
        }
    }

    /** What a model answered. Placeholders stand in it as the model wrote them. */
    public static final class Answer {

        private static final JsonMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        private final JsonRepair.Repaired reply;
        private final OptionalDouble confidence;
        private final boolean escalated;
        private final Redaction redaction;

        Answer(JsonRepair.Repaired reply, OptionalDouble confidence, boolean escalated, Redaction redaction) {
            this.reply = reply;
            this.confidence = confidence;
            this.escalated = escalated;
            this.redaction = redaction;
        }

        /** One JSON value that fits the schema of the question. */
        public String json() {
            return reply.json();
        }

        /** The reply as it came. */
        public String raw() {
            return reply.raw();
        }

        /** What was repaired in it, in words. */
        public List<String> repairs() {
            return reply.repairs();
        }

        /** How sure the model says it is: to be shown, and never a reason to do anything. */
        public OptionalDouble confidence() {
            return confidence;
        }

        /** Whether the strong model answered because the cheap one was unsure. */
        public boolean isEscalated() {
            return escalated;
        }

        /**
         * Puts the values of the question back into a text of the answer. For whoever fills a parameter of an action of the
         * catalogue with it, and for nobody else: what comes out is secret.
         */
        public String restore(String parameter) {
            return redaction.restore(parameter);
        }

        /**
         * The answer as a record of this type; members that it does not know are left out.
         *
         * @throws ModelCall.NoAnswerException if it does not fit
         */
        public <T> T as(Class<T> type) {
            try {
                return Objects.requireNonNull(JSON.readValue(reply.json(), type));
            } catch (JacksonException e) {
                throw new ModelCall.NoAnswerException(
                        ModelCall.NoAnswerException.Reason.UNREADABLE,
                        "The model's answer does not fit: " + e.getOriginalMessage(),
                        e,
                        reply.raw());
            }
        }

        /** The answer with its placeholders. */
        @Override
        public String toString() {
            return reply.json();
        }
    }

    /**
     * What came of all calls.
     *
     * @param answered by a model
     * @param cached answered without a call
     * @param failed asked for nothing
     * @param refused not made: over the budget, too many, or the model was left alone
     * @param stuck given up and still under way in a client that does not stop
     * @param unrecorded calls whose transcript could not be kept
     * @param tokensToday used since midnight UTC
     * @param costToday what they cost
     * @param usedUp whether the day's budget is used up
     * @param leftAlone whether a model is left alone because it failed
     */
    public record Figures(
            long answered,
            long cached,
            long failed,
            long refused,
            long stuck,
            long unrecorded,
            long tokensToday,
            BigDecimal costToday,
            boolean usedUp,
            boolean leftAlone) {}

    /**
     * A model was not asked, or gave no answer that can be used. The reason says which; what can be done about it is in the message.
     *
     * <pre>{@code
     * try {
     *     return Optional.of(models.ask(question));
     * } catch (ModelCall.NoAnswerException e) {
     *     log.info("Rules alone decide: {} {}", e.reason(), e.getMessage());
     *     return Optional.empty();
     * }
     * }</pre>
     */
    public static final class NoAnswerException extends AiopsException {

        private static final long serialVersionUID = 1L;

        private final Reason reason;
        private final @Nullable String raw;

        /** Why there is no answer. */
        public enum Reason {
            /** The answer did not come in time. */
            TIMED_OUT(true),
            /** The server wants fewer calls. */
            RATE_LIMITED(true),
            /** The server failed, is not there, or was cut off. */
            UNAVAILABLE(true),
            /** The server does not take this call: key, name of the model, or what is asked. */
            REFUSED(false),
            /** The answer is none that can be read, also when asked for again. */
            UNREADABLE(false),
            /** The answer is longer than what is kept. */
            TOO_LONG(false),
            /** The day's tokens or money are used up, or a price is not known. */
            OVER_BUDGET(false),
            /** Too many calls are under way. */
            BUSY(false),
            /** The model failed so often that it is left alone for a while. */
            LEFT_ALONE(false),
            /** Who asked was interrupted. */
            INTERRUPTED(false),
            /** A transcript was asked something else than what is in it. */
            DIFFERENT(false),
            /** A transcript was altered. */
            TAMPERED(false),
            /** Anything else. */
            FAILED(false);

            private final boolean retriable;

            Reason(boolean retriable) {
                this.retriable = retriable;
            }

            boolean isRetriable() {
                return retriable;
            }
        }

        NoAnswerException(Reason reason, String message) {
            this(reason, message, null, null);
        }

        NoAnswerException(Reason reason, String message, @Nullable Throwable cause) {
            this(reason, message, cause, null);
        }

        NoAnswerException(Reason reason, String message, @Nullable Throwable cause, @Nullable String raw) {
            super(message, cause);
            this.reason = reason;
            this.raw = raw;
        }

        /** Why there is no answer. */
        public Reason reason() {
            return reason;
        }

        /** What the model said, if it said something that cannot be used. */
        public Optional<String> raw() {
            return Optional.ofNullable(raw);
        }
    }
}
