package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets behind encodings, escapes and line breaks. */
class HiddenTest {

    private final Redactor redactor = Redactor.standard();

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void base64_of_a_secret_is_found_even_twice() {
        assertThat(redactor.redact("sent " + base64("AKIAQX7ZK2MWT5HBN3QX") + " once")
                        .text())
                .isEqualTo("sent <base64:1> once");
        assertThat(redactor.redact("sent " + base64(base64("password=hunter2")) + " twice")
                        .text())
                .isEqualTo("sent <base64:1> twice");
    }

    @Test
    void base64_of_a_name_and_a_password_is_found() {
        assertThat(redactor.redact("sent " + base64("bob:Tr0ub4dor&3") + " once")
                        .text())
                .isEqualTo("sent <base64:1> once");
    }

    @Test
    void base64_of_harmless_text_stays() {
        String text = "sent " + base64("the order was shipped to the warehouse in the north") + " once";

        assertThat(redactor.redact(text).text()).isSameAs(text);
    }

    @Test
    void base64_over_several_lines_is_found() {
        String secret = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(
                        ("a long letter with a secret in it, which is password=hunter2 and nothing else, dear bob. ")
                                .repeat(2)
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(redactor.redact("mail:\n" + secret + "\n.").text()).isEqualTo("mail:\n<base64:1>\n.");
    }

    @Test
    void base64_of_utf_16_is_found() {
        String command =
                Base64.getEncoder().encodeToString("$password = 'hunter2'".getBytes(StandardCharsets.UTF_16LE));

        assertThat(redactor.redact("powershell -enc " + command).text()).isEqualTo("powershell -enc <base64:1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token: ghp_aZ3kQ9xB7mT2wLc5aZ\n    3kQ9xB7mT2wLc5aZ3k",
                "key AKIAQX7ZK2MW\n  T5HBN3QX used",
                "password=Tr0ub\\\n  4dor9x",
                "key = \"AKIAQX7ZK2MW\" +\n    \"T5HBN3QX\";",
                "password: |\n  Tr0ub4dor9x\n",
                "password: >-\n  Tr0ub4dor9x\nport: 1",
                "\"password\":\n  \"Tr0ub4dor9x\""
            })
    void a_secret_over_two_lines_is_found(String text) {
        String redacted = redactor.redact(text).text();

        assertThat(redacted)
                .contains(":1>")
                .doesNotContain("T5HBN3QX")
                .doesNotContain("4dor9x")
                .doesNotContain("3kQ9xB7mT2wLc5aZ3k");
    }

    @Test
    void a_word_in_the_next_line_is_no_part_of_a_token() {
        assertThat(redactor.redact("ghp_aZ3kQ9xB7mT2wLc5aZ3kQ9xB7mT2wLc5aZ3k\nretrying")
                        .text())
                .isEqualTo("<github-token:1>\nretrying");
    }

    @Test
    void a_private_key_in_json_is_hidden_whole() {
        assertThat(redactor.redact(
                                "{\"key\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvQ\\n-----END PRIVATE KEY-----\\n\",\"n\":1}")
                        .text())
                .isEqualTo("{\"key\":\"<private-key:1>\\n\",\"n\":1}");
    }

    @Test
    void a_certificate_is_no_secret() {
        String text = "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIE\n-----END CERTIFICATE-----";

        assertThat(redactor.redact(text).text()).isSameAs(text);
    }

    @Test
    void a_plus_in_base64_is_no_blank() {
        String key = "IQoJb3JpZ2luX2VjE" + "xh2I2s67+zDjP1A4b53Ds6vIYDR/UXSZKpO+uCSJaVXayX3fTRCvD7v";

        assertThat(Redactor.standard().redact("line1\\n" + key).text()).doesNotContain("UXSZKpO");
        assertThat(Redactor.standard().redact("%22" + key + "%22").text()).doesNotContain("UXSZKpO");
    }
}
