package io.aiops4j.core.runbook;

import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what looks like a secret in a text. A proposal is never rewritten, so a secret in one stays where it is for ever. A finding
 * keeps a runbook out, so what may be the name of a secret is none, and neither are addresses of people and machines.
 */
final class Secrets {

    private static final Redactor SECRETS = Redactor.standard()
            .without(
                    "email",
                    "phone",
                    "host-name",
                    "ip-address",
                    "mac-address",
                    "card-number",
                    "iban",
                    "social-security-number");

    private static final int LONGEST_NUMBER = 4;
    private static final int LONGEST_DATE = 8;

    private Secrets() {}

    /** What kind of secret stands in a text, or null. */
    static @Nullable String in(String text) {
        Redaction redaction = SECRETS.begin();
        redaction.text(text);
        return kind(redaction);
    }

    /** What kind of secret a value is that goes by this name, or null. */
    static @Nullable String in(String name, String value) {
        Redaction redaction = SECRETS.begin();
        redaction.value(name, value);
        return kind(redaction);
    }

    private static @Nullable String kind(Redaction redaction) {
        for (Map.Entry<String, String> found : redaction.placeholders().entrySet()) {
            String value = found.getValue();
            // the name of a secret, said behind a word such as secret, unless it has the shape of one
            boolean harmless = isResource(value) && !SECRETS.redact(value).isChanged();
            if (!value.startsWith("<") && !harmless) {
                String mark = found.getKey();
                return "a secret (" + mark.substring(1, mark.indexOf(':')) + ")";
            }
        }
        return null;
    }

    /** Whether it is a name as resources have them: words, perhaps numbered, parted by dashes, dots or slashes. */
    private static boolean isResource(String value) {
        int letters = 0;
        int digits = 0;
        boolean parted = false;
        for (int i = 0; i <= value.length(); i++) {
            char c = i == value.length() ? '-' : value.charAt(i);
            if (c == '-' || c == '_' || c == '.' || c == '/' || c == ':') {
                boolean date = letters == 0 && digits <= LONGEST_DATE;
                if (letters + digits == 0 || (digits > LONGEST_NUMBER && !date)) {
                    return false;
                }
                parted |= i < value.length();
                letters = 0;
                digits = 0;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'a' && c <= 'z' && digits == 0) {
                letters++;
            } else {
                return false;
            }
        }
        return parted;
    }
}
