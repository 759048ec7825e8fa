package io.aiops4j.learning.improve;

import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Effect;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When it may start, and how long it is looked at: a precondition that was missing, and a longer watch. */
final class Conditions {

    /** How long a runbook is watched that was said to have helped and had not. */
    static final Duration WATCH = Duration.ofMinutes(5);

    private static final List<List<String>> OPPOSITES =
            List.of(List.of(" >= ", " < "), List.of(" <= ", " > "), List.of(" != ", " = "));

    private Conditions() {}

    /** It does not start where what it looks for held already, and the run took that away. */
    static Stream<Change> notWhereItHeld(Failure failure) {
        return failure.failing().stream()
                .filter(check -> check.test(failure.result().before(), failure.values()) == Check.Result.HOLDS)
                .map(Conditions::opposite)
                .filter(Objects::nonNull)
                .limit(1)
                .map(check -> added(failure, check));
    }

    /** It does not start where all that its steps bring about is so already. */
    static Stream<Change> notWhereAllIsSo(Failure failure) {
        for (Step step : failure.parent().steps()) {
            ActionSignature signature = failure.catalogue().apply(step.action());
            List<Effect> effects = signature == null ? List.of() : signature.effects();
            for (Effect effect : effects) {
                String other = other(effect, step);
                if (other != null) {
                    return Stream.of(added(failure, Check.parse(effect.subject() + " != " + other)));
                }
            }
        }
        return Stream.empty();
    }

    private static Change added(Failure failure, Check check) {
        return Change.ofPrecondition(failure.parent(), check, "it starts only where " + check);
    }

    // what the effect sets, as a condition of the runbook may write it
    private static @Nullable String other(Effect effect, Step step) {
        if (effect.origin() != null) {
            return effect.origin();
        }
        if (effect.parameter() == null) {
            return effect.text().substring(effect.text().indexOf(" = ") + 3);
        }
        String given = step.parameters().get(effect.parameter());
        if (given == null || given.contains("'")) {
            return null;
        }
        boolean template = given.startsWith("${") && given.indexOf('}') == given.length() - 1;
        return template || isNumber(given) ? given : given.contains("${") ? null : "'" + given + "'";
    }

    private static boolean isNumber(String text) {
        try {
            return !new BigDecimal(text).toPlainString().isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static @Nullable Check opposite(Check check) {
        for (List<String> pair : OPPOSITES) {
            for (int i = 0; i < 2; i++) {
                int at = check.text().indexOf(pair.get(i));
                // the shorter sign is a part of no longer one, since blanks stand round it
                if (at == check.subject().length()) {
                    return Check.parse(check.subject()
                            + pair.get(1 - i)
                            + check.text().substring(at + pair.get(i).length()));
                }
            }
        }
        return null;
    }

    /** It is looked at for longer before it is said to have helped. */
    static Stream<Change> longerWatch(Failure failure) {
        Duration now = failure.parent().watch();
        List<Duration> longer = new ArrayList<>(List.of(now.multipliedBy(2), WATCH));
        longer.removeIf(watch -> watch.compareTo(WATCH) < 0);
        return longer.stream()
                .limit(1)
                .map(watch -> watch.compareTo(Runbook.LONGEST_WATCH) > 0 ? Runbook.LONGEST_WATCH : watch)
                .filter(watch -> watch.compareTo(now) > 0)
                .map(watch ->
                        Change.ofWatch(failure.parent(), watch, "it is watched for " + watch.toMinutes() + " minutes"));
    }
}
