package io.aiops4j.core.redact;

import java.util.List;
import java.util.Locale;

/** Signs beside a name of three parts or more that leave no doubt that it is a host. */
final class HostSigns {

    /** What stands before one, in small letters. */
    private static final List<String> BEFORE = List.of(
            "data source=",
            "server=tcp:",
            "\\\\",
            "'@'",
            "dns name matching ",
            "certificate for <",
            "hostname\n",
            "hostname -f\n",
            "hostname -a\n");

    private static final String[] CLIENTS = {"mysql", "mariadb", "psql", "pg_dump", "redis-cli", "mongo", "ldap"};

    private static final int LINE = 80;
    private static final int LEAD = 24;
    private static final int LONGEST_ADDRESS = 16;

    private HostSigns() {}

    static boolean isSure(String text, int from, int to) {
        if (text.startsWith(" has address ", to) || isResolved(text, to) || isEntry(text, from)) {
            return true;
        }
        if (isOption(text, from - 2)) {
            return true;
        }
        String lead = text.substring(Math.max(0, from - LEAD), from).toLowerCase(Locale.ROOT);
        if (lead.endsWith("machine ")) {
            return text.startsWith(" login ", to);
        }
        for (String each : BEFORE) {
            if (lead.endsWith(each)) {
                return !each.startsWith("\\") || Chars.at(text, to) == '\\';
            }
        }
        return false;
    }

    /** Whether the option begins here that a host follows at once: mysql -hdb.acme.net */
    static boolean isOption(String text, int from) {
        if (!text.startsWith("-h", from) || !Chars.isBlank(Chars.at(text, from - 1))) {
            return false;
        }
        for (String client : CLIENTS) {
            if (Chars.find(text, client, from - LINE, from) >= 0) {
                return true;
            }
        }
        return false;
    }

    // db.acme.net/10.0.0.1
    private static boolean isResolved(String text, int to) {
        int end = to + 1;
        while (end < to + LONGEST_ADDRESS && (Chars.isDigit(Chars.at(text, end)) || Chars.at(text, end) == '.')) {
            end++;
        }
        return Chars.at(text, to) == '/' && end > to + 1 && Hosts.isV4(text, to + 1, end);
    }

    // 10.0.0.5  db.acme.net db, as files of hosts have it
    private static boolean isEntry(String text, int from) {
        int end = from;
        while (end > Math.max(0, from - LONGEST_ADDRESS) && Chars.isBlank(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > Math.max(0, end - LONGEST_ADDRESS) && !Chars.isSpace(text.charAt(start - 1))) {
            start--;
        }
        boolean first = start == 0 || Chars.isBreak(text.charAt(start - 1));
        return end < from && first && start < end && Hosts.isV4(text, start, end);
    }
}
