package io.aiops4j.learning.decide;

import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.testkit.GoldenContract;
import java.util.List;
import java.util.Map;

final class DecisionGoldenTest extends GoldenContract {

    @Override
    protected Class<?> entries() {
        return DecisionEntries.class;
    }

    @Override
    protected Map<EntryType, Object> samples() {
        return Map.of(
                DecisionEntries.MADE,
                new DecisionEntries.Made(
                        "ask_human", "redis-oom v2", List.of("its lower bound is 44 %", "of 70 %"), "0123456789ab"),
                DecisionEntries.WEIGHED,
                new DecisionEntries.Weighed(List.of(new DecisionEntries.Option(
                        "redis-oom v2", "0123456789abcdef".repeat(4), "when_proven", 0.44, 0.7, false, true))));
    }
}
