package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactorTest {

    private final Redactor redactor = Redactor.standard();

    @Test
    void a_secret_becomes_a_placeholder_that_can_be_put_back() {
        Redacted redacted = redactor.redact("login with password=hunter2 failed");

        assertThat(redacted.text()).isEqualTo("login with password=<password:1> failed");
        assertThat(redacted.placeholders()).isEqualTo(Map.of("<password:1>", "hunter2"));
        assertThat(redacted.restore("try <password:1> again, not <password:2>"))
                .isEqualTo("try hunter2 again, not <password:2>");
    }

    @Test
    void the_same_value_is_the_same_placeholder_and_others_are_others() {
        assertThat(redactor.redact("password=hunter2 password=hunter3 password=hunter2")
                        .text())
                .isEqualTo("password=<password:1> password=<password:2> password=<password:1>");
    }

    @Test
    void what_is_secret_once_is_secret_everywhere_in_the_text() {
        assertThat(redactor.redact("password=Tr0ub4dor9, so I typed Tr0ub4dor9").text())
                .isEqualTo("password=<password:1>, so I typed <password:1>");
    }

    @Test
    void a_text_without_secrets_is_the_same_string() {
        String line = "2026-03-01 10:15:30 INFO started in 3.2 s";

        assertThat(redactor.redact(line).text()).isSameAs(line);
        assertThat(redactor.redact(line).isChanged()).isFalse();
    }

    @Test
    void what_looked_like_a_placeholder_before_stays_what_it_was() {
        Redacted redacted = redactor.redact("saw <password:1> and password=hunter2");

        assertThat(redacted.text()).isEqualTo("saw <password:1> and password=<password:2>");
        assertThat(redacted.restore(redacted.text())).isEqualTo("saw <password:1> and password=hunter2");
    }

    @Test
    void printing_shows_no_value() {
        assertThat(redactor.redact("password=hunter2")).hasToString("password=<password:1> (1 redacted)");
        assertThat(redactor.begin().toString()).doesNotContain("hunter2");
    }

    @Test
    void kinds_can_be_switched_off() {
        Redactor without = redactor.without("ip-address");

        assertThat(without.redact("10.0.0.1 password=hunter2").text()).isEqualTo("10.0.0.1 password=<password:1>");
        assertThat(without.kinds()).doesNotContain("ip-address").contains("password");
        assertThatThrownBy(() -> redactor.without("ip"))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("no kind \"ip\"")
                .hasMessageContaining("ip-address");
    }

    @Test
    void rules_of_ones_own_can_be_added() {
        Redactor own = redactor.with(
                Redactor.Rule.of("customer", "customer-no ([0-9]{4})").checked(found -> !found.equals("0000")));

        assertThat(own.redact("customer-no 1234 and customer-no 0000").text())
                .isEqualTo("customer-no <customer:1> and customer-no 0000");
        assertThat(own.kinds()).contains("customer");
    }

    @Test
    void names_of_hosts_are_hidden_by_a_rule() {
        String line = "db-1.eu.corp.example refused db.example.com";

        assertThat(redactor.redact(line).text()).isSameAs(line);
        assertThat(redactor.with(Redactor.Rule.hosts("corp.example"))
                        .redact(line)
                        .text())
                .isEqualTo("<host-name:1> refused db.example.com");
    }

    @Test
    void a_rule_that_cannot_work_is_refused() {
        assertThatThrownBy(() -> Redactor.Rule.of("Customer No", "x"))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("lower-case");
        assertThatThrownBy(() -> new Redactor.Rule("a", "x(y)", 2, found -> true))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("no group 2");
        assertThatThrownBy(() -> redactor.with(Redactor.Rule.of("a", "(?=x)y"))).isInstanceOf(AiopsException.class);
    }

    @Test
    void the_texts_of_one_record_share_their_placeholders() {
        Redaction record = redactor.begin();

        assertThat(record.text("password=Tr0ub4dor9")).isEqualTo("password=<password:1>");
        assertThat(record.text("typed Tr0ub4dor9 twice")).isEqualTo("typed <password:1> twice");
        assertThat(record.restore("<password:1>")).isEqualTo("Tr0ub4dor9");
    }

    @Test
    void a_placeholder_in_a_later_text_is_not_taken_for_one_of_ours() {
        Redaction record = redactor.begin();
        record.text("password=hunter2");
        String later = record.text("somebody wrote <password:1>");

        assertThat(record.restore(later)).isEqualTo("somebody wrote <password:1>");
    }

    @Test
    void a_tree_keeps_its_structure_and_loses_its_secrets() {
        Redaction record = redactor.begin();
        Map<String, Object> redacted = record.values(Map.of(
                "db.password",
                "hunter2",
                "heap.used",
                812,
                "servers",
                List.of(Map.of("host", "a", "apiKey", "k3y4u5v6w7x8y9z0"), "mail to bob@example.com"),
                "tokens",
                List.of("abc123def456ghi"),
                "on",
                true));

        assertThat(redacted)
                .containsEntry("db.password", "<password:1>")
                .containsEntry("heap.used", 812)
                .containsEntry("on", true)
                .containsEntry("servers", List.of(Map.of("host", "a", "apiKey", "<api-key:1>"), "mail to <email:1>"))
                .containsEntry("tokens", List.of("<token:1>"));
    }

    @Test
    void the_fields_of_a_line_are_redacted_by_their_names() {
        assertThat(redactor.begin()
                        .texts(Map.of("password", "sunshine", "thread", "main", "authorization", "Bearer abc")))
                .isEqualTo(Map.of("password", "<password:1>", "thread", "main", "authorization", "<authorization:1>"));
    }
}
