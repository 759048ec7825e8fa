package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.RecordStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Models within bounds: a strong one that drafts and a cheap one that classifies, each with a time-out, repetition of what can be
 * repeated, a breaker, so many calls at a time, a cache, a budget for both, and prompts without secrets.
 *
 * <pre>{@code
 * Models models = Models.of(strong)
 *         .cheap(small)
 *         .budget(Models.Budget.perDay(500_000).money("2.50").price("gpt-4o-mini", "0.15", "0.60"));
 * ModelCall.Answer answer = models.ask(ModelCall.Question.classify("exec-1", "Choose a cause.", log, schema));
 * Aiops aiops = Aiops.builder().model(models).build();
 * }</pre>
 *
 * <p>As a {@link ChatModel} it asks the strong one. Immutable; what was spent, cached and counted belongs to an instance, and one
 * that is made of it begins anew. Safe for use by many threads.
 */
public final class Models implements ChatModel {

    /** How long one attempt may take when nothing is said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** How long one attempt may take at most. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    /** How often a call is tried when nothing is said, and at most. */
    public static final int ATTEMPTS = 3;

    /** How often a call is tried at most. */
    public static final int MOST_ATTEMPTS = 10;

    /** The longest pause before another attempt; a server that asks for a longer one gets none. */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Calls of one model at a time when nothing is said. */
    public static final int AT_ONCE = 4;

    /** Calls of one model at a time at most. */
    public static final int MOST_AT_ONCE = 64;

    /** Bytes of each model's cache when nothing is said. */
    public static final long CACHE_BYTES = 8L << 20;

    /** The longest answer, in characters. */
    public static final int LONGEST_REPLY = 1 << 20;

    /** The tokens of a day when nothing is said. */
    public static final long TOKENS_PER_DAY = 1_000_000;

    /** What an answer is taken to need before it is there, in tokens, when the request has no bound of its own. */
    public static final int USUAL_ANSWER = 2_000;

    /** So many of the last attempts are looked at, half of them at least. */
    public static final int BREAKER_WINDOW = 20;

    /** When so many in a hundred of them failed, the model is left alone: one that fails one time in three is still worth asking. */
    public static final int BREAKER_PERCENT = 80;

    /** How long a model that failed is left alone. */
    public static final Duration BREAKER_PAUSE = Duration.ofSeconds(30);

    /** A cheap model that states less confidence than this is not heard if there is a strong one. */
    public static final double UNSURE = 0.7;

    /** The member of an answer in which a model states how sure it is: it can escalate a question, and nothing else. */
    public static final String CONFIDENCE = "confidence";

    private final Setup setup;
    private final Switchboard board;

    /**
     * What may be used in a day, from midnight to midnight UTC, and what tokens cost.
     *
     * <pre>{@code
     * Models.Budget budget = Models.Budget.perDay(500_000).money("2.50").price("gpt-4o-mini", "0.15", "0.60");
     * }</pre>
     */
    public static final class Budget {

        private final long tokens;
        private final long micros;
        private final Prices prices;

        private Budget(long tokens, long micros, Prices prices) {
            this.tokens = Checks.notNegative("tokens a day", tokens);
            this.micros = micros;
            this.prices = prices;
        }

        /** So many tokens, of prompts and answers together. */
        public static Budget perDay(long tokens) {
            return new Budget(tokens, Long.MAX_VALUE, Prices.NONE);
        }

        /** Also so much money, in the unit of the prices; a model without a price is not asked then. */
        public Budget money(String amount) {
            return new Budget(tokens, Prices.micros(Prices.money(amount)), prices);
        }

        /** What a million tokens of a prompt and of an answer cost, of models whose name begins so. */
        public Budget price(String model, String in, String out) {
            return new Budget(tokens, micros, prices.with(model, in, out));
        }

        long tokens() {
            return tokens;
        }

        long micros() {
            return micros;
        }

        boolean isMoney() {
            return micros != Long.MAX_VALUE;
        }

        Prices prices() {
            return prices;
        }

        String words() {
            return tokens + " tokens"
                    + (isMoney() ? " and " + Prices.money(micros).toPlainString() : "");
        }
    }

    /**
     * How LangChain4j's clients reach a server within bounds: at most 4 MiB of an answer are read, one that drips ends in time, an
     * interrupt ends it at once, redirects are not followed, and when a server wants to be asked again is heard. It takes
     * {@code langchain4j-http-client}, which clients bring along.
     *
     * <pre>{@code
     * ChatModel model = OpenAiChatModel.builder().httpClientBuilder(new Models.Http()).maxRetries(0)...build();
     * }</pre>
     */
    public static final class Http extends ModelHttp {

        /** Begins with {@link #TIMEOUT}, until the client says another one. */
        public Http() {}
    }

    private Models(Setup setup) {
        this.setup = setup;
        this.board = new Switchboard(setup);
    }

    /** One model for everything, within the bounds of this class. */
    public static Models of(ChatModel strong) {
        if (strong instanceof Models models) {
            return models;
        }
        Budget budget = Budget.perDay(TOKENS_PER_DAY);
        return new Models(new Setup(
                strong, strong, TIMEOUT, ATTEMPTS, AT_ONCE, CACHE_BYTES, budget, null, null, null, Told.NOTHING));
    }

    /** Another one for classifying. */
    public Models cheap(ChatModel model) {
        return new Models(setup.cheap(model));
    }

    /** How long one attempt may take, whatever the client does; {@link #TIMEOUT} when nothing is said. */
    public Models timeout(Duration limit) {
        return new Models(setup.timeout(limit));
    }

    /** How often one call is tried; {@link #ATTEMPTS} when nothing is said. */
    public Models attempts(int most) {
        return new Models(setup.attempts(most));
    }

    /** How many calls of each model may be under way; {@link #AT_ONCE} when nothing is said. */
    public Models atOnce(int most) {
        return new Models(setup.atOnce(most));
    }

    /** How many bytes of answers are kept of each model, 0 for none; {@link #CACHE_BYTES} when nothing is said. */
    public Models cache(long bytes) {
        return new Models(setup.cache(bytes));
    }

    /** What may be used in a day; {@link #TOKENS_PER_DAY} tokens when nothing is said. */
    public Models budget(Budget perDay) {
        return new Models(setup.budget(perDay));
    }

    /** What is secret in prompts. There is no way to switch it off; {@link Redactor#without} makes it see less. */
    public Models redactor(Redactor rules) {
        return new Models(setup.redactor(rules));
    }

    /** What time it is, for budgets and transcripts. */
    public Models clock(Clock time) {
        return new Models(setup.clock(time));
    }

    /** Where calls are kept. */
    public Models transcripts(RecordStore<ModelCall> store) {
        return new Models(setup.transcripts(store));
    }

    /** What models are told of the host's world; nothing when nothing is said. */
    public Models facts(DomainFacts facts) {
        return new Models(setup.told(setup.told().facts(facts)));
    }

    /** What models are told of the host's world. */
    public DomainFacts facts() {
        return setup.told().facts();
    }

    /** A template in the place of the library's of this name, such as {@code draft}. */
    public Models template(String name, String text) {
        return new Models(setup.told(setup.told().template(name, text)));
    }

    /** The template of the host's own of this name, if there is one. */
    public Optional<String> template(String name) {
        return Optional.ofNullable(setup.told().templates().get(name));
    }

    /** The same, with these where nothing was said: for whoever puts an instance together. */
    public Models within(Clock time, Redactor rules, RecordStore<ModelCall> store) {
        Setup full = setup.clock() == null ? setup.clock(time) : setup;
        full = full.redactor() == null ? full.redactor(rules) : full;
        full = full.transcripts() == null ? full.transcripts(store) : full;
        return full.equals(setup) ? this : new Models(full);
    }

    /** A time-out alone: {@link #AT_ONCE} threads, and one that does not let itself be interrupted stays taken. */
    public static ChatModel timed(ChatModel model, Duration limit) {
        return new TimedModel(model, limit, AT_ONCE, LONGEST_REPLY);
    }

    /** Repetition alone, of what can be repeated: too many calls, failed servers, cut connections, time-outs. */
    public static ChatModel retrying(ChatModel model, int attempts) {
        return new RetryingModel(model, attempts, Clock.systemUTC(), Models::pause);
    }

    /** A breaker alone. */
    public static ChatModel breaking(ChatModel model) {
        return new BreakingModel(model, Clock.systemUTC());
    }

    /** So many calls at a time, alone; others wait as long as this for a place. */
    public static ChatModel limited(ChatModel model, int atOnce, Duration wait) {
        return new LimitedModel(model, atOnce, wait);
    }

    /** A budget alone. */
    public static ChatModel budgeted(ChatModel model, Budget budget, Clock clock) {
        return new BudgetedModel(model, new Ledger(budget, budget.prices(), clock, day -> Map.of()));
    }

    /** A cache alone, of so many bytes. */
    public static ChatModel cached(ChatModel model, long bytes) {
        return new CachedModel(model, bytes);
    }

    /** Redaction alone: the model is told about placeholders, and its answer keeps them. */
    public static ChatModel redacted(ChatModel model, Redactor rules) {
        return new RedactingModel(model, rules);
    }

    /** Transcripts alone, of what the model is asked about something. Put it inside of {@link #redacted}: what it sees is kept. */
    public static ChatModel recorded(ChatModel model, RecordStore<ModelCall> store, String about, Clock clock) {
        RecordingModel.Desk desk = new RecordingModel.Desk(
                store, clock, Redactor.standard(), Prices.NONE, new AtomicLong(), new AtomicLong());
        return new RecordingModel(model, desk, about, ModelCall.Purpose.DRAFT, "strong");
    }

    static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    /**
     * Asks and reads the answer: once more with the fault if it cannot be read, and the strong model if the cheap one is unsure.
     *
     * @throws ModelCall.NoAnswerException if there is no answer that can be read
     */
    public ModelCall.Answer ask(ModelCall.Question question) {
        return board.ask(question);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return board.chat(request, ModelCall.Purpose.DRAFT);
    }

    /** A model for this purpose, for whoever takes a plain one. */
    public ChatModel forPurpose(ModelCall.Purpose purpose) {
        return purpose == ModelCall.Purpose.DRAFT ? this : board.classifying();
    }

    /** What came of all calls of this instance. */
    public ModelCall.Figures figures() {
        return board.figures();
    }

    /**
     * What was asked and answered about something, in one text that {@link #replaying} reads. It shows tampering; with a keyed
     * seal, nobody without the key can make one.
     */
    public String export(String about, Seal seal) {
        RecordStore<ModelCall> store = setup.transcripts();
        if (store == null) {
            throw new AiopsException("Nothing was kept to export. Say where: Models.transcripts(store).");
        }
        return TranscriptFile.write(about, TranscriptFile.of(about, store), seal);
    }

    /**
     * Models that answer from an export, in its order, and no model is asked.
     *
     * @throws ModelCall.NoAnswerException if the export was altered, or was sealed with another key; and when it is asked something else
     */
    public static Models replaying(String export, Seal seal) {
        return Playback.of(TranscriptFile.read(export, seal));
    }
}
