package io.aiops4j.core.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where the name of a host stands: behind words, options and signs, among arguments of tools, in lines of logs and certificates. */
final class HostPlaces {

    private static final int LEAD = 40;
    private static final int LONGEST_PORT = 5;
    private static final int MOST_OPTIONS = 4;

    /** Behind these words, and behind names that end with one of the first four, stands a host. */
    private static final List<String> KEYS =
            List.of("host", "hostname", "server", "servers", "hosts", "hostnames", "fqdn");

    /** Behind these and a sign, too. */
    private static final Set<String> SIGNED = WordList.set("""
            address addr node peer broker endpoint remote upstream backend replica primary leader target helo ehlo cn dns
            sni instance bind listen nodename
            """);

    private static final Set<String> WORDS = WordList.set("""
            host hosts hostname server servers fqdn lookup nslookup unknownhostexception resolve resolving enotfound eai_again
            server_name sni ping ping6 ssh telnet ftp sftp traceroute tracepath mtr dig helo ehlo econnrefused
            """);

    /** Behind these a name of three parts or more. */
    private static final Set<String> MEMBERS = WordList.set("node peer broker member replica upstream backend worker");

    /** What takes a host among its arguments, behind options. */
    private static final Set<String> TOOLS =
            WordList.set("ping ping6 ssh telnet ftp sftp traceroute tracepath mtr dig host nslookup nc ncat netcat");

    private static final Set<String> OPTIONS = Set.of("-h", "-H", "--host", "--hostname", "--server");
    private static final Set<String> PLAYS = Set.of("fatal", "ok", "changed", "failed", "skipping", "unreachable");
    private static final List<String> CONNECTED =
            List.of("connect to", "connection to", "connected to", "connecting to", "traceroute to", "reconnecting to");

    /** What is said behind the name of a host that nobody knows. */
    private static final List<String> UNKNOWN = List.of(
            ": Name or service not known",
            ": nodename nor servname",
            ": Temporary failure in name resolution",
            ": no such host",
            ": Name does not resolve",
            ": Unknown host");

    private HostPlaces() {}

    /** Whether a word stands before it behind which there is a host. */
    static boolean isCalled(String text, int from) {
        int at = from;
        int least = Math.max(0, from - LEAD);
        boolean sign = false;
        boolean spaced = false;
        while (at > least) {
            char c = text.charAt(at - 1);
            if (!Chars.isBlank(c) && !Chars.isQuote(c) && "=:[(<>\\".indexOf(c) < 0) {
                break;
            }
            sign |= c == '=' || c == ':' || c == '>';
            spaced = Chars.isBlank(c) || (c == ':' && spaced);
            at--;
        }
        if (at == from) {
            return false;
        }
        String word = Hosts.wordBefore(text, at);
        if (spaced
                && text.charAt(at) == ':'
                && word.equals("server")
                && Chars.find(text, ", request", from, from + LEAD + LEAD) >= 0) {
            return false; // the site that a web server was asked for
        }
        String lead = text.substring(least, at).toLowerCase(Locale.ROOT);
        return WORDS.contains(word)
                || (sign && (KEYS.stream().anyMatch(word::endsWith) || SIGNED.contains(word)))
                || lead.endsWith("host name")
                || (sign && lead.endsWith("host.name"))
                || lead.endsWith("service not known")
                || (word.equals("to") && CONNECTED.stream().anyMatch(lead::endsWith))
                || isArgument(text, at);
    }

    /** Whether it stands where lines and commands name a host. */
    static boolean isPlace(String text, int from, int to, int labels) {
        boolean remote = text.startsWith(":/", to) && !text.startsWith("://", to);
        boolean played = Chars.at(text, from - 1) == '['
                && (text.startsWith("]:", to) || text.startsWith("] =>", to) || endsLine(text, to))
                && PLAYS.contains(Hosts.wordBefore(text, from - 3));
        boolean recap = text.startsWith(": ok=", Chars.skipBlanks(text, to));
        boolean member = labels > 2 && MEMBERS.contains(Hosts.wordBefore(text, from));
        boolean received = Hosts.wordBefore(text, from).equals("from")
                && (text.startsWith(" by ", to) || text.startsWith(" (", to) || text.startsWith(" port ", to));
        return remote
                || played
                || recap
                || member
                || received
                || isUnknown(text, to)
                || isLogged(text, from, to)
                || (labels > 2 && HostSigns.isSure(text, from, to));
    }

    private static boolean endsLine(String text, int to) {
        return Chars.at(text, to) == ']' && (to + 1 >= text.length() || Chars.isBreak(text.charAt(to + 1)));
    }

    // psql -h x, dig +short x, nc -vz x
    private static boolean isArgument(String text, int at) {
        int end = at;
        for (int options = 0; options < MOST_OPTIONS; options++) {
            while (end > 0 && Chars.isBlank(text.charAt(end - 1))) {
                end--;
            }
            int start = end;
            while (start > Math.max(0, end - LEAD) && !Chars.isSpace(text.charAt(start - 1))) {
                start--;
            }
            String word = text.substring(start, end);
            if (options == 0 && OPTIONS.contains(word)) {
                return true;
            }
            if (!word.startsWith("-") && !word.startsWith("+")) {
                return options > 0 && TOOLS.contains(word.toLowerCase(Locale.ROOT));
            }
            end = start;
        }
        return false;
    }

    // Mar 10 12:00:01 db.acme.net sshd[71]:, <34>1 2026-01-01T12:00:00Z db.acme.net app 12 - -
    private static boolean isLogged(String text, int from, int to) {
        char time = Chars.at(text, from - 2);
        boolean behindTime = Chars.isBlank(Chars.at(text, from - 1)) && (Chars.isDigit(time) || time == 'Z');
        if (!behindTime || !Chars.isBlank(Chars.at(text, to))) {
            return false;
        }
        int open = Chars.find(text, "[", to, to + LEAD);
        int close = open < 0 ? -1 : Chars.find(text, "]:", open, open + LONGEST_PORT + 4);
        boolean process = close > open + 1 && ValueLook.isDigits(text.substring(open + 1, close));
        return process || Chars.find(text, ">1 ", from - LEAD - LEAD, from) >= 0;
    }

    private static boolean isUnknown(String text, int to) {
        return Chars.at(text, to) == ':'
                && UNKNOWN.stream().anyMatch(said -> text.regionMatches(true, to, said, 0, said.length()));
    }
}
