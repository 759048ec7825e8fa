package io.aiops4j.learning.improve;

import io.aiops4j.core.verify.Verification.Outcome;

/**
 * What a simulated run comes to.
 *
 * @param outcome whether all conditions would hold
 * @param trust how far the declared effects that it rests on were seen to be true, from 0 to 1
 * @param why in words; names of values, and never a value: what is proposed is kept for ever
 */
record Judgement(Outcome outcome, double trust, String why) {

    static Judgement unknown(String why) {
        return new Judgement(Outcome.UNKNOWN, 0, why);
    }
}
