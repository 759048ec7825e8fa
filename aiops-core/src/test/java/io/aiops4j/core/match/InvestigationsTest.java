package io.aiops4j.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which investigations a text calls for, and which causes it speaks for. */
final class InvestigationsTest {

    private static final Investigations BUILT_IN = Investigations.builtIn();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Back-off restarting failed container shop in pod shop-5d9, Last State: Terminated, Reason: OOMKilled, Exit Code: 137 | container-crash-loop | It used more memory than its limit
            pod shop-2 is in CrashLoopBackOff; log: Caused by: java.net.UnknownHostException: db.internal | container-crash-loop | Something that it needs is not there
            0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available | pod-pending | No node has enough left
            Failed to pull image "shop:1.2": manifest for shop:1.2 not found: manifest unknown | image-not-pulled | There is no such image
            Failed to pull image: pull access denied, authentication required | image-not-pulled | The registry does not let us in
            503 Service Unavailable: no healthy upstream, no endpoints available for service shop | service-unreachable | Nothing stands behind it
            java.lang.OutOfMemoryError: unable to create native thread | memory-exhausted | Something beside the heap
            write failed: No space left on device (/var/log/shop.log) | disk-full | Logs are not rotated
            HikariPool-1 - Connection is not available, request timed out; 40 sessions idle in transaction | database-connections | Connections are not given back
            ERROR: deadlock detected. Process 7 waits for ShareLock on transaction 8 | database-locks | Two transactions take locks in different order
            SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target | certificate | Its issuer is not trusted
            FATAL: password authentication failed for user "shop" | authentication | A secret was rotated on one side only
            """)
    void the_built_in_ones_know_what_a_text_is_about_and_what_speaks_for_which_cause(
            String text, String id, String cause) {
        Investigations.Finding first = BUILT_IN.relevant(text).get(0);
        assertThat(first.pattern().id()).isEqualTo(id);
        assertThat(first.causes().get(0).cause().cause()).isEqualTo(cause);
        assertThat(first.causes().get(0).evidence()).isNotEmpty();
        assertThat(first.triggers()).isNotEmpty();
    }

    @Test
    void nothing_is_relevant_to_a_text_without_a_trigger_and_two_at_most_are_given() {
        assertThat(BUILT_IN.relevant("GET /shop 200 in 12 ms")).isEmpty();
        String all = "crash, out of memory, disk full, deadlock, certificate has expired, no such host";
        assertThat(BUILT_IN.relevant(all)).hasSize(Investigations.MOST);
        assertThat(BUILT_IN.relevant(all, 5)).hasSize(5);
    }

    @Test
    void a_phrase_begins_where_a_word_begins_and_its_last_word_may_go_on_but_no_number() {
        assertThat(finds("crash", "it is Crashing")).isTrue();
        assertThat(finds("image", "a pilgrimage")).isFalse();
        assertThat(finds("exit code 1", "exit  code 1.")).isTrue();
        assertThat(finds("exit code 1", "exit code 137")).isFalse();
        assertThat(finds("404", "id 14045")).isFalse();
        assertThat(finds("<none>", "ENDPOINTS <none>")).isTrue();
        assertThat(finds("a.b (c)", "A.B\t(C)")).isTrue();
        assertThat(finds("a.b", "axb")).isFalse();
        assertThat(finds("Überlast", "schwere überlast")).isTrue();
    }

    private static boolean finds(String phrase, String text) {
        assertThat(Pattern.compile(Phrases.expression(phrase)).matcher(text).find())
                .isEqualTo(!Phrases.of(List.of(phrase)).in(text).isEmpty());
        return !Phrases.of(List.of(phrase)).in(text).isEmpty();
    }

    @Test
    void what_speaks_for_many_causes_speaks_less_for_each() {
        InvestigationPattern pattern = new InvestigationPattern(
                "p",
                "P",
                List.of("slow"),
                List.of(),
                List.of(),
                List.of(
                        new InvestigationPattern.Cause("first", List.of("timeout"), "a"),
                        new InvestigationPattern.Cause("second", List.of("timeout", "rare"), "b"),
                        new InvestigationPattern.Cause("third", List.of("never"), "c")));
        List<Investigations.Suspect> causes = Investigations.of(pattern)
                .relevant("slow: timeout, rare")
                .get(0)
                .causes();
        assertThat(causes).extracting(suspect -> suspect.cause().cause()).containsExactly("second", "first", "third");
        assertThat(causes.get(2).evidence()).isEmpty();
    }

    @Test
    void a_prompt_keeps_to_its_budget_and_to_whole_lines() {
        List<Investigations.Finding> findings =
                BUILT_IN.relevant("CrashLoopBackOff: OOMKilled, exit code 137; also no space left on device");
        String whole = Investigations.prompt(findings, Integer.MAX_VALUE);
        assertThat(whole)
                .contains("## A container crashes again and again", "seen: OOMKilled", "## A disk is full", "look for");
        for (int budget = 0; budget <= whole.length(); budget += 7) {
            String shorter = Investigations.prompt(findings, budget);
            assertThat(shorter.length()).isLessThanOrEqualTo(budget);
            assertThat(whole).startsWith(shorter);
            assertThat(shorter.isEmpty() || shorter.endsWith("\n")).isTrue();
        }
    }

    @Test
    void a_pattern_that_could_never_be_of_use_is_refused() {
        assertThatThrownBy(() -> Investigations.of(
                        new InvestigationPattern("p", "P", List.of(), List.of(), List.of(), List.of())))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining("no trigger");
        assertThatThrownBy(() -> Investigations.of(
                        new InvestigationPattern("p", "P", List.of(" "), List.of(), List.of(), List.of())))
                .hasMessageContaining("blank");
    }
}
