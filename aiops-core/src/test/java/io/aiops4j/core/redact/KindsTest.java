package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One secret of each kind, made here: none of them was ever anybody's. */
class KindsTest {

    private static final Redactor REDACTOR = Redactor.standard();

    private static Arguments of(String kind, String secret) {
        return Arguments.of(kind, secret);
    }

    private static String from(String alphabet, int count) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < count; i++) {
            made.append(alphabet.charAt((i * 7 + count) % alphabet.length()));
        }
        return made.toString();
    }

    private static String an(int count) {
        return from("aZ3kQ9xB7mT2wLc5", count);
    }

    private static String hex(int count) {
        return from("0f3a9b7c2d1e8456", count);
    }

    private static String up(int count) {
        return from("QX7ZK2MWT5HBN3", count);
    }

    static Stream<Arguments> telling() {
        return Stream.of(
                of("aws-access-key", "AKIA" + up(16)),
                of("aws-access-key", "ASIA" + up(16)),
                of("slack-token", "xoxc-12-34-" + hex(40)),
                of("gitlab-token", "glrtr-" + an(20)),
                of("gitlab-token", "glwt-" + an(20)),
                of("jwt", "eyJhbGciOiJkaXIi.." + an(16) + "." + an(40) + "." + an(22)),
                of("password-hash", "{SSHA}" + an(38)),
                of("password-hash", "SCRAM-SHA-256$4096:" + an(22) + "==$" + an(43) + "=:" + an(43) + "="),
                of("password-hash", "scrypt:32768:8:1$" + an(16) + "$" + hex(128)),
                of("google-oauth-code", "4/0A" + an(70)),
                of("aiven-password", "AVNS_" + an(19)),
                of("neon-password", "npg_" + an(12)),
                of("mongodb-secret", "mdb_sa_sk_" + an(40)),
                of("supabase-key", "sbp_v0_" + hex(40)),
                of("doppler-token", "dp.scim." + an(43)),
                of("salesforce-token", "00D" + an(12) + "!AQ" + an(90)),
                of("stripe-key", "sk_org_live_" + an(60)),
                of("woocommerce-key", "ck_" + hex(40)),
                of("openai-session", "sess-" + an(40)),
                of("elevenlabs-key", "sk_" + hex(48)),
                of("fireworks-key", "fw_" + an(22)),
                of("jina-key", "jina_" + an(60)),
                of("wandb-key", "wandb_v1_" + an(77)),
                of("segment-token", "sgp_" + an(64)),
                of("newrelic-key", "eu01xx" + hex(30) + "NRAL"),
                of("mollie-key", "live_" + an(30)),
                of("lob-key", "live_" + hex(35)),
                of("instagram-token", "IGQVJ" + an(120)),
                of("adyen-key", "AQE" + an(120) + "-" + an(43) + "=-" + an(16)),
                of("aws-session-token", "IQoJb3JpZ2lu" + an(120)),
                of("aws-mws-token", "amzn.mws." + "3f786850-e387-550f-dab8-36ed7e6dc881"),
                of("google-api-key", "AIza" + an(35)),
                of("google-oauth-token", "ya29." + an(60)),
                of("google-oauth-client-secret", "GOCSPX-" + an(28)),
                of("firebase-key", "AAAA" + an(7) + ":" + an(140)),
                of("azure-client-secret", "a1B8Q~" + an(34)),
                of("azure-storage-key", an(86) + "=="),
                of("azure-devops-token", an(76) + "AZDO" + an(4)),
                of("alibaba-access-key", "LTAI" + an(20)),
                of("tencent-secret-id", "AKID" + an(32)),
                of("yandex-token", "AQVN" + an(36)),
                of("heroku-api-key", "HRKU-" + "3f786850-e387-550f-dab8-36ed7e6dc881"),
                of("digitalocean-token", "dop_v1_" + hex(64)),
                of("databricks-token", "dapi" + hex(32)),
                of("vault-token", "hvs." + an(90)),
                of("vault-token", "s." + an(24)),
                of("terraform-token", an(14) + ".atlasv1." + an(67)),
                of("pulumi-token", "pul-" + hex(40)),
                of("doppler-token", "dp.pt." + an(43)),
                of("openshift-token", "sha256~" + an(43)),
                of("flyio-token", "fo1_" + an(43)),
                of("netlify-token", "nfp_" + an(36)),
                of("supabase-key", "sbp_" + hex(40)),
                of("planetscale-token", "pscale_tkn_" + an(43)),
                of("tailscale-key", "tskey-auth-" + an(17) + "-" + an(32)),
                of("nats-seed", "SU" + from("A2B3C4D5E6F7", 56)),
                of("age-secret-key", "AGE-SECRET-KEY-1" + up(58)),
                of("grafana-token", "glsa_" + an(32) + "_" + hex(8)),
                of("newrelic-key", "NRAK-" + up(27)),
                of("dynatrace-token", "dt0c01." + up(24) + "." + up(64)),
                of("dynatrace-token", "dt0s01." + up(8) + "." + up(64)),
                of("neon-key", "napi_" + an(64)),
                of("vercel-token", "vercel_blob_rw_" + an(16) + "_" + an(30)),
                of("zuplo-key", "zpka_" + hex(32) + "_" + hex(8)),
                of("rootly-key", "rootly_" + hex(64)),
                of("tavily-key", "tvly-" + an(32)),
                of("tavily-key", "tvly-dev-" + an(32)),
                of("cerebras-key", "csk-" + from("a0z3k9q7", 48)),
                of("e2b-key", "e2b_" + hex(40)),
                of("mergify-key", "mka_" + an(40)),
                of("slack-token", "xoxd-" + an(40) + "%2F" + an(20)),
                of("postman-key", "PMAT-" + up(26)),
                of("polar-token", "polar_oat_" + an(43)),
                of("posthog-key", "phx_" + an(43)),
                of("wakatime-key", "waka_" + "3f786850-e387-450f-9ab8-36ed7e6dc881"),
                of("apify-token", "apify_api_" + an(36)),
                of("azure-client-secret", "a1B8Q~" + an(8) + ".n" + an(9) + "." + an(13)),
                of("sentry-token", "sntryu_" + hex(64)),
                of("harness-token", "pat." + an(22) + "." + hex(24) + "." + an(20)),
                of("github-token", "ghp_" + an(36)),
                of("github-oauth-token", "gho_" + an(36)),
                of("github-app-token", "ghs_" + an(36)),
                of("github-fine-grained-token", "github_pat_" + an(22) + "_" + an(59)),
                of("gitlab-token", "glpat-" + an(20)),
                of("atlassian-token", "ATATT3" + an(180)),
                of("bitbucket-app-password", "ATBB" + an(32)),
                of("npm-token", "npm_" + an(36)),
                of("pypi-token", "pypi-AgE" + an(150)),
                of("rubygems-token", "rubygems_" + hex(48)),
                of("docker-hub-token", "dckr_pat_" + an(27)),
                of("artifactory-token", "AKCp" + an(69)),
                of("sonar-token", "squ_" + hex(40)),
                of("circleci-token", "CCIPAT_" + an(22) + "_" + hex(40)),
                of("buildkite-token", "bkua_" + hex(40)),
                of("jwt", "eyJhbGciOiJIUzI1NiJ9." + an(60) + "." + an(43)),
                of("openai-key", "sk-proj-" + an(48)),
                of("anthropic-key", "sk-ant-api03-" + an(93)),
                of("huggingface-token", "hf_" + an(34)),
                of("replicate-token", "r8_" + an(37)),
                of("groq-key", "gsk_" + an(52)),
                of("nvidia-key", "nvapi-" + an(64)),
                of("slack-token", "xoxb-" + from("1234567890", 12) + "-" + an(24)),
                of("slack-webhook", "hooks.slack.com/services/T" + up(8) + "/B" + up(10) + "/" + an(24)),
                of("discord-webhook", "discord.com/api/webhooks/" + from("123456789", 18) + "/" + an(68)),
                of("discord-token", "M" + an(23) + "." + an(6) + "." + an(27)),
                of("telegram-token", from("123456789", 9) + ":AA" + an(33)),
                of("stripe-key", "sk_live_" + an(24)),
                of("stripe-webhook-secret", "whsec_" + an(32)),
                of("twilio-key", "SK" + hex(32)),
                of("sendgrid-key", "SG." + an(22) + "." + an(43)),
                of("mailgun-key", "key-" + hex(32)),
                of("mailchimp-key", hex(32) + "-us12"),
                of("brevo-key", "xkeysib-" + hex(64) + "-" + an(16)),
                of("shopify-token", "shpat_" + hex(32)),
                of("square-token", "sq0atp-" + an(22)),
                of("paypal-token", "access_token$production$" + from("a1b2c3d4", 16) + "$" + hex(32)),
                of("razorpay-key", "rzp_live_" + an(14)),
                of("plaid-token", "access-production-3f786850-e387-550f-dab8-36ed7e6dc881"),
                of("linear-key", "lin_api_" + an(40)),
                of("notion-token", "secret_" + an(43)),
                of("okta-token", "00" + an(40)),
                of("dropbox-token", "sl." + an(135)),
                of("facebook-token", "EAA" + an(180)),
                of("twitter-token", "AAAAAAAAAAAAAAAAAAAAA" + an(90)),
                of("figma-token", "figd_" + an(40)),
                of("airtable-token", "pat" + an(14) + "." + hex(64)),
                of("hubspot-token", "pat-na1-3f786850-e387-550f-dab8-36ed7e6dc881"),
                of("postman-key", "PMAK-" + hex(24) + "-" + hex(34)),
                of("launchdarkly-key", "sdk-3f786850-e387-550f-dab8-36ed7e6dc881"),
                of("password-hash", "$2b$12$" + an(53)),
                of("email", "jane.doe@mail.example.org"),
                of("card-number", "4111 1111 1111 1111"),
                of("card-number", "378282246310005"),
                of("iban", "DE89 3704 0044 0532 0130 00"),
                of("iban", "GB82WEST12345698765432"),
                of("iban", "MT73MALT01234ABCDEFGHIJKLMNOPQR"),
                of("iban", "LU29 001B CDEF GHIJ KLMN"),
                of("card-number", "4111.1111.1111.1111"),
                of("email", "\"jane doe\"@example.org"),
                of("host-name", "db-7.stage.internal.example.net"),
                of("phone", "+49 30 1234567"),
                of("phone", "(415) 555-2671"),
                of("ip-address", "10.251.73.220"),
                of("ip-address", "2001:db8::ff00:42:8329"),
                of("mac-address", "00:1a:2b:3c:4d:5e"));
    }

    static Stream<Arguments> named() {
        return Stream.of(
                Arguments.of("aws-secret", "aws_secret_access_key=" + an(40)),
                Arguments.of("datadog-secret", "datadog_api_key: " + hex(32)),
                Arguments.of("twilio-secret", "TWILIO_AUTH_TOKEN=\"" + hex(32) + "\""),
                Arguments.of("heroku-secret", "herokuApiKey = 3f786850-e387-550f-dab8-36ed7e6dc881"),
                Arguments.of("cloudflare-secret", "cloudflare.api-token=" + an(40)),
                Arguments.of("fastly-secret", "FASTLY_API_TOKEN=" + an(32)),
                Arguments.of("phone", "msisdn=4915783261261"),
                Arguments.of("phone", "please call (030) 2896631"),
                Arguments.of("mac-address", "MAC address 80c1fb2e5076"),
                Arguments.of("card-number", "card_number=4222222222222"),
                Arguments.of("host-name", "UnknownHostException: gateway.example.org"),
                Arguments.of("password", "db.password: hunter2"),
                Arguments.of("api-key", "X-Api-Key: " + an(28)),
                Arguments.of("secret", "client_secret=" + an(32)),
                Arguments.of("token", "access_token=" + an(30)),
                Arguments.of("authorization", "Authorization: Bearer " + an(40)),
                Arguments.of("cookie", "Cookie: JSESSIONID=" + hex(32)),
                Arguments.of("session", "JSESSIONID=" + hex(32)),
                Arguments.of("signature", "?se=2026-01-01&sig=" + an(43)),
                Arguments.of("url-password", "amqp://shop:s3cr3tPw@mq:5672/v"),
                Arguments.of("aws-secret", "AKIA" + up(16) + "\n" + an(40)),
                Arguments.of("mac-address", "IN=eth0 MAC=00:1b:44:11:3a:b7:f0:9f:c2:1a:2b:3c:08:00 SRC=x"),
                Arguments.of("url-token", "https://app.example.com/reset-password/" + an(40)),
                Arguments.of("url-token", "https://app.example.com/invite/" + an(40)),
                Arguments.of("url-token", "https://app.example.com/?ticket=ST-12-" + an(40)),
                Arguments.of("stripe-secret", "Stripe-Signature: t=1700000000,v1=" + hex(64)),
                Arguments.of("session", "Session " + hex(32) + " is gone"),
                Arguments.of("phone", "Phone number: 4155552671"),
                Arguments.of("phone", "Tel.: 415 555 2671"),
                Arguments.of("url-token", "https://" + hex(32) + "@o1.ingest.sentry.io/12"),
                Arguments.of("pin", "pin=4711"),
                Arguments.of("social-security-number", "SSN 123-45-6789"),
                Arguments.of(
                        "private-key",
                        "-----BEGIN RSA PRIVATE KEY-----\n" + an(64) + "\n-----END RSA PRIVATE KEY-----"),
                Arguments.of(
                        "ssh-key",
                        "-----BEGIN OPENSSH PRIVATE KEY-----\\n" + an(64) + "\\n-----END OPENSSH PRIVATE KEY-----"),
                Arguments.of(
                        "pgp-key",
                        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + an(64) + "\n-----END PGP PRIVATE KEY BLOCK-----"),
                Arguments.of("putty-key", "Private-Lines: 1\n" + an(64) + "\nPrivate-MAC: " + hex(40)),
                Arguments.of("kubernetes-secret", "kind: Secret\ndata:\n  conn: " + an(44) + "\n"));
    }

    @ParameterizedTest
    @MethodSource("telling")
    void it_is_known_by_its_looks(String kind, String secret) {
        Redacted redacted = REDACTOR.redact("worker 3 sent " + secret + " and waits");

        assertThat(redacted.text()).isEqualTo("worker 3 sent <" + kind + ":1> and waits");
        assertThat(redacted.placeholders()).containsEntry("<" + kind + ":1>", secret);
    }

    @ParameterizedTest
    @MethodSource("named")
    void it_is_known_by_what_stands_around_it(String kind, String text) {
        assertThat(REDACTOR.redact(text).text()).contains("<" + kind + ":1>");
    }

    @Test
    void there_are_more_than_a_hundred_kinds() {
        Set<String> seen = new TreeSet<>();
        Stream.concat(telling(), named()).forEach(each -> seen.add((String) each.get()[0]));

        assertThat(seen).hasSizeGreaterThan(95);
        assertThat(REDACTOR.kinds()).hasSizeGreaterThan(180).containsAll(seen);
    }
}
