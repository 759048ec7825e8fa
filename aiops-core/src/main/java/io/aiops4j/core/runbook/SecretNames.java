package io.aiops4j.core.runbook;

import java.util.List;
import java.util.Set;

/** Names under which people keep secrets, and values that only say where one is kept. */
final class SecretNames {

    private static final List<String> PASSWORDS = List.of("password", "passwd", "passphrase", "pwd");
    private static final List<String> TOKENS = List.of(
            "secret",
            "token",
            "apikey",
            "accesskey",
            "privatekey",
            "secretkey",
            "authkey",
            "signingkey",
            "encryptionkey",
            "credential",
            "credentials");
    private static final Set<String> NO_VALUES = Set.of(
            "true",
            "false",
            "yes",
            "no",
            "none",
            "null",
            "nil",
            "password",
            "passwd",
            "secret",
            "token",
            "redacted",
            "hidden",
            "required",
            "optional",
            "unset",
            "empty",
            "prompt",
            "changeme",
            "example",
            "placeholder",
            "unknown",
            "expired",
            "invalid",
            "wrong");
    private static final List<String> REFERENCES = List.of(
            "$", "{{", "<", "%", "*", "[", "@", "/", "./", "~/", "vault:", "env:", "file:", "ref:", "secret:", "arn:",
            "kms:", "ssm:", "op:", "sops:");
    private static final int LONGEST_NUMBER = 4;
    private static final int LONGEST_DATE = 8;

    private SecretNames() {}

    /** Whether something of this name is a password. */
    static boolean isPassword(String name) {
        String plain = plain(name);
        return PASSWORDS.stream().anyMatch(plain::endsWith);
    }

    /** Whether something of this name may be a token or a key, or a harmless name of one. */
    static boolean isToken(String name) {
        String plain = plain(name);
        return TOKENS.stream().anyMatch(plain::endsWith);
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        name.chars().filter(c -> c != '_' && c != '-' && c != '.' && c != ' ').forEach(c -> plain.append((char) c));
        return Secrets.lower(plain.toString());
    }

    /** Whether a value stands for another one, or for none. */
    static boolean isPlaceholder(String value) {
        String plain = Secrets.lower(value.strip());
        return plain.isEmpty()
                || plain.contains("${")
                || plain.contains("://")
                || NO_VALUES.contains(plain)
                || REFERENCES.stream().anyMatch(plain::startsWith)
                || plain.chars().allMatch(c -> c == plain.charAt(0));
    }

    /** Whether it is a name as resources have them: words, perhaps numbered, parted by dashes, dots or slashes. */
    static boolean isResource(String value) {
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
