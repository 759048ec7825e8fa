package io.aiops4j.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Digest;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Payload;
import io.aiops4j.core.testkit.GoldenContract;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReviewGoldenTest extends GoldenContract {

    private static final Digest DIGEST = new Digest("0123456789abcdef".repeat(4));

    @Override
    protected Class<?> entries() {
        return ReviewEntries.class;
    }

    @Override
    protected Map<EntryType, Object> samples() {
        return Map.ofEntries(
                Map.entry(
                        ReviewEntries.PROPOSED,
                        new ReviewEntries.Submitted(
                                "runbook",
                                DIGEST,
                                "rb1:{\"id\":\"redis-oom\"}",
                                "redis-oom v1",
                                "drill",
                                "+ step",
                                Risk.HIGH,
                                List.of("person:alice", "system:improver"),
                                List.of(new Fault("risk", "higher than the parent's", "tick it")),
                                Proposal.Priority.URGENT,
                                Instant.parse("2026-01-01T00:30:00Z"),
                                "p-0123456789abcdef")),
                Map.entry(ReviewEntries.PROPOSED_UNSEALED, unsealed()),
                Map.entry(
                        ReviewEntries.APPROVED,
                        new ReviewEntries.Granted(
                                "runbook",
                                DIGEST,
                                Approval.Mode.WHEN_PROVEN,
                                Set.of("redis", "cache"),
                                List.of(
                                        Parameter.number("mb").between(256, 4096),
                                        Parameter.text("pool").oneOf("a", "b")),
                                Instant.parse("2026-04-01T00:00:00.123456789Z"),
                                "looks right",
                                new ReviewEntries.Seen(
                                        List.of("person:alice", "system:improver"),
                                        "redis-oom v1",
                                        Risk.HIGH,
                                        Set.of("risk", "steps[0]")))),
                Map.entry(
                        ReviewEntries.CLAIMED,
                        new ReviewEntries.Claimed(Instant.parse("2026-01-01T00:15:00Z"), "I look at it")),
                Map.entry(ReviewEntries.RELEASED, new ReviewEntries.Noted("not my field")),
                Map.entry(ReviewEntries.REJECTED, new ReviewEntries.Noted("too risky")),
                Map.entry(ReviewEntries.CHANGES_REQUESTED, new ReviewEntries.Noted("with a time-out, please")),
                Map.entry(
                        ReviewEntries.SUPERSEDED,
                        new ReviewEntries.Superseded("p-0123456789abcdef", "with a time-out")),
                Map.entry(ReviewEntries.WITHDRAWN, new ReviewEntries.Noted("not needed any more")),
                Map.entry(
                        ReviewEntries.PRIORITISED,
                        new ReviewEntries.Prioritised(Proposal.Priority.HIGH, "customers wait")),
                Map.entry(ReviewEntries.SUSPENDED, new ReviewEntries.Noted("it helps less than its parent")),
                Map.entry(ReviewEntries.REVOKED, new ReviewEntries.Noted("it never helped")),
                Map.entry(ReviewEntries.USED, new ReviewEntries.Noted("by run/run-0123456789abcdef")),
                Map.entry(
                        ReviewEntries.APPROVER_ADDED,
                        new ReviewEntries.Approver("bob", Set.of("critical"), "named by the host's configuration")),
                Map.entry(
                        ReviewEntries.APPROVER_REVOKED, new ReviewEntries.Approver("bob", Set.of(), "left the team")));
    }

    // as it was written then; nothing writes it any more
    private static Map<String, Object> unsealed() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", "runbook");
        fields.put("digest", new LinkedHashMap<>(Map.of("hex", DIGEST.hex())));
        fields.put("content", "rb1:{\"id\":\"redis-oom\"}");
        fields.put("title", "redis-oom v1");
        fields.put("why", "drill");
        fields.put("diff", "+ step");
        fields.put("risk", "HIGH");
        return fields;
    }

    @Test
    void what_earlier_versions_wrote_is_read_with_what_it_lacks() throws Exception {
        for (String old : List.of("proposal.submitted-1", "proposal.approved-1")) {
            byte[] bytes =
                    getClass().getResourceAsStream("/golden/" + old + ".json").readAllBytes();
            Payload payload = Payload.of(bytes, new byte[0]);
            if (old.contains("submitted")) {
                ReviewEntries.Submitted read = payload.as(ReviewEntries.Submitted.class);
                assertThat(read.authors()).isEmpty();
                assertThat(read.priority()).isEqualTo(Proposal.Priority.NORMAL);
            } else {
                assertThat(payload.as(ReviewEntries.Granted.class).seen()).isNull();
            }
        }
    }
}
