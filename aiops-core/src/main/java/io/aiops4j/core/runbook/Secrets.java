package io.aiops4j.core.runbook;

import io.aiops4j.core.document.Form;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what looks like a secret in a text. A proposal is never rewritten, so a secret in one stays where it is for ever. A
 * finding keeps a runbook out, so it goes by shapes that hardly anything else has; a template is never a secret.
 */
final class Secrets {

    private static final int SHORTEST_PASSWORD = 4;
    private static final int SHORTEST_TOKEN = 16;

    // far longer than any of these need to be known by; so a text made of beginnings is read in linear time
    private static final int LONGEST_LOOK = 200;

    private record Prefix(String text, int least, String more, String what) {}

    // how each of them begins, how many letters or digits follow at least, and what else may stand among them
    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("AKIA", 16, "", "an access key of AWS"),
            new Prefix("ASIA", 16, "", "an access key of AWS"),
            new Prefix("ghp_", 36, "", "a token of GitHub"),
            new Prefix("gho_", 36, "", "a token of GitHub"),
            new Prefix("ghu_", 36, "", "a token of GitHub"),
            new Prefix("ghs_", 36, "", "a token of GitHub"),
            new Prefix("ghr_", 36, "", "a token of GitHub"),
            new Prefix("github_pat_", 22, "_", "a token of GitHub"),
            new Prefix("glpat-", 20, "_-", "a token of GitLab"),
            new Prefix("xoxb-", 20, "-", "a token of Slack"),
            new Prefix("xoxp-", 20, "-", "a token of Slack"),
            new Prefix("xapp-", 20, "-", "a token of Slack"),
            new Prefix("AIza", 35, "_-", "an API key of Google"),
            new Prefix("ya29.", 20, "_-", "a token of Google"),
            new Prefix("sk_live_", 16, "", "an API key of Stripe"),
            new Prefix("rk_live_", 16, "", "an API key of Stripe"),
            new Prefix("sk-ant-", 20, "_-", "an API key of a model"),
            new Prefix("sk-proj-", 20, "_-", "an API key of a model"),
            new Prefix("sk-", 32, "", "an API key of a model"),
            new Prefix("hf_", 30, "", "a token of Hugging Face"),
            new Prefix("npm_", 36, "", "a token of npm"),
            new Prefix("pypi-", 50, "_-", "a token of PyPI"),
            new Prefix("hvs.", 24, "_-", "a token of Vault"),
            new Prefix("SG.", 22, "_-.", "an API key of SendGrid"),
            new Prefix("AGE-SECRET-KEY-1", 50, "", "a private key"));

    private Secrets() {}

    /** What kind of secret stands in a text, or null. */
    static @Nullable String in(String text) {
        if (text.contains("-----BEGIN ") && text.contains("PRIVATE KEY")) {
            return "a private key";
        }
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || !isTokenPart(text.charAt(i - 1), "_-")) {
                String what = beginningAt(text, i);
                if (what != null) {
                    return what;
                }
            }
        }
        String address = inAddress(text);
        return address == null ? inAssignment(text) : address;
    }

    /** What kind of secret a value is that goes by this name, or null. */
    static @Nullable String in(String name, String value) {
        return (SecretNames.isPassword(name) && isPassword(value, false))
                        || (SecretNames.isToken(name) && isToken(value))
                ? "a value of '" + Form.brief(name) + "'"
                : in(value);
    }

    private static @Nullable String beginningAt(String text, int i) {
        for (Prefix prefix : PREFIXES) {
            if (text.startsWith(prefix.text(), i)) {
                String token = token(text, i + prefix.text().length(), prefix.more());
                if (token.length() >= prefix.least() && hasLettersAndDigits(token)) {
                    return prefix.what();
                }
            }
        }
        if (text.startsWith("eyJ", i)) {
            String head = token(text, i, "_-");
            String body = token(text, i + head.length() + 1, "_-");
            boolean three = text.startsWith(".eyJ", i + head.length())
                    && text.startsWith(".", i + head.length() + 1 + body.length());
            return three && head.length() >= SHORTEST_TOKEN ? "a JSON web token" : null;
        }
        if (text.regionMatches(true, i, "bearer ", 0, 7)) {
            return isToken(token(text, i + 7, "._~+/=-")) ? "a bearer token" : null;
        }
        if (text.regionMatches(true, i, "basic ", 0, 6)) {
            return isBasic(token(text, i + 6, "+/=")) ? "a name and password" : null;
        }
        return null;
    }

    // name and password, parted by a colon, in Base64
    private static boolean isBasic(String token) {
        try {
            String plain = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return plain.indexOf(':') > 0 && plain.chars().allMatch(c -> c >= ' ' && c < 127);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // scheme://name:password@host, and Oracle's thin:name/password@host
    private static @Nullable String inAddress(String text) {
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
            String authority = until(text, at + 3, "/?#\"'<>` \t\r\n");
            int host = authority.lastIndexOf('@');
            int colon = authority.indexOf(':');
            if (colon >= 0 && colon < host && !SecretNames.isPlaceholder(authority.substring(colon + 1, host))) {
                return "a password in an address";
            }
        }
        int thin = text.indexOf("jdbc:oracle:thin:");
        String user = thin < 0 ? "" : until(text, thin + 17, "@ \t\r\n");
        boolean host = thin >= 0 && text.startsWith("@", thin + 17 + user.length());
        int slash = user.indexOf('/');
        return host && slash > 0 && !SecretNames.isPlaceholder(user.substring(slash + 1))
                ? "a password in an address"
                : null;
    }

    // password=..., "password": "...", --password ...
    private static @Nullable String inAssignment(String text) {
        int i = 0;
        while (i < text.length()) {
            String name = token(text, i, "_-.");
            int after = i + name.length();
            i = after + 1;
            boolean password = SecretNames.isPassword(name);
            if (!password && !SecretNames.isToken(name)) {
                continue;
            }
            int sign = skip(text, after, "\"' \t");
            boolean assigned = sign < text.length() && (text.charAt(sign) == '=' || text.charAt(sign) == ':');
            boolean option = name.startsWith("--") && sign > after;
            if (!assigned && !option) {
                continue;
            }
            int from = skip(text, assigned ? sign + 1 : sign, "\"' \t>");
            String value = until(text, from, "\"';&, \t\r\n)}]");
            // close together, as in a connection string, or with the look of one: prose says password: ask Bob
            boolean tight = assigned && text.charAt(sign) == '=' && sign == after && from == sign + 1;
            if (password ? isPassword(value, !tight) : isToken(value)) {
                return "a value of '" + Form.brief(name) + "'";
            }
        }
        return null;
    }

    private static boolean isPassword(String value, boolean mustLookSo) {
        return value.length() >= SHORTEST_PASSWORD
                && !SecretNames.isPlaceholder(value)
                && (!mustLookSo || (hasLettersAndDigits(value) && !SecretNames.isResource(value)));
    }

    private static boolean isToken(String value) {
        return value.length() >= SHORTEST_TOKEN
                && !SecretNames.isPlaceholder(value)
                && !SecretNames.isResource(value)
                && value.indexOf(' ') < 0
                && hasLettersAndDigits(value);
    }

    private static boolean hasLettersAndDigits(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9') && text.chars().anyMatch(Character::isLetter);
    }

    private static String token(String text, int from, String more) {
        int end = Math.min(from, text.length());
        int most = Math.min(text.length(), from + LONGEST_LOOK);
        while (end < most && isTokenPart(text.charAt(end), more)) {
            end++;
        }
        return text.substring(Math.min(from, text.length()), end);
    }

    private static boolean isTokenPart(char c, String more) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || more.indexOf(c) >= 0;
    }

    private static String until(String text, int from, String ends) {
        int end = from;
        int most = Math.min(text.length(), from + LONGEST_LOOK);
        while (end < most && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(from, end);
    }

    private static int skip(String text, int from, String passed) {
        int at = from;
        while (at < text.length() && passed.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
