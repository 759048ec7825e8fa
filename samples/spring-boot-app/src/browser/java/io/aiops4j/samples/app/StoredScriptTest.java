package io.aiops4j.samples.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.aiops4j.core.Actor;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.store.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody wrote is a text on the page, whatever it would like to be. */
class StoredScriptTest {

    // nothing of this is the page's own
    private static final String MADE = "script:not([src]), img, svg, iframe, object, embed, video, audio, math, style, base,"
            + " meta[http-equiv], form[action], [style], a[href*='script' i], [srcdoc]";
    private static final String LISTENING =
            "() => [...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames()).filter(name => name.startsWith('on'))";

    private static Chromium chromium;
    private static AppHost host;
    private static Guest reviewer;

    @BeforeAll
    static void plant() throws Exception {
        host = AppHost.start(
                Planted::parts,
                "sample.orders-every=1h",
                "aiops.web.requests-per-minute=100000",
                "aiops.guardrails.breaker-failures=1000",
                "aiops.redaction.without=email,host-name,ip-address");
        Planted.everywhere(host);
        chromium = new Chromium();
        reviewer = new Guest(chromium.browser(), host.address(), Guest.Screen.DESKTOP_LIGHT).signIn("reviewer");
    }

    @AfterAll
    static void stop() {
        reviewer.close();
        chromium.close();
        host.close();
    }

    /** The view has all of these texts as texts, and nothing came of them. */
    private static void harmless(String view, String... texts) {
        reviewer.page().navigate(host.address() + "/aiops#" + view);
        for (String text : texts) {
            PlaywrightAssertions.assertThat(reviewer.the("#main"))
                    .containsText(
                            Planted.shown(text), new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
        }
        assertThat(reviewer.the(MADE).count()).as(view).isZero();
        assertThat((List<?>) reviewer.page().evaluate(LISTENING)).as(view).isEmpty();
        assertThat(reviewer.complaints()).as(view).isEmpty();
    }

    private static int number(String runbook) {
        return Integer.parseInt(runbook.substring(runbook.indexOf('-') + 1));
    }

    @Test
    void there_are_thirty_and_a_model_fell_for_them() {
        assertThat(Payloads.ALL).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
        assertThat(host.aiops().runbooks().versions().stream()
                        .filter(each -> each.runbook().origin().generated())
                        .map(each -> each.runbook().origin().why()))
                .hasSizeGreaterThanOrEqualTo(20)
                .allMatch(why -> why.contains("__xss"));
    }

    @Test
    void the_queue_shows_titles_and_authors() {
        List<Proposal> pending = host.aiops().reviews().pending();
        assertThat(pending).hasSizeGreaterThanOrEqualTo(50);
        harmless(
                "/queue",
                pending.stream()
                        .limit(40)
                        .flatMap(each -> Stream.of(each.title(), each.author().id()))
                        .toArray(String[]::new));
    }

    @Test
    void each_proposal_shows_its_title_reason_steps_and_notes() {
        Map<String, RunbookVersion> versions = host.aiops().runbooks().versions().stream()
                .collect(Collectors.toMap(RunbookVersion::proposalId, Function.identity()));
        for (RunbookVersion version : versions.values()) {
            if (!version.runbook().id().equals("cache-full")) {
                String payload = Payloads.ALL.get(number(version.runbook().id()));
                harmless("/reviews/" + version.proposalId(), version.runbook().title(), payload);
            }
        }
    }

    @Test
    void each_runbook_run_and_incident_shows_what_was_said() {
        for (int i = 0; i < Payloads.ALL.size(); i++) {
            harmless("/runbooks/" + Planted.runbook(i), Payloads.ALL.get(i));
        }
        List<ExecutionResult> runs = host.aiops()
                .executions()
                .find(Query.all().limit(Query.GREATEST_LIMIT))
                .records();
        assertThat(runs).hasSizeGreaterThanOrEqualTo(30);
        for (ExecutionResult run : runs) {
            harmless("/executions/" + run.executionId(), Payloads.ALL.get(number(run.runbookId())));
        }
        List<Incident> incidents = host.aiops().incidents().open();
        assertThat(incidents).hasSizeGreaterThanOrEqualTo(30);
        for (Incident incident : incidents) {
            harmless("/incidents/" + incident.id(), incident.message());
        }
        harmless("/executions", "xss-0 v1");
        harmless("/runbooks", Payloads.ALL.get(0), Payloads.ALL.get(29));
        harmless("/incidents", Payloads.ALL.get(0), Payloads.ALL.get(28));
    }

    @Test
    void why_everything_is_halted_is_a_text() {
        Actor person = Actor.person("reviewer");
        for (int i = 0; i < Payloads.ALL.size(); i += 10) {
            List<String> some = Payloads.ALL.subList(i, i + 10);
            host.aiops().runs().halt(person, String.join(" ", some));
            reviewer.page().reload();
            for (String payload : some) {
                PlaywrightAssertions.assertThat(reviewer.the("#halted")).containsText(Planted.shown(payload));
            }
            harmless("/queue");
            host.aiops().runs().resume(person, "it was a test");
        }
    }

    @Test
    void an_address_is_a_text_too() {
        try (Guest guest = new Guest(chromium.browser(), host.address(), Guest.Screen.PHONE_DARK).signIn("reviewer")) {
            for (String payload : Payloads.ALL) {
                String part = URLEncoder.encode(payload, StandardCharsets.UTF_8).replace("+", "%20");
                for (String view : List.of(
                        "/reviews/" + part, "/executions/" + part, "/runbooks/" + part, "/" + part, "/queue?kind=" + part)) {
                    guest.page().navigate(host.address() + "/aiops#" + view);
                    guest.the("#main h1").first().waitFor();
                    assertThat(guest.the(MADE).count()).as(view).isZero();
                }
            }
            // that there is no such thing is what the browser says of it
            assertThat(guest.complaints()).allMatch(said -> said.contains("Failed to load resource"));
        }
    }
}
