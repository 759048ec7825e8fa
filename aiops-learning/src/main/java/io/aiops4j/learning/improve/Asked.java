package io.aiops4j.learning.improve;

import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import java.util.List;

/** A condition with the values of one run: a draft that lowers a preset must not lower what its parent is held to. */
record Asked(Check check, RunValues values) {

    static List<Asked> of(List<Check> checks, RunValues values) {
        return checks.stream().map(check -> new Asked(check, values)).toList();
    }

    Check.Result in(StateSnapshot state) {
        return check.test(state, values);
    }

    /** The values of the state that it looks at. */
    List<String> reads() {
        String against = check.against();
        return against == null ? List.of(check.subject()) : List.of(check.subject(), against);
    }

    boolean reads(String value) {
        return check.subject().equals(value) || value.equals(check.against());
    }

    @Override
    public String toString() {
        return "'" + check.text() + "'";
    }
}
