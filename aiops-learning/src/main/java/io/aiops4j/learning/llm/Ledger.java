package io.aiops4j.learning.llm;

import io.aiops4j.learning.llm.ModelCall.NoAnswerException.Reason;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;

/**
 * What a day's calls have used. A call reserves what it may use before it is made, so that calls at the same time do not all see the
 * same rest: what is used exceeds the budget at most by what the calls in flight use beyond their estimates. Safe for use by many
 * threads.
 */
final class Ledger {

    private final Models.Budget budget;
    private final Prices prices;
    private final Clock clock;
    private final Function<LocalDate, Map<String, Long>> earlier;

    private LocalDate day = LocalDate.EPOCH;
    private long tokens;
    private long micros;
    private long heldTokens;
    private long heldMicros;

    /**
     * What a call may use.
     *
     * @param day the day that it counts for
     * @param model whose price counts
     * @param in tokens of the prompt
     * @param out tokens of the answer
     * @param micros what both cost, in millionths
     */
    record Hold(LocalDate day, String model, long in, long out, long micros) {}

    Ledger(Models.Budget budget, Prices prices, Clock clock, Function<LocalDate, Map<String, Long>> earlier) {
        this.budget = budget;
        this.prices = prices;
        this.clock = clock;
        this.earlier = earlier;
    }

    synchronized Hold reserve(String model, long in, long out) {
        turn();
        long cost = cost(model, in, out);
        if (tokens + heldTokens + in + out > budget.tokens() || micros + heldMicros + cost > budget.micros()) {
            throw new ModelCall.NoAnswerException(
                    Reason.OVER_BUDGET,
                    "The budget of " + day + " does not allow this call: " + budget.words() + " a day, " + tokens
                            + " tokens and " + Prices.money(micros).toPlainString() + " used, "
                            + heldTokens + " tokens held by calls under way, and this one may take " + (in + out)
                            + ". It is renewed at midnight UTC; raise it, or wait.");
        }
        heldTokens += in + out;
        heldMicros += cost;
        return new Hold(day, model, in, out, cost);
    }

    private long cost(String model, long in, long out) {
        return prices.micros(model, in, out).orElseGet(() -> {
            if (budget.isMoney()) {
                throw new ModelCall.NoAnswerException(
                        Reason.OVER_BUDGET,
                        "There is a budget of money, and no price for the model '" + model
                                + "'. Say it: Models.price(\"" + model + "\", in, out).");
            }
            return 0L;
        });
    }

    /** What was really used, in the place of what was held, and what it cost in millionths. */
    synchronized long settle(Hold hold, long in, long out) {
        long cost = in == hold.in() && out == hold.out() ? hold.micros() : cost(hold.model(), in, out);
        turn();
        if (hold.day().equals(day)) {
            heldTokens -= hold.in() + hold.out();
            heldMicros -= hold.micros();
            tokens += in + out;
            micros += cost;
        }
        return cost;
    }

    // what was held by calls of yesterday is yesterday's
    private void turn() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            Map<String, Long> used = earlier.apply(today);
            day = today;
            tokens = used.getOrDefault(TranscriptIndex.TOKENS, 0L);
            micros = used.getOrDefault(TranscriptIndex.MICROS, 0L);
            heldTokens = 0;
            heldMicros = 0;
        }
    }

    synchronized long tokens() {
        turn();
        return tokens;
    }

    synchronized long micros() {
        turn();
        return micros;
    }

    synchronized boolean isUsedUp() {
        turn();
        return tokens >= budget.tokens() || micros >= budget.micros();
    }
}
