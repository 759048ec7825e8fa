package io.aiops4j.jmh.eval;

import io.aiops4j.core.redact.Redacted;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.jmh.eval.SecretCarriers.Planted;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What came of each text. */
final class SecretsTally {

    private final Redactor redactor;
    private final int most;
    private final boolean show;
    private final Map<String, Long> survived = SecretsEvaluation.sorted();
    private final Set<String> kinds = new HashSet<>();
    private long planted;
    private long negatives;
    private long replaced;
    private long restored;
    private long notRestored;
    private int shown;

    SecretsTally(Redactor redactor, int most, boolean show) {
        this.redactor = redactor;
        this.most = most;
        this.show = show;
    }

    void secret(String kind, Planted text) {
        Redacted redacted = redact(text.text());
        planted++;
        kinds.add(kind);
        for (String trace : text.traces()) {
            if (redacted.text().contains(trace)) {
                survived.merge(kind, 1L, Long::sum);
                say("survived (" + kind + "): " + redacted.text());
                return;
            }
        }
    }

    void negative(String text) {
        negatives++;
        Redacted redacted = redact(text);
        if (redacted.isChanged()) {
            replaced++;
            say("replaced: " + redacted.text() + " <- " + text);
        }
    }

    Redacted redact(String text) {
        Redacted redacted = redactor.redact(text);
        if (redacted.restore(redacted.text()).equals(text)) {
            restored++;
        } else {
            notRestored++;
        }
        return redacted;
    }

    void say(String line) {
        if (show && shown++ < most) {
            Progress.say(line.replace("\n", "\\n"));
        }
    }

    Figures figures(Figures figures) {
        long all = survived.values().stream().mapToLong(Long::longValue).sum();
        figures.with("kinds", kinds.size()).with("planted", planted).with("survived", all);
        survived.forEach((kind, count) -> figures.with("survived_" + kind, count));
        figures.with("negatives", negatives)
                .with("negatives_replaced", replaced)
                .withThousandths("negatives_replaced_percent", 100.0 * replaced / Math.max(1, negatives));
        figures.with("restored", restored).with("not_restored", notRestored);
        if (all > 0) {
            figures.floor(false, all + " secrets survived; none should.");
        }
        if (SecretsEvaluation.isTooMany(replaced, negatives)) {
            figures.floor(false, "more than 1 % of the negatives were changed.");
        }
        if (notRestored > 0) {
            figures.floor(false, notRestored + " texts did not come back as they were.");
        }
        return figures;
    }
}
