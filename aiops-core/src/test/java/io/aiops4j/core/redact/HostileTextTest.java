package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a text is made, its cost grows with its length and no faster. */
class HostileTextTest {

    private static final int LENGTH = 10_000;
    private static final int TIMES = 4;

    /** Four times the length costs four times as much; the rest is for a machine that others use too. */
    private static final double MOST = 2.5 * TIMES;

    private static final double NOISE_MILLIS = 250;

    private static final Redactor REDACTOR = Redactor.standard();

    static Stream<String> scraps() {
        return Stream.of(
                "password=",
                "password=\"",
                "password=${",
                "password: ",
                "password: |\n ",
                "password:\n  - ",
                "passwords=[",
                "secrets:\n  a: b\n ",
                "kind: Secret\ndata:\n",
                "a@",
                "a@a.",
                "1",
                "4111 ",
                "1234-",
                "+1",
                "(",
                "://",
                "://a:b@",
                "eyJ",
                "eyJ-",
                "xoxb-",
                "ghp_",
                "AKIA",
                "-----BEGIN PRIVATE KEY-----",
                "-",
                "\\",
                "%41",
                "&#x",
                "a+",
                "\n",
                "abcd\n",
                "\" + \"",
                "<",
                "<password:1>",
                "<password>",
                "Authorization: ",
                "Cookie: a=",
                "Set-Cookie: a=b;",
                "curl -u ",
                "identified by ",
                "--password-stdin ",
                "DE89",
                "::",
                "1:",
                "1.2.3.4 ",
                "MII",
                "Basic ",
                "token abcdEFGH1234abcdEFGH12 ",
                "password for ",
                "otp ",
                "one-time password ",
                "code=",
                "{\"kty\":\"",
                "name=\"password\"\r\n",
                "(password,",
                "into (password,",
                "insert into a(password) values (1),",
                "| password |\n",
                "password|a\n",
                "password: {\"a\":",
                "::set-output name=password::",
                "a:80:b:c:",
                "cGFzc3dvcmQ9aHVudGVyMnh5",
                "YWFh",
                "YWFhYWFh-",
                "host=",
                "a.b.",
                "a.de:1,",
                "host=a.corp.local ",
                "x.internal.a.net.",
                "resolve host: ",
                "\u001B[31m",
                "\u001B[",
                "^[[1;",
                "\u001B[36mpassword\u001B[0m=",
                "'--token', ",
                "[--token, ",
                "- --password\n",
                "\"--password\"\n- ",
                "\"value\":\"a\",\"key\":\"password\",",
                "value=password,key=password ",
                "\"key\":\"password\",\"val\":",
                "<key>password</key>\n",
                "password  user\n",
                "user  password\n----  --------\n",
                "\"password\",\"a\"\n",
                "copy a (password) from stdin;\n",
                "copy a (password,",
                "| password | ",
                "\tpassword\t",
                "password of ",
                "password changed from ",
                "password changed from 'a",
                "password=\\\n",
                "password: &a ",
                "set -x password ",
                "(030) ",
                "call (030) 1 ",
                "LU49 ",
                "iban lu49",
                "4988.4292.",
                "card 1",
                "mac 80c1fb2e5076 ",
                "\"a\"@",
                "\"@",
                "UGFzc3dvcmQ6\n",
                "YTpiYmJiMTIzNA== ",
                "password=Option<",
                "password: Option<",
                "password=a.b.c.",
                "password=$1 ",
                "PWD={a;",
                "password <- ",
                "password (value=",
                "pass to be <",
                "password=\"a\" -> ",
                "password= a=",
                "%AB_C",
                "fix(a): password: ",
                "setbasicauth(\"a\",",
                "auth=(",
                "net user a ",
                "--user a",
                "a1 LOGIN ",
                "connect to user ",
                "assword send \"",
                "bindpw a\n",
                "::add-mask::",
                "rman ",
                "sqlplus ",
                "--auth a ",
                "7z a -p",
                "\uFFFF");
    }

    @ParameterizedTest
    @MethodSource("scraps")
    void time_is_linear(String scrap) {
        String text = scrap.repeat(LENGTH / scrap.length());
        String longer = scrap.repeat(TIMES * LENGTH / scrap.length());

        assertThat(millis(longer)).isLessThan(MOST * millis(text) + NOISE_MILLIS);
    }

    @Test
    void nested_base64_is_linear() {
        String nested = "password=hunter2xy ";
        for (int i = 0; i < 6; i++) {
            nested = Base64.getEncoder()
                    .encodeToString(nested.repeat(3).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        String text = nested + " ";

        assertThat(millis(text.repeat(TIMES))).isLessThan(MOST * millis(text) + NOISE_MILLIS);
    }

    @Test
    void a_text_of_a_megabyte_passes() {
        String text = "2026-03-01 10:15:30 INFO c.e.Shop - order 42 shipped to 10.0.0.1\n".repeat(1 << 14)
                + "password=hunter2";

        assertThat(text.length()).isGreaterThan(1 << 20);
        assertThat(REDACTOR.redact(text).text()).endsWith("password=<password:1>");
    }

    private static double millis(String text) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Redacted redacted = REDACTOR.redact(text);
            best = Math.min(best, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6);
            assertThat(redacted.restore(redacted.text())).isEqualTo(text);
        }
        return best;
    }
}
