package io.aiops4j.samples.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.verify.Verification;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample as people use it, over HTTP, with sessions and forms. */
class SpringBootAppTest {

    private static final String FOR_SHOP = "{\"services\": [\"shop\"]}";

    private AppHost host;

    @BeforeEach
    void start() {
        host = AppHost.start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private List<ExecutionResult> runs() {
        return host.aiops().executions().find(Query.all()).records();
    }

    private long failures(int version) {
        return host.aiops().runbooks().versions(Client.DEFAULT, "cache-full").stream()
                .filter(each -> each.runbook().version() == version)
                .mapToLong(each -> host.aiops()
                        .learning()
                        .confidence(Client.DEFAULT, each.digest())
                        .failures())
                .sum();
    }

    @Test
    void the_failure_becomes_version_2_which_helps_once_it_is_approved_and_allowed() throws Exception {
        Proposal draft = host.waiting("runbook");
        assertThat(draft.diff()).contains("step 'restart' moved behind 'raise the limit'");
        assertThat(runs()).hasSize(1);
        assertThat(runs().get(0).runbookVersion()).isEqualTo(1);
        assertThat(runs().get(0).verification().outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);

        Visitor reviewer = Visitor.as("reviewer", host);
        assertThat(reviewer.get("/").body())
                .contains("every order is lost", "1 proposals wait")
                .contains("<a href=\"/aiops\">");
        assertThat(reviewer.approve(draft.id(), FOR_SHOP).statusCode()).isEqualTo(200);
        Proposal permission = host.waiting("run-now");
        assertThat(reviewer.approve(permission.id(), FOR_SHOP).statusCode()).isEqualTo(200);

        AppHost.soon(
                "the incident is over",
                () -> Optional.of(host.aiops().incidents().open().isEmpty()).filter(over -> over));
        assertThat(runs().get(0).runbookVersion()).isEqualTo(2);
        assertThat(runs().get(0).success()).isTrue();
        assertThat(reviewer.get("/").body()).contains("orders are taken", "0 proposals wait");
        assertThat(host.aiops().journal().verify().intact()).isTrue();

        // the same again is asked for again, and is no fault of the version
        reviewer.form("/shrink", "_csrf=" + Visitor.token(reviewer.get("/").body()));
        Proposal again = host.waiting("run-now");
        assertThat(again.id()).isNotEqualTo(permission.id());
        assertThat(again.title()).contains("cache-full v2");
        assertThat(failures(2)).isZero();
    }

    @Test
    void it_can_be_made_to_fail_again() throws Exception {
        host.waiting("runbook");
        host.cache().setHeapLimit(1024);
        host.cache().restart("shop");
        Visitor author = Visitor.as("author", host);
        HttpResponse<String> home = author.get("/");
        assertThat(home.body()).contains("orders are taken");
        assertThat(author.form("/shrink", "_csrf=" + Visitor.token(home.body())).body())
                .contains("every order is lost");
    }

    @Test
    void who_is_no_approver_cannot_approve() throws Exception {
        Proposal draft = host.waiting("runbook");
        HttpResponse<String> answer = Visitor.as("author", host).approve(draft.id(), FOR_SHOP);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("names no approver author");
    }

    @Test
    void nobody_gets_in_without_signing_in() throws Exception {
        for (String path : List.of("/", "/aiops", "/aiops/api/v1/reviews", "/auth/me")) {
            assertThat(new Visitor(host.address()).get(path).uri().getPath())
                    .as(path)
                    .isEqualTo("/login");
        }
    }

    @Test
    void what_changes_something_is_refused_without_the_token_of_the_page() throws Exception {
        Proposal draft = host.waiting("runbook");
        Visitor reviewer = Visitor.as("reviewer", host);
        assertThat(reviewer.form("/shrink", "").statusCode()).isEqualTo(403);
        String approve = Visitor.API + "/reviews/" + draft.id() + "/approve";
        assertThat(reviewer.json(approve, FOR_SHOP, "If-Match", "\"1\"").statusCode())
                .isEqualTo(403);
        assertThat(host.aiops().reviews().byId(draft.id()).orElseThrow().state())
                .isEqualTo(Proposal.State.PENDING);
    }

    @Test
    void each_start_has_passwords_of_its_own() {
        List<String> passwords = Stream.of(SpringBootApp.application(), SpringBootApp.application())
                .map(application -> application.run("--server.port=0", "--logging.level.root=off"))
                .map(context -> {
                    try (context) {
                        return context.getEnvironment().getProperty("sample.passwords.reviewer");
                    }
                })
                .toList();
        assertThat(passwords).doesNotHaveDuplicates().allMatch(each -> each.length() >= 12);
    }

    @Test
    void it_is_the_first_thing_that_a_stranger_reads() throws Exception {
        Path folder = Path.of("src/main/java/io/aiops4j/samples/app");
        long lines = 0;
        for (String part : List.of("SpringBootApp", "FirstVersion", "Cache", "Shop")) {
            lines += Files.readAllLines(folder.resolve(part + ".java")).stream()
                    .filter(line -> !line.startsWith("import ") && !line.isBlank())
                    .count();
        }
        assertThat(lines).isLessThan(150);
    }
}
