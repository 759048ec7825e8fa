package io.aiops4j.core.redact;

import java.util.Locale;

/** Addresses of hosts and network cards. */
final class NetAddresses {

    private static final int MOST_OCTET = 255;
    private static final int LONGEST_V6 = 45;
    private static final int FRAME = 41;
    private static final int MAC = 17;
    private static final int HEX_MAC = 12;
    private static final int LEAD = 24;
    private static final String[] CARDS = {"mac", "mac_", "mac-", "hw", "hwaddr", "bssid", "ether"};

    private NetAddresses() {}

    /** 10.0.0.1, but not version 1.2.3.4 */
    static final class V4 implements Finder {

        private static final String[] PRODUCTS = {
            "chrome",
            "chromium",
            "edg",
            "edge",
            "edga",
            "opr",
            "opera",
            "safari",
            "firefox",
            "version",
            "electron",
            "vivaldi",
            "yabrowser",
            "samsungbrowser",
            "gecko",
            "mozilla",
            "trident",
            "applewebkit"
        };

        @Override
        public void find(View view, Search search) {
            String text = view.text();
            boolean inside = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Chars.isDigit(c) && !inside) {
                    int end = end(text, i);
                    if (end > 0 && !isVersion(text, i)) {
                        search.spans().add(view, i, end, "ip-address");
                        i = end - 1;
                    }
                }
                inside =
                        Chars.isAlnum(c) || c == '.' || c == '_' || (c == '-' && Chars.isLetter(Chars.at(text, i - 1)));
            }
        }

        private static int end(String text, int from) {
            int i = from;
            for (int octet = 0; octet < 4; octet++) {
                int value = 0;
                int digits = 0;
                while (digits < 4 && Chars.isDigit(Chars.at(text, i))) {
                    value = value * 10 + text.charAt(i) - '0';
                    digits++;
                    i++;
                }
                if (digits == 0 || digits > 3 || value > MOST_OCTET || (octet < 3 && Chars.at(text, i) != '.')) {
                    return -1;
                }
                i += octet < 3 ? 1 : 0;
            }
            char next = Chars.at(text, i);
            boolean part = Chars.isAlnum(next) || next == '_' || (next == '.' && Chars.isAlnum(Chars.at(text, i + 1)));
            return part ? -1 : i;
        }

        private static boolean isVersion(String text, int from) {
            int end = from;
            while (end > 0 && " :=\"v".indexOf(text.charAt(end - 1)) >= 0 && from - end < 4) {
                end--;
            }
            return ends(text, end, "version")
                    || ends(text, end, "ver")
                    || ends(text, end, "release")
                    || ends(text, end, "build")
                    || isProduct(text, from);
        }

        // Chrome/124.0.0.0, as browsers call themselves
        private static boolean isProduct(String text, int from) {
            if (Chars.at(text, from - 1) != '/') {
                return false;
            }
            for (String product : PRODUCTS) {
                if (ends(text, from - 1, product)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean ends(String text, int at, String word) {
            return text.regionMatches(true, at - word.length(), word, 0, word.length())
                    && !Chars.isLetter(Chars.at(text, at - word.length() - 1));
        }
    }

    /** fe80::1, 2001:db8:0:0:0:0:0:1, 00:1a:2b:3c:4d:5e */
    static final class V6AndMac implements Finder {

        @Override
        public void find(View view, Search search) {
            String text = view.text();
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (!Chars.isHex(c) && c != ':') {
                    // a word that begins with something else goes on with it
                    while (i < text.length() && (Chars.isAlnum(text.charAt(i)) || text.charAt(i) == '_')) {
                        i++;
                    }
                    i += i < text.length() && text.charAt(i) == ':' ? 0 : 1;
                    while (i > 0 && Chars.at(text, i) == ':' && Chars.isAlnum(text.charAt(i - 1))) {
                        i++;
                    }
                    continue;
                }
                int end = run(text, i);
                if (!Chars.isAlnum(Chars.at(text, end)) && Chars.at(text, end) != '_') {
                    add(view, i, end, search);
                }
                i = end;
            }
        }

        private static int run(String text, int from) {
            int i = from;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (!Chars.isHex(c) && c != ':' && c != '-' && c != '.') {
                    break;
                }
                i++;
            }
            return i;
        }

        private static void add(View view, int from, int to, Search search) {
            String text = view.text();
            int end = to;
            while (end > from
                    && (text.charAt(end - 1) == '.'
                            || text.charAt(end - 1) == '-'
                            || (text.charAt(end - 1) == ':' && Chars.at(text, end - 2) != ':'))) {
                end--;
            }
            if (end - from == FRAME && text.startsWith("MAC=", from - 4) && isMac(text, from, from + MAC)) {
                search.spans().add(view, from, end, "mac-address"); // both ends of a frame, and its type
            } else if (isMac(text, from, end)
                    || (end - from == HEX_MAC && isHex(text, from, end) && isNamed(text, from))) {
                search.spans().add(view, from, end, "mac-address");
            } else if (end - from <= LONGEST_V6 && isV6(text, from, end)) {
                search.spans().add(view, from, end, "ip-address");
            }
        }

        // MAC address 80c1fb2e5076
        private static boolean isNamed(String text, int from) {
            String before = text.substring(Math.max(0, from - LEAD), from).toLowerCase(Locale.ROOT);
            int end = before.length();
            while (end > 0 && " :=\"'".indexOf(before.charAt(end - 1)) >= 0) {
                end--;
            }
            String name = before.substring(0, end);
            name = name.endsWith("addr") ? name.substring(0, end - 4) : name;
            name = name.endsWith("address") ? name.substring(0, end - 7) : name;
            name = name.stripTrailing();
            for (String word : CARDS) {
                int start = name.length() - word.length();
                if (name.endsWith(word) && (start == 0 || !Chars.isLetter(name.charAt(start - 1)))) {
                    return end < before.length();
                }
            }
            return false;
        }

        private static boolean isMac(String text, int from, int to) {
            if (to - from == 14) {
                return text.charAt(from + 4) == '.'
                        && text.charAt(from + 9) == '.'
                        && isHex(text, from, from + 4)
                        && isHex(text, from + 5, from + 9)
                        && isHex(text, from + 10, to);
            }
            if (to - from != MAC) {
                return false;
            }
            char separator = text.charAt(from + 2);
            for (int i = 0; i < MAC; i++) {
                char c = text.charAt(from + i);
                if (i % 3 == 2 ? c != separator || Chars.isHex(c) : !Chars.isHex(c)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isHex(String text, int from, int to) {
            for (int i = from; i < to; i++) {
                if (!Chars.isHex(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isV6(String text, int from, int to) {
            int groups = 0;
            int colons = 0;
            int doubles = 0;
            int length = 0;
            boolean digit = false;
            for (int i = from; i <= to; i++) {
                char c = i == to ? ':' : text.charAt(i);
                if (i < to && Chars.isHex(c)) {
                    length++;
                    digit |= Chars.isDigit(c);
                    continue;
                }
                if (c == '-' || (length > 4 && c != '.')) {
                    return false;
                }
                if (i < to && c == ':') {
                    colons++;
                    doubles += Chars.at(text, i + 1) == ':' && i + 1 < to ? 1 : 0;
                }
                groups += length > 0 ? 1 : 0;
                length = 0;
            }
            if (doubles == 0) {
                return groups == 8 && colons == 7;
            }
            return doubles == 1
                    && groups <= 8
                    && digit
                    && (groups >= 2 || (text.startsWith("::1", from) && to - from == 3));
        }
    }
}
