package io.aiops4j.core.redact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Secrets that were seen already: they are secret too where nothing beside them says so. */
final class Known {

    private static final int HEAD = 6;
    private static final int LONG = 12;
    private static final int LONGEST = 300;
    private static final int MOST_ALIKE = 8;
    private static final int MOST = 10_000;

    /** Of these each is found by itself, and a part of one is none. */
    private static final Set<String> BY_THEMSELVES = Set.of(
            "ip-address",
            "mac-address",
            "phone",
            "card-number",
            "iban",
            "email",
            "pin",
            "social-security-number",
            "national-id");

    private record Secret(String value, String kind) {}

    private final Map<Integer, List<Secret>> byHead = new HashMap<>();
    private int count;

    void add(String value, String kind) {
        boolean telling = value.length() >= HEAD
                && value.length() <= LONGEST
                && (ValueLook.isRandom(value) || value.length() >= LONG);
        if (!telling || BY_THEMSELVES.contains(kind) || count >= MOST || ValueLook.isDigits(value)) {
            return;
        }
        List<Secret> alike = byHead.computeIfAbsent(head(value, 0), head -> new ArrayList<>());
        if (alike.size() < MOST_ALIKE) {
            alike.add(new Secret(value, kind));
            count++;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    void find(View view, Spans spans) {
        String text = view.text();
        for (int i = 0; i + HEAD <= text.length(); i++) {
            List<Secret> alike = byHead.get(head(text, i));
            if (alike == null) {
                continue;
            }
            for (Secret secret : alike) {
                int end = i + secret.value.length();
                if (text.startsWith(secret.value, i) && (secret.value.length() >= LONG || isApart(text, i, end))) {
                    spans.add(view, i, end, secret.kind);
                    i = end - 1;
                    break;
                }
            }
        }
    }

    private static boolean isApart(String text, int from, int to) {
        return !Chars.isAlnum(Chars.at(text, from - 1)) && !Chars.isAlnum(Chars.at(text, to));
    }

    private static int head(String text, int from) {
        int hash = 0;
        for (int i = from; i < from + HEAD; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
