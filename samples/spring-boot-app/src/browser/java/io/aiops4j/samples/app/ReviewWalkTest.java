package io.aiops4j.samples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.store.Query;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the failure to version 2 that helps, in a real browser. */
class ReviewWalkTest {

    private static Chromium chromium;

    private AppHost host;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void shut() {
        chromium.close();
    }

    @BeforeEach
    void start() {
        host = AppHost.start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Guest guest(Guest.Screen screen) {
        return new Guest(chromium.browser(), host.address(), screen);
    }

    private void isOver() {
        AppHost.soon("the incident is over", () -> Optional.of(host.aiops().incidents().open().isEmpty())
                .filter(over -> over));
    }

    /** What is over is filed in the background. */
    private void filed() {
        AppHost.soon("what is over is filed", () -> Optional.of(host.aiops().learning().history())
                .filter(history -> history.incidents(Query.all()).records().size() == 1
                        && history.proposals(Query.all().where("state", "decided"))
                                        .records()
                                        .size()
                                == 3));
    }

    /** Somebody says something of what they look at, and is answered. */
    private static void says(Guest person, String note, String choice, String answer) {
        person.the("#word").fill(note);
        person.the("#do-" + choice).click();
        PlaywrightAssertions.assertThat(person.the("aside.verdict")).containsText(answer);
    }

    private ExecutionResult newest() {
        return host.aiops().executions().find(Query.all().limit(1)).records().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void a_person_walks_from_the_failure_to_the_version_that_helps(Guest.Screen screen) {
        Proposal draft = host.waiting("runbook");
        try (Guest reviewer = guest(screen)) {
            reviewer.signIn("reviewer");
            reviewer.the("li[data-id='" + draft.id() + "'] a").waitFor();
            reviewer.look("queue");
            reviewer.the("li[data-id='" + draft.id() + "'] a").click();
            reviewer.see(draft.title());
            PlaywrightAssertions.assertThat(reviewer.the("#main")).containsText("moved behind 'raise the limit'");
            PlaywrightAssertions.assertThat(reviewer.the("#main")).containsText("1 of 1 failures would have been fixed");
            reviewer.look("proposal");
            reviewer.the("[data-move=approve]").click();
            PlaywrightAssertions.assertThat(reviewer.the("#verdict-told")).containsText("Your approval is written");
            reviewer.look("approved");

            Proposal permission = host.waiting("run-now");
            reviewer.visit("/queue", "What waits");
            reviewer.the("li[data-id='" + permission.id() + "'] a").click();
            reviewer.see(permission.title()).look("permission");
            PlaywrightAssertions.assertThat(reviewer.the("#services")).hasValue("shop");
            PlaywrightAssertions.assertThat(reviewer.the("aside.verdict")).containsText("Good for one run");
            PlaywrightAssertions.assertThat(reviewer.the("#expiresIn, input[name=mode]"))
                    .hasCount(0);
            PlaywrightAssertions.assertThat(reviewer.the("[data-part=request]")).containsText("set_heap_limit");
            reviewer.the("[data-move=approve]").click();
            PlaywrightAssertions.assertThat(reviewer.the("#verdict-told")).containsText("Your approval is written");

            isOver();
            reviewer.visit("/executions", "Runs");
            Locator runs = reviewer.the("ol[aria-label=Runs] > li");
            PlaywrightAssertions.assertThat(runs).hasCount(2);
            PlaywrightAssertions.assertThat(runs.first()).containsText("cache-full v2");
            reviewer.look("runs");
            reviewer.visit("/executions/" + newest().executionId(), "cache-full v2 on shop");
            PlaywrightAssertions.assertThat(reviewer.the("#main")).containsText("Helped");
            reviewer.look("run");
            says(reviewer, "The shop was away for a minute more.", "did-not", "it did not help is written");
            reviewer.visit("/runbooks", "Runbooks").look("runbooks");
            reviewer.visit("/runbooks/cache-full", "cache-full");
            PlaywrightAssertions.assertThat(reviewer.the("table.versions tbody tr")).hasCount(2);
            reviewer.look("lineage");
            reviewer.visit("/incidents/" + newest().incidentId(), "Out of memory on shop");
            says(reviewer, "", "note", "it is missing");
            says(reviewer, "It was the nightly job.", "note", "Your note is written");
            says(reviewer, "", "real", "It counts as real");
            reviewer.look("incident");
            reviewer.visit("/incidents", "Open incidents");
            PlaywrightAssertions.assertThat(reviewer.the("#main")).containsText("Nothing is open.");
            reviewer.look("nothing-open");
            filed();
            reviewer.the("#filter-status").selectOption("resolved");
            reviewer.see("Resolved incidents");
            PlaywrightAssertions.assertThat(reviewer.the("ol[aria-label='Resolved incidents'] > li"))
                    .hasCount(1);
            reviewer.visit("/queue", "What waits");
            PlaywrightAssertions.assertThat(reviewer.the("#main")).containsText("Nothing waits for you.");
            reviewer.look("nothing-waits");
            reviewer.the("#filter-state").selectOption("decided");
            reviewer.see("What is over");
            PlaywrightAssertions.assertThat(reviewer.the("li[data-id]")).hasCount(3);
            reviewer.look("decided");
            reviewer.page().navigate(host.address() + "/");
            PlaywrightAssertions.assertThat(reviewer.the("main")).containsText("orders are taken");
            reviewer.look("shop");
            assertThat(reviewer.complaints()).isEmpty();
        }
        assertThat(newest().success()).isTrue();
        assertThat(host.aiops().learning().feedback(newest().executionId()))
                .extracting("helped", "note")
                .containsExactly(tuple(false, "The shop was away for a minute more."));
        assertThat(host.aiops().incidents().label(newest().incidentId())).contains(true);
        assertThat(host.aiops().journal().verify().intact()).isTrue();
    }

    @Test
    void the_keyboard_is_enough() {
        Proposal draft = host.waiting("runbook");
        try (Guest reviewer = guest(Guest.Screen.DESKTOP_LIGHT)) {
            reviewer.page().navigate(host.address() + "/aiops");
            reviewer.tabTo("input[name=username]").type("reviewer").press("Tab").type(AppHost.PASSWORD).press("Enter");
            reviewer.see("What waits");
            reviewer.the("li[data-id='" + draft.id() + "'] a").waitFor();
            reviewer.press("j").press("Enter").see(draft.title());
            reviewer.tabTo("#note").type("Read on the keyboard.").tabTo("[data-move=approve]").press("Enter");
            PlaywrightAssertions.assertThat(reviewer.the("#verdict-told")).containsText("Your approval is written");
            Proposal permission = host.waiting("run-now");
            reviewer.press("q").see("What waits");
            reviewer.the("li[data-id='" + permission.id() + "'] a").waitFor();
            reviewer.press("j").press("Enter").see(permission.title());
            reviewer.tabTo("[data-move=approve]").press("Enter");
            isOver();
            reviewer.tabTo("#halt").press("Enter");
            reviewer.the("dialog").waitFor();
            reviewer.press("Escape");
            PlaywrightAssertions.assertThat(reviewer.the("dialog")).hasCount(0);
            PlaywrightAssertions.assertThat(reviewer.the("#halt")).isFocused();
            assertThat(reviewer.complaints()).isEmpty();
        }
        assertThat(host.aiops().reviews().history(draft.id())).last().extracting(Proposal.Past::note)
                .isEqualTo("Read on the keyboard.");
    }

    @Test
    void who_is_no_approver_is_told_so_before_they_try() {
        Proposal draft = host.waiting("runbook");
        try (Guest author = guest(Guest.Screen.DESKTOP_LIGHT)) {
            author.signIn("author").visit("/reviews/" + draft.id(), draft.title());
            PlaywrightAssertions.assertThat(author.the("aside.verdict")).containsText("does not name you as an approver");
            PlaywrightAssertions.assertThat(author.the("[data-move=approve]")).hasCount(0);
            assertThat(author.look("author").complaints()).isEmpty();
        }
    }
}
