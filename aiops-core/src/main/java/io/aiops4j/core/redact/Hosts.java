package io.aiops4j.core.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Names of hosts: those that only stand for machines inside, wherever they are written, and others where a host stands, as behind
 * {@code Host:}, {@code host=} and {@code UnknownHostException:}, or before a port.
 */
final class Hosts implements Finder {

    private static final int LONGEST = 253;
    private static final int LEAD = 40;
    private static final int LONGEST_TOP = 11;
    private static final int LONGEST_PORT = 5;
    private static final int LONGEST_ADDRESS = 20;

    /** Behind these words a name and a port stand for a host. */
    private static final Set<String> BEFORE_PORT = WordList.set(
            "to with from at on via dial tcp udp broker brokers node nodes peer upstream connecting address addr leader");

    private static final Set<String> SCHEMES = WordList.set("""
            postgresql postgres mysql mariadb sqlserver oracle redis rediss amqp amqps mongodb ldap ldaps kafka nats mqtt mqtts tcp
            ssl ssh sftp ftp ftps telnet grpc grpcs smb nfs syslog smtp smtps imap imaps cassandra clickhouse neo4j bolt memcached jdbc zookeeper
            """);

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        int done = 0;
        int last = -1;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', Math.max(done, dot + 1))) {
            if (!Chars.isAlnum(Chars.at(text, dot - 1)) || dot < done || !Chars.isAlnum(Chars.at(text, dot + 1))) {
                continue;
            }
            int from = dot;
            while (from > done && isName(text.charAt(from - 1))) {
                from--;
            }
            int to = dot;
            while (to < text.length() && isName(text.charAt(to))) {
                to++;
            }
            done = to;
            from += HostSigns.isOption(text, from) ? 2 : 0;
            while (text.charAt(to - 1) == '.' || text.charAt(to - 1) == '-') {
                to--;
            }
            if (isHost(text, from, to, last)) {
                search.spans().add(view, from, to, "host-name");
                last = to;
            }
        }
    }

    private static boolean isName(char c) {
        return Chars.isAlnum(c) || c == '-' || c == '.' || c == '_';
    }

    private static boolean isHost(String text, int from, int to, int last) {
        if (to - from > LONGEST || !Chars.isAlnum(text.charAt(from)) || !endsInTop(text, from, to)) {
            return false;
        }
        char before = Chars.at(text, from - 1);
        char next = Chars.at(text, to);
        boolean escaped = before == '\\' && Chars.at(text, from - 2) != '\\';
        boolean address = before == '/' && Chars.at(text, from - 2) == '/';
        boolean bound = next == '[' && isV4(text, to + 1, Chars.find(text, "]", to, to + LONGEST_ADDRESS));
        if (escaped || "$%{#&".indexOf(before) >= 0 || "(=".indexOf(next) >= 0 || (before == '/' && !address)) {
            return false;
        }
        if (next == '[' && !bound) {
            return false;
        }
        String name = text.substring(from, to).toLowerCase(Locale.ROOT);
        if (!HostLook.isName(name)) {
            return false;
        }
        boolean port = bound || hasPort(text, to) || isResolved(text, to);
        boolean sure = address || before == '@' || port;
        if (HostLook.isInside(name) && (sure || !HostLook.isPath(name) || HostPlaces.isCalled(text, from))) {
            return true;
        }
        if (address) {
            // what is on the web is public, but for what somebody runs on a port of its own
            return SCHEMES.contains(wordBefore(text, from - 3)) || (port && HostLook.labels(name) > 2);
        }
        boolean path = HostLook.isPath(name) && HostLook.labels(name) < 3 - (port ? 1 : 0);
        return !path
                && (HostPlaces.isCalled(text, from)
                        || HostPlaces.isPlace(text, from, to, HostLook.labels(name))
                        || (port && isBound(text, from, name, last)));
    }

    // the top level is one word, in one case, and one of those that hosts have
    private static boolean endsInTop(String text, int from, int to) {
        boolean upper = Chars.isUpper(text.charAt(to - 1));
        int i = to;
        while (i > from && text.charAt(i - 1) != '.') {
            i--;
            char c = text.charAt(i);
            if (to - i > LONGEST_TOP || Chars.isUpper(c) != upper || !Chars.isLetter(c)) {
                return false;
            }
        }
        return i > from && to - i > 1 && HostLook.isTop(text.substring(i, to).toLowerCase(Locale.ROOT));
    }

    // :5432, but not the place in a file
    private static boolean hasPort(String text, int at) {
        int end = at + 1;
        while (end <= at + LONGEST_PORT && Chars.isDigit(Chars.at(text, end))) {
            end++;
        }
        char next = Chars.at(text, end);
        boolean goesOn =
                Chars.isAlnum(next) || ((next == ':' || next == '.') && Chars.isDigit(Chars.at(text, end + 1)));
        return Chars.at(text, at) == ':' && end > at + 2 && !goesOn;
    }

    // db.acme.net/10.0.0.7:5432, or /<unresolved>:5432, as Java writes an address
    private static boolean isResolved(String text, int at) {
        int colon = Chars.find(text, ":", at, Math.min(text.length(), at + LONGEST_ADDRESS));
        return Chars.at(text, at) == '/'
                && colon > 0
                && hasPort(text, colon)
                && (text.startsWith("<unresolved>", at + 1) || isV4(text, at + 1, colon));
    }

    /** Whether four numbers with dots stand between two indexes. */
    static boolean isV4(String text, int from, int to) {
        int dots = 0;
        for (int i = from; i < to; i++) {
            dots += text.charAt(i) == '.' ? 1 : 0;
            if (!Chars.isDigit(text.charAt(i)) && text.charAt(i) != '.') {
                return false;
            }
        }
        return dots == 3;
    }

    // kafka.acme.net:9092, next to connecting to acme.net:9092 or behind another one
    private static boolean isBound(String text, int from, String name, int last) {
        if (HostLook.labels(name) > 2 && !HostLook.isPath(name)) {
            return true;
        }
        boolean list = Chars.at(text, from - 1) == ',' && last > 0 && from - last <= LONGEST_PORT + 2;
        return list || BEFORE_PORT.contains(wordBefore(text, from));
    }

    /** The letters before an index and the blanks before it, in small letters. */
    static String wordBefore(String text, int at) {
        int end = Math.max(0, at);
        while (end > Math.max(0, at - 3) && Chars.isBlank(text.charAt(end - 1))) {
            end--;
        }
        int from = end;
        while (from > Math.max(0, end - LEAD)
                && (Chars.isAlnum(text.charAt(from - 1)) || text.charAt(from - 1) == '_')) {
            from--;
        }
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }
}
