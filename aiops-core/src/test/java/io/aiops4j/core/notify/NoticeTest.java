package io.aiops4j.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.Severity;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class NoticeTest {

    private static Notice of(String title, String text, String cause) {
        return Notice.of(title, text, Severity.INFO, Instant.EPOCH, cause);
    }

    @Test
    void the_same_causes_give_the_same_id_whatever_is_said() {
        assertThat(of("a", "b", "x").id())
                .isEqualTo(of("c", "d", "x").id())
                .isNotEqualTo(of("a", "b", "y").id());
        assertThat(of("a", "b", "x")
                        .about(Client.of("acme"), "inc-1")
                        .label("k", "v")
                        .id())
                .isEqualTo(of("a", "b", "x").id());
    }

    @Property
    void whatever_is_said_it_keeps_its_bounds(@ForAll String title, @ForAll String text, @ForAll int times) {
        int often = Math.floorMod(times, 100);
        Notice notice = of(title.repeat(often), text.repeat(often), "x").label(title, text.repeat(often));
        assertThat(notice.title())
                .hasSizeLessThanOrEqualTo(Notice.LONGEST_TITLE)
                .doesNotContain("\n", "\r");
        assertThat(notice.text()).hasSizeLessThanOrEqualTo(Notice.LONGEST_TEXT);
        assertThat(notice.labels()).hasSizeLessThanOrEqualTo(Notice.MOST_LABELS);
        notice.labels().values().forEach(value -> assertThat(value).hasSizeLessThanOrEqualTo(Notice.LONGEST_LABEL));
    }

    @Test
    void what_is_secret_in_one_part_is_secret_in_all() {
        Notice notice = of("login with password=Kq7vTr0ub4dor!9", "Kq7vTr0ub4dor!9 again", "x")
                .label("note", "Kq7vTr0ub4dor!9");
        Notice shown = notice.redacted(Redactor.standard().begin());
        assertThat(shown.title()).isEqualTo("login with password=<password:1>");
        assertThat(shown.text()).isEqualTo("<password:1> again");
        assertThat(shown.labels()).containsEntry("note", "<password:1>");
        Notice plain = of("down", "since noon", "x");
        assertThat(plain.redacted(Redactor.standard().begin())).isSameAs(plain);
    }
}
