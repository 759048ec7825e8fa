package io.aiops4j;

import io.aiops4j.learning.llm.ModelCall;
import java.util.Map;

/** What health says of models: rules alone decide while they are away, so none of it takes anything out of service. */
final class ModelHealth {

    private static final int MICROS = 6;

    private ModelHealth() {}

    static void of(ModelCall.Figures models, Map<String, String> degradations, Map<String, Long> figures) {
        figures.put("models.answered", models.answered());
        figures.put("models.cached", models.cached());
        figures.put("models.failed", models.failed());
        figures.put("models.refused", models.refused());
        figures.put("models.tokens-today", models.tokensToday());
        figures.put(
                "models.cost-today-millionths",
                models.costToday().movePointRight(MICROS).longValue());
        Parts.count(
                degradations,
                figures,
                "models.stuck",
                models.stuck(),
                "calls were given up and are still under way: their client does not stop when interrupted");
        Parts.count(
                degradations,
                figures,
                "models.unrecorded",
                models.unrecorded(),
                "transcripts could not be kept, see the log for the first of them");
        if (models.leftAlone()) {
            degradations.put("models", "a model fails and is left alone for a while; rules alone decide");
        } else if (models.usedUp()) {
            degradations.put("models", "the budget of today is used up; rules alone decide until midnight UTC");
        }
    }
}
