package io.aiops4j.core.redact;

import java.util.Locale;
import java.util.Set;

/** Calls that take a user and a password: getConnection(url, "bob", "x"), new NetworkCredential("bob", "x"), auth=("bob", "x"). */
final class Calls {

    private static final Set<String> LOGINS = WordList.set("""
            networkcredential usernamepasswordcredentials passwordauthentication httpbasicauth setbasicauth basicauth
            basicauthentication usernamepasswordauthenticationtoken usernamepasswordtoken pscredential
            httpdigestauth withbasicauth setcredentials withcredentials
            """);

    private static final String CONNECTION = "getconnection";
    private static final int LONGEST = 300;
    private static final int LONGEST_NAME = 60;

    private Calls() {}

    /** Behind the password in the call of what stands between two indexes, or -1. */
    static int password(View view, int from, int to, Search search) {
        String text = view.text();
        if (to - from > LONGEST_NAME) {
            return -1;
        }
        int open = to;
        String path = text.substring(from, to).toLowerCase(Locale.ROOT);
        String name = path.substring(path.lastIndexOf('.') + 1);
        boolean tuple = name.endsWith("auth");
        if (tuple && Chars.at(text, Chars.skipBlanks(text, to)) == '=') {
            open = Chars.skipBlanks(text, Chars.skipBlanks(text, to) + 1);
        } else if (!LOGINS.contains(name) && !name.equals(CONNECTION) && !isLogin(text, name, to)) {
            return -1;
        }
        if (Chars.at(text, open) != '(' || !search.mayRead(LONGEST / 4)) {
            return -1;
        }
        if (name.equals("login") && isWords(text, open + 1)) {
            return -1;
        }
        return argument(view, open + 1, name.equals(CONNECTION) ? 2 : 1, search);
    }

    // login('user', 'password')
    private static boolean isWords(String text, int from) {
        int comma = Chars.find(text, ",", from, from + LONGEST);
        int value = comma < 0 ? text.length() : Chars.skipSpace(text, comma + 1) + 1;
        int end = value;
        while (end < text.length() && end < value + LONGEST_NAME && Chars.isLetter(text.charAt(end))) {
            end++;
        }
        return Chars.isQuote(Chars.at(text, end));
    }

    // ftp.login('bob', 'x')
    private static boolean isLogin(String text, String name, int to) {
        return name.equals("login") && Chars.at(text, to) == '(' && Chars.isQuote(Chars.at(text, to + 1));
    }

    // the argument behind so many others, if it is a text
    private static int argument(View view, int from, int others, Search search) {
        String text = view.text();
        int most = Math.min(text.length(), from + LONGEST);
        int open = 0;
        int before = 0;
        int at = Chars.skipSpace(text, from);
        for (int i = at; i < most; i++) {
            char c = text.charAt(i);
            if (Chars.isQuote(c)) {
                int end = BareValue.closingQuote(text, i + 1, c, LONGEST);
                if (end < 0) {
                    return -1;
                }
                if (before == others && i == at) {
                    return add(view, i + 1, end, search);
                }
                i = end;
            } else if (c == ',' && open == 0) {
                before++;
                at = Chars.skipSpace(text, i + 1);
            } else if (c == '(' || c == '[' || c == '{') {
                open++;
            } else if ((c == ')' || c == ']' || c == '}') && --open < 0) {
                return -1;
            }
        }
        return -1;
    }

    private static int add(View view, int from, int to, Search search) {
        if (to <= from + 2 || ValueLook.isReference(view.text().substring(from, to))) {
            return -1;
        }
        search.spans().add(view, from, to, "password");
        return to;
    }
}
