package io.aiops4j.core.incident;

import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.testkit.GoldenContract;
import java.util.Map;

final class IncidentGoldenTest extends GoldenContract {

    @Override
    protected Class<?> entries() {
        return IncidentEntries.class;
    }

    @Override
    protected Map<EntryType, Object> samples() {
        return Map.of(
                IncidentEntries.OPENED,
                new IncidentEntries.Opened(
                        "out_of_memory", "redis@cache-1", Severity.ERROR, "OutOfMemoryError: \"h\u00e4ap\"", "pattern"),
                IncidentEntries.GROWN,
                new IncidentEntries.Grown(4_294_967_296L),
                IncidentEntries.ESCALATED,
                new IncidentEntries.Closed("redis-oom v1 did not help"),
                IncidentEntries.RESOLVED,
                new IncidentEntries.Closed("redis-oom v2 helped, verified"),
                IncidentEntries.NOTED,
                new IncidentEntries.Noted("the heap was halved on Monday"),
                IncidentEntries.LABELLED,
                new IncidentEntries.Labelled(false, "a drill", "pattern:memory-exhausted", "out_of_memory"),
                IncidentEntries.TAKEN_OVER,
                new IncidentEntries.Closed("I look at it myself"),
                IncidentEntries.HANDED_BACK,
                new IncidentEntries.Closed("nothing to be seen"));
    }
}
