package io.aiops4j.core.service;

import org.jspecify.annotations.Nullable;

/** Names that services can have, so that none can be an option, a path, a pattern or two words. */
final class ServiceNames {

    static final int LONGEST = 200;

    private ServiceNames() {}

    /** Refuses what is not made of letters and digits of ASCII and these, or does not begin with one of the former. */
    static String require(String name, String others) {
        String refusal = refusal(name, others);
        if (refusal != null) {
            throw new ServiceException(
                    ServiceException.Kind.MALFORMED_NAME,
                    "No service can have the name '" + shown(name) + "': " + refusal + ". Correct it.");
        }
        return name;
    }

    private static @Nullable String refusal(String name, String others) {
        if (name.isEmpty()) {
            return "it is empty";
        }
        if (name.length() > LONGEST) {
            return "it has " + name.length() + " characters, and " + LONGEST + " is the most";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && (i == 0 || others.indexOf(c) < 0)) {
                return "the character at index " + i + (i == 0 ? " must be a letter or a digit" : " is none of a name");
            }
        }
        return null;
    }

    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.chars().limit(60).forEach(c -> shown.append(c > ' ' && c < 127 ? (char) c : '?'));
        return shown.append(name.length() > 60 ? "..." : "").toString();
    }
}
