package io.aiops4j.core.run.action;

import io.aiops4j.core.HostCode;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was seen while something was waited for: the first changes and the last ones, however long it took. */
final class Seen {

    private static final int FIRST = 5;
    private static final int LAST = 5;
    private static final int LONGEST = 500;

    private final Check until;
    private final List<String> first = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private String before = "";
    private int looks;
    private int left;

    Seen(Check until) {
        this.until = until;
    }

    boolean holds(StateSnapshot state) {
        looks++;
        String said = said(until, state);
        if (!said.equals(before)) {
            before = said;
            note("look " + looks + ": " + said);
        }
        return until.test(state, name -> null) == Check.Result.HOLDS;
    }

    private void note(String line) {
        if (first.size() < FIRST) {
            first.add(line);
            return;
        }
        last.add(line);
        if (last.size() > LAST) {
            last.remove();
            left++;
        }
    }

    static String said(Check until, StateSnapshot state) {
        String value = state.value(until.subject());
        String subject = until.subject() + (value == null ? " is not known" : " is " + value);
        String unknown = state.unknown().isEmpty() ? "" : " (unknown: " + state.unknown() + ")";
        return HostCode.cut(
                switch (until.test(state, name -> null)) {
                    case HOLDS -> "it holds: " + subject;
                    case FAILS -> "it does not hold: " + subject;
                    case UNKNOWN -> "it cannot be told: " + subject + unknown;
                },
                LONGEST);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(until + ", " + looks + " looks\n");
        first.forEach(line -> text.append(line).append('\n'));
        text.append(left > 0 ? left + " changes left out\n" : "");
        last.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
