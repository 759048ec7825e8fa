package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.Proposal;
import org.junit.jupiter.api.Test;

/** A service on which nothing is done on one person's word. */
final class SecondWordTest {

    private static final Actor CAROL = Actor.person("carol");

    @Test
    void a_run_that_two_people_have_to_allow_waits_for_the_second_one() {
        Authority two = Authority.of(Toy.KEY)
                .approver("bob")
                .approver("carol")
                .approver("dave")
                .critical("shop", 2);
        try (Toy toy = new Toy(builder -> builder.authority(two))) {
            toy.approved(Approval.Mode.WHEN_PROVEN, 8, "scale", "restart");
            toy.fail();
            assertThat(toy.executions()).isEmpty();
            String version = toy.aiops
                    .runbooks()
                    .versions(io.aiops4j.core.Client.DEFAULT, "shop-slow")
                    .get(0)
                    .proposalId();
            toy.aiops.reviews().approve(version, CAROL, Grant.in(Scope.service("shop")));
            toy.aiops.observe(io.aiops4j.core.signal.LogLine.of("shop", "request timed out after 30000 ms"));
            toy.crank.turn();
            Proposal asked = toy.aiops.reviews().pending().stream()
                    .filter(proposal -> proposal.kind().equals("run-now"))
                    .findFirst()
                    .orElseThrow();

            toy.aiops.reviews().approve(asked.id(), Toy.BOB);
            toy.crank.turn();
            assertThat(toy.executions()).as("one word is not enough").isEmpty();
            assertThat(toy.aiops.runs().open()).isEmpty();

            toy.aiops.reviews().approve(asked.id(), CAROL);
            toy.crank.turn();
            assertThat(toy.executions())
                    .singleElement()
                    .satisfies(run -> assertThat(run.success()).isTrue());
            assertThat(toy.aiops.incidents().open()).isEmpty();
        }
    }
}
