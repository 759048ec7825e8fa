package io.aiops4j.core.redact;

import java.util.Set;

/** E-mail addresses, and user:password@host without a scheme. */
final class Emails implements Finder {

    private static final String HERE = "localhost";
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_END = 24;
    private static final int LONGEST_PASSWORD = 128;

    /** What stands behind the last dot of a file, and never of a domain that takes mail. */
    private static final Set<String> FILES = Set.of(
            "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css", "html", "java", "class", "jar", "so", "dll");

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            if (!search.spans().covers(view.start(at == 0 ? 0 : at - 1))) {
                from = address(view, from, at, search);
            }
        }
    }

    private static int address(View view, int least, int at, Search search) {
        String text = view.text();
        int start = at;
        while (start > Math.max(least, at - LONGEST_LOCAL) && isLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && (text.charAt(start) == '.' || text.charAt(start) == '/')) {
            start++;
        }
        int end = domain(text, at + 1);
        if (Chars.at(text, start - 1) == ':' && password(view, start, at, search)) {
            return at + 1;
        }
        if (start == at && end > 0 && Chars.at(text, at - 1) == '"') {
            start = opening(text, Math.max(least, at - LONGEST_LOCAL), at - 1);
        }
        if (end < 0 && start < at && isHere(text, start, at + 1)) {
            end = at + 1 + HERE.length();
        }
        boolean git = at - start == 3 && text.startsWith("git", start) && Chars.at(text, end < 0 ? at : end) == ':';
        if (start == at || end < 0 || git) {
            return at + 1;
        }
        search.spans().add(view, start, end, "email");
        return end;
    }

    // admin:s3cret@db, root:s3cret@tcp(db:3306)
    private static boolean password(View view, int start, int at, Search search) {
        String text = view.text();
        int user = start - 1;
        while (user > Math.max(0, start - LONGEST_LOCAL)
                && (Chars.isAlnum(text.charAt(user - 1)) || "_.-".indexOf(text.charAt(user - 1)) >= 0)) {
            user--;
        }
        String value = text.substring(start, at);
        boolean call = text.startsWith("tcp(", at + 1) || text.startsWith("unix(", at + 1);
        boolean named = user < start - 1 && !text.startsWith("mailto:", user) && Chars.isLetter(text.charAt(user));
        boolean host = Chars.isAlnum(Chars.at(text, at + 1)) && ValueLook.isRandom(value);
        if (named
                && !value.isEmpty()
                && value.length() <= LONGEST_PASSWORD
                && (call || host)
                && Chars.at(text, user - 1) != '@') {
            search.spans().add(view, start, at, "url-password");
            return true;
        }
        return false;
    }

    // "john doe"@example.org: where it begins
    private static int opening(String text, int least, int close) {
        for (int i = close - 1; i >= least && !Chars.isBreak(text.charAt(i)); i--) {
            if (text.charAt(i) == '"') {
                boolean apart = !Chars.isAlnum(Chars.at(text, i - 1)) && Chars.at(text, i - 1) != ':';
                return apart && i < close - 1 ? i : close + 1;
            }
        }
        return close + 1;
    }

    // root@localhost, but no place to log in
    private static boolean isHere(String text, int start, int from) {
        char before = Chars.at(text, start - 1);
        char next = Chars.at(text, from + HERE.length());
        return text.startsWith(HERE, from)
                && (Chars.isSpace(before) || Chars.isQuote(before) || before == '<' || before == '=' || before == '(')
                && (Chars.isSpace(next) || Chars.isQuote(next) || ">),;.".indexOf(next) >= 0);
    }

    private static boolean isLocal(char c) {
        return Chars.isAlnum(c)
                || "._%+-!#$&*~^".indexOf(c) >= 0
                || (c > 128 && c != Chars.HOLE && Character.isLetter(c));
    }

    /** Behind a domain with a dot that ends like one, or -1. */
    private static int domain(String text, int from) {
        int end = from;
        int dot = -1;
        int most = Math.min(text.length(), from + LONGEST_DOMAIN);
        while (end < most) {
            char c = text.charAt(end);
            boolean inside = Chars.isAlnum(c) || c == '-' || (c > 128 && Character.isLetter(c));
            boolean parts = c == '.' && end > from && end + 1 < most && Chars.isAlnum(text.charAt(end + 1));
            if (!inside && !parts) {
                break;
            }
            dot = parts ? end : dot;
            end++;
        }
        if (dot < 0 || end - dot < 3 || end - dot > LONGEST_END) {
            return -1;
        }
        for (int i = dot + 1; i < end; i++) {
            if (!Chars.isLetter(text.charAt(i))) {
                return -1;
            }
        }
        return FILES.contains(text.substring(dot + 1, end)) ? -1 : end;
    }
}
