package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all texts. */
class RedactorPropertyTest {

    private static final Redactor REDACTOR = Redactor.standard();

    private static final String[] SCRAPS = {
        "password",
        "=",
        ": ",
        " ",
        "\n",
        "\n  ",
        "\"",
        "'",
        "<password:1>",
        "<token:1>",
        "<ip-address:2>",
        "<",
        ">",
        "<card-number:",
        "1>",
        "hunter2x",
        "s3cr3t!",
        "token",
        "AKIAIOSFODNN7EXAMQRS",
        "ghp_0123456789abcdefABCDEF0123456789abcd",
        "://",
        "@",
        "user:pw9x@",
        "https://",
        "a.example.com",
        "10.0.0.1",
        "::1",
        "00:1a:2b:3c:4d:5e",
        "4111111111111111",
        "+49 30 1234567",
        "DE89370400440532013000",
        "cGFzc3dvcmQ9aHVudGVyMnh5",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijk",
        "\\",
        "\\n",
        "\\\"",
        "\\u0040",
        "%3D",
        "%40",
        "&quot;",
        "+",
        "-",
        "--",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "Authorization",
        "Bearer ",
        "Basic ",
        "Cookie",
        "mysql -p",
        "curl -u a:b9c ",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        ",",
        ";",
        "&",
        "|",
        "kind: Secret",
        "data:",
        "name",
        "value",
        "key",
        "x",
        "apiKey",
        "secret",
        "ssn 123-45-6789",
        "bob@example.com",
        "\uFFFF",
        "\uD83D",
        "\u043F\u0430\u0440\u043E\u043B\u044C",
        "sha512-",
        "echo ",
        "--password-stdin",
        "identified by ",
        "0",
        "Z",
        "/"
    };

    @Property(tries = 10_000)
    void what_was_redacted_comes_back_exactly(@ForAll("texts") String text) {
        Redacted redacted = REDACTOR.redact(text);

        assertThat(redacted.restore(redacted.text())).isEqualTo(text);
    }

    @Property(tries = 10_000)
    void redacting_again_changes_nothing(@ForAll("texts") String text) {
        String once = REDACTOR.redact(text).text();

        assertThat(REDACTOR.redact(once).text()).isEqualTo(once);
    }

    @Property(tries = 2_000)
    void any_text_comes_back_exactly(@ForAll String text) {
        Redacted redacted = REDACTOR.redact(text);

        assertThat(redacted.restore(redacted.text())).isEqualTo(text);
    }

    @Property(tries = 5_000)
    void several_texts_of_one_record_come_back_exactly(@ForAll("texts") String first, @ForAll("texts") String second) {
        Redaction record = REDACTOR.begin();
        String one = record.text(first);
        String two = record.text(second);

        assertThat(record.restore(one)).isEqualTo(first);
        assertThat(record.restore(two)).isEqualTo(second);
    }

    @Property(tries = 5_000)
    void the_same_value_is_one_placeholder_and_no_placeholder_is_two_values(@ForAll("texts") String text) {
        Redacted redacted = REDACTOR.redact(text);

        assertThat(redacted.placeholders().values()).doesNotHaveDuplicates();
        assertThat(redacted.placeholders().keySet())
                .allMatch(mark -> redacted.text().contains(mark));
    }

    @Property(tries = 2_000)
    void nothing_found_is_the_same_string(@ForAll("texts") String text) {
        Redacted redacted = REDACTOR.redact(text);

        assertThat(redacted.isChanged() || redacted.text() == text).isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            List<String> scraps = new ArrayList<>();
            int count = 1 + random.nextInt(14);
            for (int i = 0; i < count; i++) {
                scraps.add(SCRAPS[random.nextInt(SCRAPS.length)]);
            }
            return String.join("", scraps);
        });
    }
}
