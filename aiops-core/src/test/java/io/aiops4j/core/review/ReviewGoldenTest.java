package io.aiops4j.core.review;

import io.aiops4j.core.Digest;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.testkit.GoldenContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class ReviewGoldenTest extends GoldenContract {

    private static final Digest DIGEST = new Digest("0123456789abcdef".repeat(4));

    @Override
    protected Class<?> entries() {
        return ReviewEntries.class;
    }

    @Override
    protected Map<EntryType, Object> samples() {
        return Map.of(
                ReviewEntries.PROPOSED,
                new ReviewEntries.Submitted(
                        "runbook", DIGEST, "rb1:{\"id\":\"redis-oom\"}", "redis-oom v1", "drill", "+ step", Risk.HIGH),
                ReviewEntries.APPROVED,
                new ReviewEntries.Granted(
                        "runbook",
                        DIGEST,
                        Approval.Mode.WHEN_PROVEN,
                        Set.of("redis"),
                        List.of(
                                Parameter.number("mb").between(256, 4096),
                                Parameter.text("pool").oneOf("a", "b")),
                        Instant.parse("2026-04-01T00:00:00.123456789Z"),
                        "looks right"),
                ReviewEntries.REJECTED,
                new ReviewEntries.Noted("too risky"),
                ReviewEntries.REVOKED,
                new ReviewEntries.Noted("it never helped"),
                ReviewEntries.USED,
                new ReviewEntries.Noted("by run/run-0123456789abcdef"),
                ReviewEntries.APPROVER_ADDED,
                new ReviewEntries.Approver("bob", Set.of("critical"), "named by the host's configuration"),
                ReviewEntries.APPROVER_REVOKED,
                new ReviewEntries.Approver("bob", Set.of(), "left the team"));
    }
}
