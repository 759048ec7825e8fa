package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

    // parted, so that no scanner takes this file for a leak
    private static String whole(String parted) {
        return parted.replace("·", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA ·PRIVATE KEY-----\nMIIE",
                "-----BEGIN OPENSSH ·PRIVATE KEY-----",
                "AKIA·IOSFODNN7EXAMPLE",
                "use key ASIA·IOSFODNN7EXAMPLE here",
                "ghp_·16C7e42F292c6912E7710c838347Ae178B4a",
                "github_pat_·11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
                "glpat-·abcdefghij0123456789",
                "xoxb-·123456789012-abcdefghijklm",
                "AIza·SyA1234567890abcdefghijklmnopqrstuv",
                "sk_live_·4eC39HqLyjWDarjtT1zdp7dc",
                "sk-ant-·api03-abcdefghijklmnopqrstuv",
                "hf_·abcdefghijklmnopqrstuvwxyz012345",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9·.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
                "Authorization: Bearer ·a1b2c3d4e5f6a7b8c9d0",
                "authorization: basic ·YWxhZGRpbjpvcGVuc2VzYW1l",
                "postgres://app:·hunter2@db.internal:5432/shop",
                "redis://:·hunter2@cache:6379",
                "jdbc:mysql://root:·x9y8z7@db/shop",
                "jdbc:oracle:thin:scott/·tiger@db:1521:orcl",
                "jdbc:sqlserver://db;user=sa;password=·Winter",
                "Server=db;Pwd=·hunter;",
                "curl -H x --password ·hunter2",
                "export PGPASSWORD=·Sommer",
                "{\"password\": \"·hunter2\"}",
                "db.password = '·hunter2'",
                "api_key: ·9f86d081884c7d659a2feaa0c55ad015",
                "aws_secret_access_key=·wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE1KEY",
                "?access_token=·ya12bc34de56fg78hi90"
            })
    void a_secret_is_found_by_its_shape(String text) {
        assertThat(Secrets.in(whole(text))).as(text).isNotNull();
        assertThat(Secrets.in("in a sentence: " + whole(text))).as(text).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Redis is out of memory",
                "Reset the password: ask Bob",
                "password: see the vault",
                "password.status = 'expired'",
                "password_length >= 12",
                "auth.token = 'expired'",
                "token = ${token}",
                "password=${db_password}",
                "password=$DB_PASSWORD",
                "password: <your password 1>",
                "password=********",
                "--password-file /run/secrets/db1",
                "postgres://app:${db_password}@db.internal/shop",
                "postgres://app@db.internal:5432/shop",
                "https://docs.example.com/a:b@c",
                "http://localhost:8080/health?token=1",
                "secret: redis-tls-v2",
                "secret=vault:secret/data/shop1#password",
                "the task-runner-with-a-long-name-0123456789 is down",
                "sk-learn 1.2 disk-usage",
                "bearer tokens expire",
                "Bearer ${token}",
                "basic authentication",
                "AKIA is a prefix",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "123e4567-e89b-12d3-a456-426614174000",
                "registry.example.com/team/app:1.2.3-20240101",
                "next_token",
                "tokens: 4096",
                "out_of_memory",
                "heap.limit > heap.used",
                "eyJ is how a token begins",
                "hf_transfer is slow"
            })
    void what_only_looks_alike_is_none(String text) {
        assertThat(Secrets.in(text)).as(text).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "password, hunter, true",
        "db_password, 12345, true",
        "adminPassword, correct horse, true",
        "password, ${password}, false",
        "password, $PASSWORD, false",
        "password, vault:kv/db, false",
        "password, '', false",
        "reset_password, true, false",
        "password_file, /run/secrets/db, false",
        "token, a8f5f167f44f4964e6c998dee827110c, true",
        "api-key, Zm9vYmFyMTIzNDU2Nzg5, true",
        "secret, redis-tls-v2, false",
        "token, ${token}, false",
        "token_count, 4096, false",
        "service, redis, false"
    })
    void a_value_is_judged_by_its_name_too(String name, String value, boolean secret) {
        assertThat(Secrets.in(name, value) != null).isEqualTo(secret);
    }

    @Property(tries = 60)
    void any_text_is_judged_and_a_template_alone_is_never_a_secret(@ForAll("texts") String text) {
        Secrets.in(text);
        Secrets.in("password", text);
        assertThat(Secrets.in("password", "${" + text.replace("}", "") + "}")).isNull();
    }

    @Provide
    Arbitrary<String> texts() {
        return RunbookArbitraries.text();
    }

    @Test
    @Timeout(30)
    void a_long_text_made_of_beginnings_is_judged_at_once() {
        for (String part :
                new String[] {"password=", "SG.", "eyJ", "eyJ.", "://", "://a:", "bearer ", "basic ", "token:", "--pwd "
                }) {
            Secrets.in(part.repeat((1 << 16) / part.length()));
        }
    }

    @Test
    void a_finding_does_not_repeat_the_secret() {
        Runbook runbook = RunbookCodecTest.with(
                RunbookArbitraries.submittable(), "title", "postgres://app:hunter2" + "@db.internal/shop");
        assertThat(new RunbookCheck(RunbookCheckTest.CATALOGUE::get).check(runbook))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.path()).isEqualTo("title");
                    assertThat(fault.toString()).doesNotContain("hunter2");
                });
    }
}
