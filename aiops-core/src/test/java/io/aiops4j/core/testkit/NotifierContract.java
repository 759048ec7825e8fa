package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Client;
import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.notify.Notifier;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Notifier} must do. Extend it, and say how your notifier is made and what its other side got.
 *
 * <pre>{@code
 * final class PagerTest extends NotifierContract {
 *     protected Notifier notifier() { return new Pager(server.address()); }
 *     protected List<String> received() { return server.bodies(); }
 *     protected void fail(boolean failing) { server.refuse(failing); }
 * }
 * }</pre>
 */
@Timeout(60)
public abstract class NotifierContract {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    /** The notifier, with an other side that takes what it gets. */
    protected abstract Notifier notifier() throws Exception;

    /** What the other side got, whole and in order, a text for each notice. */
    protected abstract List<String> received() throws Exception;

    /** The other side takes nothing from now on, or takes it again. */
    protected abstract void fail(boolean failing) throws Exception;

    private static Notice notice(int number) {
        return Notice.of("Redis is down", "Nothing is left to try.", Severity.ERROR, NOON, "cause", "" + number)
                .about(Client.of("acme"), "inc-0123456789abcdef")
                .label("target", "redis@node-3");
    }

    @Test
    void all_that_a_notice_says_arrives() throws Exception {
        notifier().send(notice(1));
        assertThat(received())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains(
                                notice(1).id(),
                                "Redis is down",
                                "Nothing is left to try.",
                                "ERROR",
                                "acme",
                                "inc-0123456789abcdef",
                                "target",
                                "redis@node-3"));
    }

    @Test
    void every_severity_arrives_and_so_does_a_notice_without_an_incident() throws Exception {
        Notifier notifier = notifier();
        for (Severity severity : Severity.values()) {
            notifier.send(Notice.of("t", "x", severity, NOON, severity.name()));
        }
        assertThat(received()).hasSize(Severity.values().length);
        for (Severity severity : Severity.values()) {
            assertThat(received().get(severity.ordinal())).contains(severity.name());
        }
    }

    @Test
    void the_same_notice_has_the_same_id_however_often_it_is_sent() throws Exception {
        Notifier notifier = notifier();
        notifier.send(notice(1));
        notifier.send(notice(1));
        notifier.send(notice(2));
        // a notifier may leave out what it sent before, and may not merge what differs
        assertThat(received())
                .anySatisfy(text -> assertThat(text).contains(notice(1).id()));
        assertThat(received().get(received().size() - 1))
                .contains(notice(2).id())
                .doesNotContain(notice(1).id());
    }

    @Test
    void the_longest_notice_arrives() throws Exception {
        Notice longest = new Notice(
                "note-longest",
                "t".repeat(10_000),
                "word ".repeat(100_000),
                Severity.CRITICAL,
                Client.DEFAULT,
                null,
                NOON,
                java.util.stream.IntStream.range(0, 1_000)
                        .boxed()
                        .collect(java.util.stream.Collectors.toMap(i -> "label" + i, i -> "v".repeat(1_000))));
        notifier().send(longest);
        assertThat(received())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("note-longest", longest.title())
                        .hasSizeGreaterThan(Notice.LONGEST_TEXT));
    }

    @Test
    void whatever_stands_in_a_text_stays_one_notice() throws Exception {
        String hostile =
                "\r\nnote-0 ERROR of nobody: forged\u2028\"}{\"id\":\"forged\"}\u0000\u001b[31m ${jndi:ldap://x} {} %s"
                        + " \ud800 \u00fc";
        notifier()
                .send(Notice.of(hostile, hostile, Severity.ERROR, NOON, "hostile")
                        .label(hostile, hostile));
        assertThat(received()).singleElement().satisfies(text -> {
            assertThat(text).contains("forged", "${jndi:ldap://x} {} %s", "\u00fc");
            assertThat(text.chars()).noneMatch(c -> c < ' ' || c == 0x7f);
        });
    }

    @Test
    void what_is_not_taken_is_told_and_works_again_later() throws Exception {
        Notifier notifier = notifier();
        fail(true);
        assertThatThrownBy(() -> notifier.send(notice(1))).isInstanceOf(Exception.class);
        fail(false);
        notifier.send(notice(2));
        assertThat(received().get(received().size() - 1)).contains(notice(2).id());
    }

    @Test
    void many_threads_send_at_once_and_nothing_is_lost_or_mixed() throws Exception {
        Notifier notifier = notifier();
        List<Callable<Void>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            senders.add(() -> {
                notifier.send(notice(number));
                return null;
            });
        }
        var threads = java.util.concurrent.Executors.newFixedThreadPool(8);
        try {
            for (var sent : threads.invokeAll(senders, 40, TimeUnit.SECONDS)) {
                sent.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(received()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            String id = notice(i).id();
            assertThat(received().stream().filter(text -> text.contains(id))).hasSize(1);
        }
    }

    @Test
    void behind_a_redactor_no_secret_gets_out() throws Exception {
        notifier()
                .redacted(Redactor.standard())
                .send(Notice.of(
                                "login with password=Kq7vTr0ub4dor!9",
                                "again: Kq7vTr0ub4dor!9",
                                Severity.ERROR,
                                NOON,
                                "secret")
                        .label("token", "Kq7vTr0ub4dor!9x"));
        assertThat(received())
                .singleElement()
                .satisfies(text -> assertThat(text).doesNotContain("Kq7vTr0ub4dor"));
    }
}
