package io.aiops4j.core.run;

import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.util.ArrayList;
import java.util.List;

/** The looks of one watch: the conditions must come to hold within it, and from then on hold to its end. */
final class Watch {

    private final Runbook runbook;
    private final RunValues values;
    private final List<StateSnapshot> looks = new ArrayList<>();
    private final List<Verification> said = new ArrayList<>();
    private int held = -1;
    private int failed = -1;

    Watch(Runbook runbook, RunValues values) {
        this.runbook = runbook;
        this.values = values;
    }

    /** Takes the next look in, and says whether there is anything left to see. */
    boolean goesOn(StateSnapshot look) {
        Verification now = Verification.of(runbook.verification(), look, values);
        looks.add(look);
        said.add(now);
        boolean fails = now.outcome() == Verification.Outcome.NOT_PASSED;
        held = held < 0 && now.passed() ? looks.size() - 1 : held;
        failed = failed < 0 && fails ? looks.size() - 1 : failed;
        return held < 0 || !fails;
    }

    List<StateSnapshot> looks() {
        return List.copyOf(looks);
    }

    StateSnapshot last() {
        return looks.get(looks.size() - 1);
    }

    /** The first look at which they did not hold and the first at which they did, in their order, but for the last one. */
    List<StateSnapshot> kept() {
        List<StateSnapshot> kept = new ArrayList<>();
        for (int i = 0; i < looks.size() - 1; i++) {
            if (i == held || i == failed) {
                kept.add(looks.get(i));
            }
        }
        return kept;
    }

    /** What the conditions came to; they are as sure as they could be told since they held. */
    Verification verification() {
        Verification last = said.get(said.size() - 1);
        String method = last.method() + ", watched with " + looks.size() + " looks";
        boolean broke = held >= 0 && last.outcome() == Verification.Outcome.NOT_PASSED;
        String detail = broke ? "it held and did not last: " + last.detail() : last.detail();
        double confidence = last.confidence();
        if (last.passed()) {
            List<Verification> since = said.subList(held, said.size());
            long told = since.stream().filter(Verification::passed).count();
            confidence = confidence * told / since.size();
            detail = told < since.size() ? "at " + (since.size() - told) + " looks it could not be told" : detail;
        }
        return new Verification(last.outcome(), method, confidence, detail);
    }
}
