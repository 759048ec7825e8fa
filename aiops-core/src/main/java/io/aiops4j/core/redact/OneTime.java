package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import io.aiops4j.core.redact.KeyName.Strength;

/** What opens something once: codes that are changed into a token, and those that are sent to a person. */
final class OneTime {

    private static final int NEAR = 60;
    private static final int FAR = 400;
    private static final String[] GRANTS = {
        "authorization_code", "redirect_uri", "code_verifier", "state=", "oauth", "azurewebsites.net"
    };
    private static final int SHORTEST_ONCE = 4;
    private static final int LONGEST_ONCE = 8;

    private OneTime() {}

    /** Whether a code is one that is changed into a token: the names that go with it stand near by. */
    private static boolean isGrant(String text, int from) {
        int least = Math.max(0, from - FAR);
        for (String word : GRANTS) {
            if (Chars.find(text, word, least, Math.min(text.length(), from + FAR)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Behind the code that is changed into a token, or -1. */
    static int granted(View view, int from, int to, Search search) {
        if (!search.mayRead(FAR) || !isGrant(view.text(), from)) {
            return -1;
        }
        Gap gap = Gap.behind(view.text(), from, to, false);
        KeyName code = new KeyName(Strength.TOKEN, "token", false);
        return gap.mode() == Mode.NONE || gap.mode().isLoose() ? -1 : new Values(view, search, code, from).read(gap);
    }

    /** Finds a code that stands before its name: 123456 is your verification code. */
    static void told(View view, int from, Search search) {
        String text = view.text();
        int your = Chars.find(text, " is your ", from - NEAR, from);
        your = your < 0 ? Chars.find(text, " as your ", from - NEAR, from) : your;
        int start = your;
        while (start > Math.max(0, your - NEAR) && Chars.isDigit(text.charAt(start - 1))) {
            start--;
        }
        boolean digits = your - start >= SHORTEST_ONCE && your - start <= LONGEST_ONCE;
        if (digits) {
            search.spans().add(view, start, your, "pin");
        }
    }

    /** Whether the password is one that is used once: one-time password 123456. */
    static boolean isOnce(String text, int start) {
        return text.regionMatches(true, start - 9, "one-time ", 0, 9)
                || text.regionMatches(true, start - 9, "one time ", 0, 9);
    }
}
