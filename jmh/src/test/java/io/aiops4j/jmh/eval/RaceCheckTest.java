package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.stores.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RaceCheckTest {

    private final Journal journal = Stores.inMemory(Clock.systemUTC()).journal();

    @Test
    void a_run_and_a_step_that_start_behind_the_revocation_are_counted() {
        ReviewQueue reviews = new ReviewQueue(journal, EvalHost.authority(), Clock.systemUTC());
        ActionCatalogue catalogue =
                ActionCatalogue.of(List.of(Action.named("count").run(step -> {})));
        Runbooks runbooks = new Runbooks(journal, reviews, catalogue::signature);
        String proposal = runbooks.submit(
                RunbookCodec.fromYaml("{id: a, incidentTypes: [b], steps: [{action: count}], verification: [c = 1]}"),
                Actor.person("alice"));
        Digest digest = reviews.byId(proposal).orElseThrow().digest();
        reviews.approve(proposal, Actor.person("bob"), Scope.client(Client.DEFAULT));
        start("before", digest);
        reviews.revoke(proposal, Actor.person("bob"), "no longer");

        assertThat(figure("starts_after_revoke")).isZero();
        start("behind", digest);
        journal.append(Append.by(Actor.system("race"))
                .add(RunEntries.stream("before"), RunEntries.STEP_STARTED, Map.of("index", 0)));
        assertThat(figure("starts_after_revoke")).isEqualTo(2);
    }

    private void start(String run, Digest digest) {
        RunEntries.Started started = new RunEntries.Started(
                "a", 1, digest.hex(), "shop", null, Map.of(), RunRequest.Grounds.VOUCHED, Set.of());
        journal.append(Append.by(Actor.system("race")).add(RunEntries.stream(run), RunEntries.STARTED, started));
    }

    @Test
    void an_older_fence_and_a_second_holder_are_counted() {
        held(1, "a");
        held(2, "b");
        held(2, "b");
        assertThat(figure("lease_doubles")).isZero();
        assertThat(figure("lease_handovers")).isOne();

        held(1, "a");
        assertThat(figure("lease_doubles")).isOne();
        held(2, "c");
        assertThat(figure("lease_doubles")).isEqualTo(2);
    }

    private void held(long fence, String holder) {
        journal.append(Append.by(Actor.system("holder"))
                .add(RaceHolders.STREAM + "work", RaceHolders.HELD, new RaceHolders.Held(fence, holder)));
    }

    private long figure(String name) {
        RaceCheck check = new RaceCheck();
        new JournalReader(journal).follow(0, check::take);
        JsonNode figures = new JsonMapper()
                .readTree(check.leaseFigures(check.revokeFigures(new Figures())).json());
        return figures.get(name).longValue();
    }
}
