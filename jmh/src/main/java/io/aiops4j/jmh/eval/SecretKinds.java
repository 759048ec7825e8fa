package io.aiops4j.jmh.eval;

import static io.aiops4j.jmh.eval.SecretKind.ALNUM;
import static io.aiops4j.jmh.eval.SecretKind.DIGITS;
import static io.aiops4j.jmh.eval.SecretKind.HEX;
import static io.aiops4j.jmh.eval.SecretKind.LOWER;
import static io.aiops4j.jmh.eval.SecretKind.UPPER;
import static io.aiops4j.jmh.eval.SecretKind.URL64;
import static io.aiops4j.jmh.eval.SecretKind.named;
import static io.aiops4j.jmh.eval.SecretKind.some;
import static io.aiops4j.jmh.eval.SecretKind.telling;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Fresh secrets with the lengths and alphabets that vendors give them. Knows nothing of the rules that should find them. */
final class SecretKinds {

    static final List<SecretKind> ALL = List.of(
            telling("aws-access-key", r -> "AKIA" + some(r, UPPER + "234567", 16), "aws_access_key_id", "accessKeyId"),
            named(
                    "aws-secret-key",
                    r -> some(r, ALNUM + "/+", 40),
                    "aws_secret_access_key",
                    "AWS_SECRET_ACCESS_KEY",
                    "secretAccessKey"),
            telling(
                    "aws-session-token",
                    r -> "IQoJb3JpZ2luX2VjE" + some(r, ALNUM + "/+", 300),
                    "aws_session_token",
                    "sessionToken"),
            telling("gcp-api-key", r -> "AIza" + some(r, URL64, 34) + some(r, ALNUM, 1), "google_api_key", "mapsKey"),
            telling("google-oauth", r -> "ya29." + some(r, URL64, 120) + "7", "access_token", "accessToken"),
            telling("google-client-secret", r -> "GOCSPX-" + some(r, URL64, 27) + "x", "client_secret"),
            named(
                    "azure-storage-key",
                    r -> Base64.getEncoder().encodeToString(bytes(r, 64)),
                    "AccountKey",
                    "azure.storage.account-key"),
            telling(
                    "azure-client-secret",
                    r -> some(r, ALNUM, 3) + "8Q~" + some(r, ALNUM + "_-", 33) + "a",
                    "AZURE_CLIENT_SECRET",
                    "clientSecret"),
            named(
                    "azure-sas",
                    r -> Base64.getEncoder().encodeToString(bytes(r, 32)),
                    "SharedAccessKey",
                    "sharedAccessKey"),
            telling("github-classic", r -> "ghp_" + some(r, ALNUM, 36), "GITHUB_TOKEN", "githubToken"),
            telling(
                    "github-fine-grained",
                    r -> "github_pat_" + some(r, ALNUM, 22) + "_" + some(r, ALNUM, 59),
                    "github.token"),
            telling("github-app", r -> "ghs_" + some(r, ALNUM, 36), "installation_token"),
            telling("gitlab", r -> "glpat-" + some(r, URL64, 19) + "k", "PRIVATE-TOKEN", "gitlab_token"),
            telling(
                    "slack-bot",
                    r -> "xoxb-" + some(r, DIGITS, 12) + "-" + some(r, DIGITS, 12) + "-" + some(r, ALNUM, 24),
                    "slack_token"),
            telling(
                    "slack-webhook",
                    r -> "https://hooks.slack.com/services/T" + some(r, UPPER + DIGITS, 8) + "/B"
                            + some(r, UPPER + DIGITS, 10) + "/" + some(r, ALNUM, 24),
                    "slack_webhook",
                    "webhookUrl"),
            telling("stripe", r -> "sk_live_" + some(r, ALNUM, 24), "stripe_key", "STRIPE_SECRET_KEY"),
            telling("stripe-webhook", r -> "whsec_" + some(r, ALNUM, 32), "stripe_webhook_secret"),
            named("twilio-auth-token", r -> some(r, HEX, 32), "twilio_auth_token", "TWILIO_AUTH_TOKEN", "authToken"),
            telling("twilio-key", r -> "SK" + some(r, HEX, 32), "twilio_api_key"),
            telling("sendgrid", r -> "SG." + some(r, URL64, 22) + "." + some(r, URL64, 42) + "z", "SENDGRID_API_KEY"),
            telling("mailgun", r -> "key-" + some(r, HEX, 32), "mailgun_api_key"),
            telling("mailchimp", r -> some(r, HEX, 32) + "-us" + (1 + r.nextInt(20)), "mailchimp_key"),
            telling("npm", r -> "npm_" + some(r, ALNUM, 36), "_authToken", "NPM_TOKEN"),
            telling("pypi", r -> "pypi-AgEIcHlwaS5vcmc" + some(r, URL64, 140) + "Q", "pypi_token", "TWINE_PASSWORD"),
            telling("docker-hub", r -> "dckr_pat_" + some(r, URL64, 26) + "b", "DOCKER_PASSWORD"),
            named("heroku", r -> new UUID(r.nextLong(), r.nextLong()).toString(), "HEROKU_API_KEY", "herokuApiKey"),
            telling("digitalocean", r -> "dop_v1_" + some(r, HEX, 64), "DIGITALOCEAN_TOKEN"),
            named("datadog", r -> some(r, HEX, 32), "DD_API_KEY", "datadog_api_key", "datadogApiKey"),
            telling("newrelic", r -> "NRAK-" + some(r, UPPER + DIGITS, 27), "NEW_RELIC_API_KEY"),
            telling("grafana", r -> "glsa_" + some(r, ALNUM, 32) + "_" + some(r, HEX, 8), "grafana_token"),
            named("pagerduty", r -> "u+" + some(r, ALNUM + "_-", 18), "pagerduty_token", "PAGERDUTY_TOKEN"),
            telling(
                    "atlassian",
                    r -> "ATATT3xFfGF0" + some(r, URL64, 170) + "=" + some(r, UPPER + DIGITS, 8),
                    "jira_token"),
            telling("shopify", r -> "shpat_" + some(r, HEX, 32), "shopify_access_token"),
            telling("square", r -> "sq0atp-" + some(r, URL64, 21) + "w", "square_token"),
            telling(
                    "paypal",
                    r -> "access_token$production$" + some(r, LOWER + DIGITS, 16) + "$" + some(r, HEX, 32),
                    "paypal_token"),
            telling(
                    "telegram",
                    r -> (1 + r.nextInt(9)) + some(r, DIGITS, 8) + ":AA" + some(r, URL64, 32) + "d",
                    "telegram_bot_token"),
            telling(
                    "discord",
                    r -> "M" + some(r, ALNUM, 23) + "." + some(r, URL64, 6) + "." + some(r, URL64, 26) + "c",
                    "discord_token"),
            telling("openai", r -> "sk-proj-" + some(r, URL64, 47) + "P", "OPENAI_API_KEY"),
            telling("anthropic", r -> "sk-ant-api03-" + some(r, URL64, 93) + "AA", "ANTHROPIC_API_KEY"),
            telling("huggingface", r -> "hf_" + some(r, UPPER + LOWER, 34), "HF_TOKEN"),
            telling("databricks", r -> "dapi" + some(r, HEX, 32), "DATABRICKS_TOKEN"),
            telling("vault", r -> "hvs." + some(r, URL64, 89) + "g", "VAULT_TOKEN", "X-Vault-Token"),
            telling("jwt", SecretKinds::jwt, "id_token", "jwt"),
            telling("terraform-cloud", r -> some(r, ALNUM, 14) + ".atlasv1." + some(r, ALNUM, 67), "TFE_TOKEN"),
            telling("linear", r -> "lin_api_" + some(r, ALNUM, 40), "linear_api_key"),
            telling("notion", r -> "secret_" + some(r, ALNUM, 43), "notion_token"),
            telling("okta", r -> "00" + some(r, URL64, 39) + "e", "okta_token"),
            named("auth0", r -> some(r, URL64, 63) + "m", "AUTH0_CLIENT_SECRET", "auth0.client-secret"),
            named("cloudflare", r -> some(r, URL64, 39) + "n", "CLOUDFLARE_API_TOKEN", "cloudflare_api_token"),
            named("fastly", r -> some(r, URL64, 31) + "p", "FASTLY_API_TOKEN", "fastly_api_token"),
            telling("dropbox", r -> "sl." + some(r, URL64, 134) + "r", "dropbox_token"),
            telling("facebook", r -> "EAA" + some(r, ALNUM, 180), "fb_access_token"),
            telling("twitter-bearer", r -> "AAAAAAAAAAAAAAAAAAAAA" + some(r, ALNUM, 90), "twitter_bearer_token"),
            named("linkedin", r -> some(r, ALNUM, 16), "LINKEDIN_CLIENT_SECRET", "linkedin_client_secret"),
            telling("artifactory", r -> "AKCp" + some(r, ALNUM, 69), "ARTIFACTORY_API_KEY"),
            telling("sonar", r -> "sqp_" + some(r, HEX, 40), "SONAR_TOKEN"),
            named("snyk", r -> new UUID(r.nextLong(), r.nextLong()).toString(), "SNYK_TOKEN", "snykToken"),
            telling("circleci", r -> "CCIPAT_" + some(r, ALNUM, 22) + "_" + some(r, HEX, 40), "CIRCLECI_TOKEN"),
            telling(
                    "sentry-dsn",
                    r -> "https://" + some(r, HEX, 32) + "@o" + some(r, DIGITS, 6) + ".ingest.sentry.io/"
                            + some(r, DIGITS, 7),
                    "SENTRY_DSN"),
            telling("private-key", SecretKinds::pem, "private_key", "tls.key"),
            named(
                    "password",
                    SecretKinds::password,
                    "password",
                    "PASSWORD",
                    "db.password",
                    "dbPassword",
                    "spring.datasource.password"),
            named(
                    "password-with-signs",
                    r -> "p@" + some(r, LOWER, 3) + "!" + some(r, ALNUM, 4) + "#" + some(r, DIGITS, 2),
                    "passwd",
                    "pwd",
                    "user_pass"),
            named("client-secret", r -> some(r, ALNUM, 32), "client_secret", "clientSecret", "oauth.client-secret"),
            named("api-key", r -> some(r, LOWER + DIGITS, 28) + "4", "apiKey", "api_key", "X-Api-Key"),
            named(
                    "passphrase",
                    r -> some(r, LOWER, 5) + "-" + some(r, LOWER, 6) + "-" + some(r, DIGITS, 2),
                    "passphrase",
                    "keyPassphrase"),
            telling("bcrypt", r -> "$2b$12$" + some(r, ALNUM + "./", 53), "password_hash"),
            telling(
                    "connection-url",
                    r -> "postgresql://shop:" + some(r, ALNUM, 14) + "@db.internal:5432/shop",
                    "database_url"),
            telling("card", SecretKinds::card, "card_number"),
            telling("iban", SecretKinds::iban, "iban"),
            telling("email", r -> some(r, LOWER, 6) + "." + some(r, LOWER, 7) + "@example.org", "customer_email"),
            telling("phone", r -> "+49 30 " + (1 + r.nextInt(9)) + some(r, DIGITS, 7), "phone"),
            telling("mac", r -> String.join(":", pairs(r, 6)), "device_mac"));

    private SecretKinds() {}

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static List<String> pairs(Random random, int count) {
        return random.ints(count, 0, 256)
                .mapToObj(value -> String.format("%02x", value))
                .toList();
    }

    private static String password(Random random) {
        return some(random, UPPER, 1) + some(random, LOWER, 5) + some(random, DIGITS, 3) + some(random, "!?*+", 1);
    }

    private static String jwt(Random random) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String body = "{\"sub\":\"" + some(random, DIGITS, 10) + "\",\"iat\":15" + some(random, DIGITS, 8) + "}";
        return encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + encoder.encodeToString(body.getBytes(StandardCharsets.US_ASCII)) + "."
                + encoder.encodeToString(bytes(random, 32));
    }

    private static String pem(Random random) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes(random, 600));
        String kind = List.of("RSA ", "EC ", "", "OPENSSH ", "ENCRYPTED ").get(random.nextInt(5));
        return "-----BEGIN " + kind + "PRIVATE KEY-----\n" + body + "\n-----END " + kind + "PRIVATE KEY-----";
    }

    private static String card(Random random) {
        String head = "4" + some(random, DIGITS, 14);
        int sum = 0;
        for (int i = 0; i < head.length(); i++) {
            int digit = head.charAt(i) - '0';
            int weighed = i % 2 == 0 ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return head + (10 - sum % 10) % 10;
    }

    private static String iban(Random random) {
        String account = some(random, DIGITS, 18);
        // DE as numbers is 1314; the check digits make the whole leave 1 when it is divided by 97
        int check = 98
                - new java.math.BigInteger(account + "131400")
                        .mod(java.math.BigInteger.valueOf(97))
                        .intValue();
        return String.format("DE%02d%s", check, account);
    }
}
