package io.aiops4j.core.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Passwords behind the words of a command or a setting that neither an option nor a sign binds to them: vault login x, net user bob
 * x, rootpw x.
 */
final class Logins {

    /** The word is none of these. */
    static final int OTHER = -2;

    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST = 3;
    private static final int SHORTEST_TOKEN = 12;
    private static final int MOST_WORDS = 12;
    private static final int BEFORE = 80;

    /** Settings of servers that stand alone in their line with their value. */
    private static final Set<String> SETTINGS =
            WordList.set("bindpw rootpw auth_pass rocommunity rwcommunity trapcommunity userpassword");

    private static final Set<String> PAIRS = WordList.set("user auth creds cred credentials userpass basic-auth");
    private static final Set<String> ENDS = WordList.set("ed ing");

    private Logins() {}

    /** Behind the secret of the word between two indexes, -1 if there is none, or {@link #OTHER}. */
    static int read(View view, int from, int to, Search search) {
        if (to - from > LONGEST_NAME) {
            return OTHER;
        }
        String text = view.text();
        String word = text.substring(from, to).toLowerCase(Locale.ROOT);
        if (PAIRS.contains(word) && text.startsWith("--", from - 2)) {
            return pair(view, Chars.at(text, to) == '=' ? to + 1 : Chars.skipBlanks(text, to), search);
        }
        if (word.equals("userinfo")) {
            char sign = Chars.at(text, to);
            return sign == ':' || sign == '=' ? pair(view, Chars.skipBlanks(text, to + 1), search) : OTHER;
        }
        if (word.equals("add-mask") && text.startsWith("::", to) && text.startsWith("::", from - 2)) {
            return add(view, to + 2, stop(text, to + 2), "secret", search);
        }
        if (word.equals("login") && (text.startsWith("devops ", from - 7) || text.startsWith("auth ", from - 5))) {
            Commands.piped(view, from, search);
        }
        if (!Chars.isBlank(Chars.at(text, to))) {
            return OTHER;
        }
        int next = Chars.skipBlanks(text, to);
        if (SETTINGS.contains(word) || word.endsWith(".password")) {
            return setting(view, from, next, search);
        }
        return switch (word) {
            case "login" -> login(view, from, next, search);
            case "password" -> text.startsWith("login ", from - 6) ? setting(view, from - 6, next, search) : OTHER;
            case "community" ->
                text.startsWith("snmp-server ", from - 12) ? argument(view, next, "password", search) : OTHER;
            case "auth" -> auth(view, from, next, search);
            case "secret" -> text.startsWith("enable ", from - 7) ? router(view, next, search) : OTHER;
            case "unseal" ->
                text.startsWith("operator ", from - 9) ? argument(view, next, "vault-token", search) : OTHER;
            case "obscure" -> text.startsWith("rclone ", from - 7) ? argument(view, next, "password", search) : OTHER;
            case "net" -> net(view, next, search);
            case "conn", "connect" -> connect(view, next, search);
            case "log" -> text.startsWith("in with ", next) ? told(view, next + 8, search) : OTHER;
            case "send" -> send(view, from, next, search);
            case "convertto-securestring" -> {
                int at = text.startsWith("-String ", next) ? Chars.skipBlanks(text, next + 8) : next;
                yield Chars.isQuote(Chars.at(text, at)) ? argument(view, at, "password", search) : -1;
            }
            case "chpasswd" ->
                text.startsWith("<<<", next) ? pair(view, Chars.skipBlanks(text, next + 3), search) : OTHER;
            default -> OTHER;
        };
    }

    // of user:x the x
    private static int pair(View view, int at, Search search) {
        String text = view.text();
        int from = at + (Chars.isQuote(Chars.at(text, at)) ? 1 : 0);
        int end = stop(text, from);
        int colon = Chars.find(text, ":", from, end);
        boolean told = colon > from && !text.startsWith("//", colon + 1);
        return told ? add(view, colon + 1, end, "password", search) : OTHER;
    }

    // the value of a setting that fills its line, but for a remark and an address
    private static int setting(View view, int from, int at, Search search) {
        String text = view.text();
        int begin = from;
        while (begin > 0 && Chars.isBlank(text.charAt(begin - 1)) && from - begin < BEFORE) {
            begin--;
        }
        int end = stop(text, at);
        int rest = Chars.skipBlanks(text, end);
        char behind = Chars.at(text, rest);
        boolean alone = rest >= text.length() || isEdge(behind) || behind == '#' || Chars.isDigit(behind);
        boolean begins = begin == 0 || isEdge(text.charAt(begin - 1));
        if (!begins || !alone || "=:".indexOf(Chars.at(text, at)) >= 0) {
            return OTHER;
        }
        String value = text.substring(at, end);
        boolean said = ValueLook.isWord(value) && ENDS.stream().anyMatch(value::endsWith);
        return said ? -1 : add(view, at, end, "password", search);
    }

    private static boolean isEdge(char c) {
        return Chars.isBreak(c) || Chars.isQuote(c);
    }

    private static int argument(View view, int at, String kind, Search search) {
        return add(view, at, stop(view.text(), at), kind, search);
    }

    // enable secret 0 x: how it is hidden may stand before it
    private static int router(View view, int next, Search search) {
        String text = view.text();
        boolean hidden = Chars.isDigit(Chars.at(text, next)) && Chars.isBlank(Chars.at(text, next + 1));
        return argument(view, hidden ? Chars.skipBlanks(text, next + 1) : next, "password", search);
    }

    // vault login x, cargo login x, echo x | az devops login, and of mail servers: a1 LOGIN bob x
    private static int login(View view, int from, int next, Search search) {
        String text = view.text();
        boolean token = text.startsWith("vault ", from - 6) || text.startsWith("cargo ", from - 6);
        if (token && Chars.find(text, "=", next, stop(text, next)) < 0) {
            return argument(view, next, "token", search);
        }
        if (text.startsWith("LOGIN ", from) && isTag(text, from - 1)) {
            int second = Chars.skipBlanks(text, stop(text, next) + (Chars.isQuote(Chars.at(text, next)) ? 1 : 0));
            int end = stop(text, second);
            return Chars.isSpace(Chars.at(text, end)) || Chars.isQuote(Chars.at(text, end))
                    ? add(view, second, end, "password", search)
                    : -1;
        }
        return OTHER;
    }

    // a1, at the beginning of a line or behind what says whose line it is
    private static boolean isTag(String text, int blank) {
        int i = blank - 1;
        while (i >= 0 && Chars.isAlnum(text.charAt(i)) && blank - i < LONGEST_NAME / 2) {
            i--;
        }
        boolean begins =
                i < 0 || isEdge(text.charAt(i)) || text.startsWith(": ", i - 1) || text.startsWith("> ", i - 1);
        return begins
                && blank > i + 1
                && Chars.isDigit(Chars.at(text, blank - 1))
                && Chars.isBlank(Chars.at(text, blank));
    }

    // snyk auth x, doctl auth init -t x
    private static int auth(View view, int from, int next, Search search) {
        String text = view.text();
        if (text.startsWith("snyk ", from - 5)) {
            return stop(text, next) - next >= SHORTEST_TOKEN ? argument(view, next, "snyk-secret", search) : -1;
        }
        return text.startsWith("init -t ", next)
                ? argument(view, Chars.skipBlanks(text, next + 8), "token", search)
                : OTHER;
    }

    // net use Z: \\s\share /user:CORP\bob x, net user bob x /add
    private static int net(View view, int next, Search search) {
        String text = view.text();
        boolean use = text.startsWith("use ", next);
        if (!use && !text.startsWith("user ", next)) {
            return OTHER;
        }
        int at = Chars.skipBlanks(text, next + (use ? 4 : 5));
        boolean named = use;
        boolean user = !use;
        int found = -1;
        int end = -1;
        for (int words = 0; words < MOST_WORDS && at < text.length() && !Chars.isBreak(text.charAt(at)); words++) {
            int stop = Math.max(at + 1, stop(text, at));
            char c = text.charAt(at);
            boolean drive = stop == at + 2 && text.charAt(at + 1) == ':';
            user |= text.regionMatches(true, at, "/user:", 0, 6);
            if (c == '/' || c == '\\' || drive) {
                // how, and what
            } else if (!named) {
                named = true;
            } else if ("&|;#>".indexOf(c) >= 0) {
                break;
            } else if (found < 0) {
                found = at;
                end = stop;
            }
            at = Chars.skipBlanks(text, stop);
        }
        return found > 0 && user && text.charAt(found) != '*' ? add(view, found, end, "password", search) : -1;
    }

    // connect sys/x as sysdba, connect to d user u using x
    private static int connect(View view, int next, Search search) {
        String text = view.text();
        if (text.regionMatches(true, next, "to ", 0, 3)) {
            int most = Chars.lineEnd(text, next, next + BEFORE * 2);
            String line = text.substring(next, most).toLowerCase(Locale.ROOT);
            int user = line.indexOf(" user ");
            int using = user < 0 ? -1 : line.indexOf(" using ", user);
            return using < 0 ? OTHER : argument(view, Chars.skipBlanks(text, next + using + 7), "password", search);
        }
        int end = stop(text, next);
        int slash = Chars.find(text, "/", next, end);
        int at = Chars.find(text, "@", Math.max(slash, next), end);
        boolean role = text.regionMatches(true, Chars.skipBlanks(text, end), "as sys", 0, 6);
        boolean login = slash > next && text.charAt(slash - 1) != ':' && (role || at > slash + 1);
        return login ? add(view, slash + 1, at > slash ? at : end, "password", search) : OTHER;
    }

    // log in with admin / x
    private static int told(View view, int at, Search search) {
        String text = view.text();
        int end = stop(text, at);
        return text.startsWith(" / ", end) ? argument(view, end + 3, "password", search) : OTHER;
    }

    // expect "password:" { send "x\r" }
    private static int send(View view, int from, int next, Search search) {
        String text = view.text();
        int at = text.startsWith("-- ", next) ? next + 3 : next;
        int end = Chars.at(text, at) == '"' && search.mayRead(BEFORE * 2)
                ? Chars.find(text, "\\r\"", at, at + BEFORE)
                : -1;
        if (end < 0) {
            int broken = Chars.at(text, at) == '"' && search.mayRead(BEFORE)
                    ? Chars.find(text, "\r\"", at, at + BEFORE)
                    : -1;
            end = broken;
        }
        boolean asked = end > 0
                && (Chars.find(text, "assword", from - BEFORE, from) >= 0
                        || Chars.find(text, "assword", end, Math.min(text.length(), end + LONGEST_NAME)) >= 0);
        return asked ? add(view, at + 1, end, "password", search) : OTHER;
    }

    // where a word ends, or what stands in quotes
    private static int stop(String text, int from) {
        int most = Math.min(text.length(), from + LONGEST_LINE);
        char open = Chars.at(text, from);
        if (Chars.isQuote(open)) {
            int close = BareValue.closingQuote(text, from + 1, open, LONGEST_LINE);
            return close < 0 ? most : close;
        }
        int i = from;
        while (i < most
                && !Chars.isSpace(text.charAt(i))
                && text.charAt(i) != Chars.HOLE
                && !Chars.isQuote(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int add(View view, int from, int to, String kind, Search search) {
        String text = view.text();
        int start = from;
        int end = to;
        while (start < end && Chars.isQuote(text.charAt(start))) {
            start++;
        }
        while (end > start && "\"'`;,)".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end - start < SHORTEST
                || text.charAt(start) == '-'
                || ValueLook.isReference(text.substring(start, end))
                || Code.isExpression(text, start)) {
            return -1;
        }
        search.spans().add(view, start, end, kind);
        return end;
    }
}
