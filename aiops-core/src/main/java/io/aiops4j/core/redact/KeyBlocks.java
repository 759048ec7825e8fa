package io.aiops4j.core.redact;

/** Private keys in their armour, whole or cut off, and without it. */
final class KeyBlocks implements Finder {

    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_WORD = 20;

    /** How private keys begin when nobody says so: PKCS #1, PKCS #8, SEC 1 and OpenSSH, in Base64. */
    private static final String[] BODIES = {
        "b3BlbnNzaC1rZXktdjE", "MHcCAQEEI", "MHQCAQEEI", "MIGHAgEAMBMG", "MIGkAgEBBD", "MC4CAQAwBQYDK2V", "MIG2AgEAMBAG"
    };

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        boolean closes = true;
        int at = text.indexOf("BEGIN ");
        while (at >= 0) {
            int next = at + 6;
            int label = label(text, at);
            if (label > 0 && !isMention(text, label)) {
                int end = closes ? end(text, label) : -1;
                closes &= end >= 0;
                next = end < 0 ? bodyEnd(text, label) : end;
                String kind = text.startsWith("PGP", at + 6)
                        ? "pgp-key"
                        : text.substring(at, label).contains("SSH") ? "ssh-key" : "private-key";
                search.spans().add(view, start(text, at), next, kind);
            }
            at = text.indexOf("BEGIN ", next);
        }
        putty(view, search);
    }

    // expected -----BEGIN PRIVATE KEY----- header
    private static boolean isMention(String text, int label) {
        int end = label + 1;
        while (Chars.isLower(Chars.at(text, end))) {
            end++;
        }
        return Chars.isBlank(Chars.at(text, label))
                && end > label + 1
                && end - label < LONGEST_WORD
                && (end >= text.length() || !Chars.isAlnum(text.charAt(end)));
    }

    private static int start(String text, int at) {
        int start = at;
        while (start > 0
                && at - start < LONGEST_LABEL
                && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == ' ')) {
            start--;
        }
        while (start < at && text.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    /** Behind the dashes of a line that begins a private key, or -1. */
    private static int label(String text, int at) {
        if (Chars.at(text, at - 1) != '-' && Chars.at(text, at - 2) != '-') {
            return -1;
        }
        int most = Math.min(text.length(), at + LONGEST_LABEL);
        int end = at;
        while (end < most && text.charAt(end) != '-') {
            end++;
        }
        String label = text.substring(at, end);
        boolean secret = label.contains("PRIVATE KEY")
                || label.contains("PGP MESSAGE")
                || label.contains("OPENVPN STATIC KEY")
                || label.contains("SSH2 ENCRYPTED");
        if (!secret) {
            return -1;
        }
        while (end < text.length() && text.charAt(end) == '-') {
            end++;
        }
        return end;
    }

    private static int end(String text, int from) {
        int end = text.indexOf("END ", from);
        while (end >= 0 && Chars.at(text, end - 1) != '-' && Chars.at(text, end - 2) != '-') {
            end = text.indexOf("END ", end + 4);
        }
        if (end < 0) {
            return -1;
        }
        int most = Math.min(text.length(), end + LONGEST_LABEL);
        while (end < most && text.charAt(end) != '-' && !Chars.isBreak(text.charAt(end))) {
            end++;
        }
        while (end < text.length() && text.charAt(end) == '-') {
            end++;
        }
        return end;
    }

    // cut off: as far as what follows is a key's body
    private static int bodyEnd(String text, int from) {
        int end = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Chars.isAlnum(c) || c == '+' || c == '/' || c == '=') {
                end = i + 1;
            } else if (!Chars.isSpace(c) && ":,-\\\"".indexOf(c) < 0) {
                break;
            } else if (Chars.isBlank(c)
                    && i > from + 1
                    && Chars.isBlank(Chars.at(text, i - 1))
                    && Chars.isBlank(Chars.at(text, i - 2))
                    && i - end > LONGEST_LABEL) {
                break;
            }
        }
        return end;
    }

    private static void putty(View view, Search search) {
        String text = view.text();
        int at = text.indexOf("Private-Lines:");
        while (at >= 0) {
            int from = Chars.nextLine(text, at);
            int mac = text.indexOf("Private-MAC:", from);
            int end = mac < 0 ? text.length() : Chars.lineEnd(text, mac);
            search.spans().add(view, from, end, "putty-key");
            at = text.indexOf("Private-Lines:", end);
        }
    }

    /** Bodies without armour, over as many lines as they have. */
    static final class Bodies implements Finder {

        private static final int SHORTEST = 40;

        @Override
        public void find(View view, Search search) {
            String text = view.text();
            for (String body : BODIES) {
                int at = text.indexOf(body);
                while (at >= 0) {
                    at = text.indexOf(body, add(view, at, search));
                }
            }
            int rsa = text.indexOf("MII");
            while (rsa >= 0) {
                boolean one = text.startsWith("IBA", rsa + 6);
                boolean eight = text.startsWith("IBADAN", rsa + 6)
                        || text.startsWith("AgEAMA0G", rsa + 4)
                        || text.startsWith("wIBADAN", rsa + 5);
                rsa = text.indexOf("MII", one || eight ? add(view, rsa, search) : rsa + 3);
            }
        }

        private static int add(View view, int from, Search search) {
            String text = view.text();
            int end = from;
            int i = from;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (Chars.isAlnum(c) || c == '+' || c == '/' || c == '=') {
                    end = ++i;
                } else if (Chars.isBreak(c)) {
                    int next = Chars.skipSpace(text, i);
                    int stop = BareValue.end(text, next);
                    boolean more = stop == text.length()
                            || (stop - next >= SHORTEST / 2 && Chars.skipSpace(text, stop) > stop);
                    if (!more) {
                        break;
                    }
                    i = next;
                } else {
                    break;
                }
            }
            if (end - from >= SHORTEST) {
                search.spans().add(view, from, end, "private-key");
            }
            return Math.max(end, from + 3);
        }
    }
}
