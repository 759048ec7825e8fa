package io.aiops4j.core.redact;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Passwords behind the one-letter options of tools that take one: mysql -p, curl -u, redis-cli -a. */
final class Commands {

    private static final Map<String, String> TOOLS = new TreeMap<>();
    private static final Set<String> MECHANISMS = WordList.set("PLAIN LOGIN CRAM-MD5 XOAUTH2 NTLM TLS SSL GSSAPI");
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_TOOL = 16;

    static {
        for (String each : new String[] {
            "mysql -p",
            "mysqldump -p",
            "mysqladmin -p",
            "mysqlimport -p",
            "mysqlcheck -p",
            "mariadb -p",
            "mariadb-dump -p",
            "sshpass -p",
            "redis-cli -a",
            "curl -u,-U,--user,--proxy-user",
            "login -p",
            "ldapsearch -w",
            "ldapmodify -w",
            "ldapadd -w",
            "ldapdelete -w",
            "ldapwhoami -w",
            "ldappasswd -w,-s",
            "mongo -p",
            "mongosh -p",
            "mongodump -p",
            "mongorestore -p",
            "mongoexport -p",
            "mongoimport -p",
            "sqlcmd -P",
            "bcp -P",
            "isql -P",
            "zip -P",
            "unzip -P",
            "ipmitool -P",
            "snmpwalk -c,-A,-X",
            "snmpget -c,-A,-X",
            "snmpset -c,-A,-X",
            "smbclient -U",
            "cqlsh -p",
            "beeline -p",
            "plink -pw",
            "pscp -pw",
            "psftp -pw",
            "lftp -u",
            "openssl -k",
            "xfreerdp /p",
            "freerdp /p",
            "rdesktop -p",
            "mosquitto_pub -P",
            "mosquitto_sub -P",
            "sqlplus ",
            "expdp ",
            "impdp ",
            "requirepass ",
            "masterauth ",
            "rabbitmqctl ",
            "identified by",
            "ssh-keygen -N,-P",
            "importprivkey ",
            "htpasswd ",
            "psexec -p",
            "psexec64 -p",
            "twine -p",
            "useradd -p",
            "usermod -p",
            "nuget -p",
            "codecov -t",
            "http -a,--auth",
            "https -a,--auth",
            "7z -p",
            "7za -p",
            "7zr -p",
            "rman "
        }) {
            int blank = each.indexOf(' ');
            TOOLS.put(each.substring(0, blank), each.substring(blank + 1));
        }
    }

    /** Password: in Base64, as servers of mail ask for one. */
    static final String ASKED = "UGFzc3dvcmQ6";

    private Commands() {}

    /** What is answered to a server that asked for a password, in the line behind its question or a few characters into it. */
    static int answered(View view, int from, Search search) {
        String text = view.text();
        int line = Chars.lineEnd(text, from, from + LONGEST_TOOL);
        int at = Chars.skipSpace(text, line);
        int most = Chars.lineEnd(text, at, at + LONGEST_LINE);
        int end = most;
        while (end > at && (Chars.isSpace(text.charAt(end - 1)) || Chars.isQuote(text.charAt(end - 1)))) {
            end--;
        }
        int first = end;
        while (first > at && (Chars.isAlnum(text.charAt(first - 1)) || "+/=".indexOf(text.charAt(first - 1)) >= 0)) {
            first--;
        }
        boolean whole = end - first >= 4 && (end - first) % 4 == 0;
        if (line >= text.length() || !Chars.isBreak(text.charAt(line)) || !whole) {
            return -1;
        }
        search.spans().add(view, first, end, "password");
        return end;
    }

    /** Whether a tool stands between two indexes that reads a password from what is piped into it. */
    static boolean isPiped(String text, int from, int to) {
        return (to - from == 8 && text.startsWith("chpasswd", from))
                || (to - from == 4 && text.startsWith("sudo -S", from));
    }

    /** The password behind the command that opens a session of a server: AUTH x, AUTH user x, AUTH PLAIN x. */
    static int auth(View view, int from, Search search) {
        String text = view.text();
        int most = Chars.lineEnd(text, from, from + LONGEST_LINE);
        if (Chars.at(text, from) == '"') {
            return quoted(view, from + 1, most, search);
        }
        int at = Chars.skipBlanks(text, from);
        int end = word(text, at, most);
        int next = Chars.skipBlanks(text, end);
        int last = next < most ? word(text, next, most) : next;
        String first = text.substring(at, end);
        String second = text.substring(Math.min(next, last), last);
        boolean named = first.equals("default") || first.equals("PLAIN") || first.equals("LOGIN");
        if (!second.isEmpty() && (named || ValueLook.isRandom(second)) && !ValueLook.isReference(second)) {
            return add(view, next, last, search);
        }
        boolean asked = Chars.at(text, from - 6) == '>' && last == next && !MECHANISMS.contains(first);
        return asked || ValueLook.isRandom(first) ? add(view, at, end, search) : -1;
    }

    // "AUTH" "user" "x": the last one
    private static int quoted(View view, int from, int most, Search search) {
        String text = view.text();
        int end = -1;
        int at = Chars.skipBlanks(text, from);
        while (at < most && text.charAt(at) == '"') {
            int stop = word(text, at, most);
            boolean more = Chars.isBlank(Chars.at(text, stop)) && Chars.at(text, Chars.skipBlanks(text, stop)) == '"';
            if (!more || stop >= most) {
                end = add(view, at, stop, search);
            }
            at = Chars.skipBlanks(text, Math.max(at + 1, stop));
        }
        return end;
    }

    /** What is echoed into a tool whose option ends before an index. */
    static int piped(View view, int before, Search search) {
        String text = view.text();
        int pipe = before - 1;
        while (pipe > Math.max(0, before - LONGEST_LINE) && text.charAt(pipe) != '|') {
            pipe--;
        }
        int echo = pipe;
        while (echo >= Math.max(0, pipe - LONGEST_LINE) && !text.startsWith("echo ", echo)) {
            echo--;
        }
        if (echo >= 0 && text.startsWith("echo ", echo)) {
            int at = Chars.skipBlanks(text, echo + 5);
            at += text.startsWith("-n ", at) ? 3 : 0;
            int end = word(text, at, pipe);
            int colon = text.startsWith("chpasswd", before) ? Chars.find(text, ":", at, end) : -1;
            add(view, colon > at && colon < end ? colon + 1 : at, end, search);
        }
        return -1;
    }

    static boolean isTool(String text, int from, int to) {
        return to - from <= LONGEST_TOOL
                && Chars.isBlank(Chars.at(text, to))
                && to < text.length()
                && TOOLS.containsKey(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    /** Behind the last secret among the arguments of a tool, or -1. */
    static int arguments(View view, int from, String tool, Search search) {
        String text = view.text();
        String name = tool.toLowerCase(Locale.ROOT);
        String options = String.valueOf(TOOLS.get(name));
        int most = Chars.lineEnd(text, from, from + LONGEST_LINE);
        int at = Chars.skipBlanks(text, from);
        if (options.isEmpty()) {
            return positional(view, at, most, name, search);
        }
        if (options.equals("by")) {
            if (text.regionMatches(true, at, "with ", 0, 5)) {
                at = Chars.skipBlanks(text, word(text, Chars.skipBlanks(text, at + 5), most)); // how it is hashed
            }
            int value = Chars.skipBlanks(text, at + 2);
            return text.regionMatches(true, at, "by ", 0, 3) ? add(view, value, word(text, value, most), search) : -1;
        }
        int end = -1;
        while (at < most && "|;&".indexOf(text.charAt(at)) < 0) {
            int stop = word(text, at, most);
            int option = option(text, at, options);
            if (option >= 0) {
                int value = option < stop ? option : Chars.skipBlanks(text, stop);
                int last = option < stop ? stop : word(text, value, most);
                if (option >= stop && asks(name, text, last, most)) {
                    break;
                }
                end = Math.max(end, add(view, value(text, value, last, name), last, search));
                stop = Math.max(stop, last);
            }
            at = Chars.skipBlanks(text, Math.max(stop, at + 1));
        }
        return end;
    }

    // it asks for the password, and the database or the archive stands behind
    private static boolean asks(String name, String text, int last, int most) {
        boolean server = name.startsWith("mysql") || name.startsWith("maria");
        return name.startsWith("7z") || (server && isLast(text, last, most));
    }

    private static boolean isLast(String text, int from, int most) {
        int next = Chars.skipBlanks(text, from);
        return next >= most || "<>|;&".indexOf(text.charAt(next)) >= 0;
    }

    // user/password@database; user and password at the end of a line; the word behind a setting
    private static int positional(View view, int at, int most, String name, Search search) {
        String text = view.text();
        int stop = word(text, at, most);
        if (name.startsWith("require") || name.startsWith("master") || name.startsWith("import")) {
            return add(view, at, stop, search);
        }
        if (name.startsWith("rabbit")) {
            boolean takes = text.startsWith("add_user ", at)
                    || text.startsWith("change_password ", at)
                    || text.startsWith("authenticate_user ", at);
            int user = Chars.skipBlanks(text, stop);
            int value = Chars.skipBlanks(text, word(text, user, most));
            return takes ? add(view, value, word(text, value, most), search) : -1;
        }
        if (name.equals("htpasswd")) {
            int last = most;
            int begin = last;
            while (begin > at && !Chars.isBlank(text.charAt(begin - 1))) {
                begin--;
            }
            return text.charAt(at) == '-' && text.substring(at, stop).indexOf('b') > 0
                    ? add(view, begin, last, search)
                    : -1;
        }
        while (at < most) {
            int slash = Chars.find(text, "/", at, stop);
            if (slash > at && text.charAt(at) != '-') {
                int end = text.lastIndexOf('@', stop - 1);
                return add(view, slash + 1, end > slash ? end : stop, search);
            }
            at = Chars.skipBlanks(text, Math.max(stop, at + 1));
            stop = at < most ? word(text, at, most) : most;
        }
        return -1;
    }

    /** Where the value of an option may begin: behind it, or at its end if the next word is the value; -1 if it is another option. */
    private static int option(String text, int at, String options) {
        int from = 0;
        while (from < options.length()) {
            int comma = options.indexOf(',', from);
            String option = options.substring(from, comma < 0 ? options.length() : comma);
            if (text.startsWith(option, at) && (option.startsWith("--") || !text.startsWith("--", at))) {
                int behind = at + option.length();
                return Chars.at(text, behind) == ':' || Chars.at(text, behind) == '=' ? behind + 1 : behind;
            }
            from += option.length() + 1;
        }
        return -1;
    }

    // of user:password, user%password and user,password only the password
    private static int value(String text, int from, int to, String name) {
        char separator = switch (name) {
            case "curl", "http", "https" -> ':';
            case "smbclient" -> '%';
            case "lftp" -> ',';
            default -> '\0';
        };
        for (int i = from; i < to && separator != '\0'; i++) {
            if (text.charAt(i) == separator) {
                return i + 1;
            }
        }
        return separator == '\0' ? from : to;
    }

    private static int word(String text, int from, int most) {
        if (from < most && Chars.isQuote(text.charAt(from))) {
            int close = BareValue.closingQuote(text, from + 1, text.charAt(from), LONGEST_LINE);
            return close < 0 ? most : Math.min(most, close + 1);
        }
        int i = from;
        while (i < most && !Chars.isBlank(text.charAt(i)) && text.charAt(i) != Chars.HOLE) {
            if (Chars.isQuote(text.charAt(i)) && i > from) {
                int close = BareValue.closingQuote(text, i + 1, text.charAt(i), LONGEST_LINE);
                i = close < 0 ? i : Math.min(most - 1, close);
            }
            i++;
        }
        return i;
    }

    private static int add(View view, int from, int to, Search search) {
        int start = from;
        int end = to;
        while (start < end && Chars.isQuote(view.text().charAt(start))) {
            start++;
        }
        while (end > start && "\"'`;,".indexOf(view.text().charAt(end - 1)) >= 0) {
            end--;
        }
        if (start >= end
                || view.text().charAt(start) == '-'
                || ValueLook.isReference(view.text().substring(start, end))) {
            return -1;
        }
        search.spans().add(view, start, end, "password");
        return end;
    }
}
