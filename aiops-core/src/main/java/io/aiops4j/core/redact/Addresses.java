package io.aiops4j.core.redact;

/** Passwords in addresses: scheme://user:password@host, user:password@tcp(host), thin:user/password@host. */
final class Addresses implements Finder {

    private static final int LONGEST = 2_048;
    private static final int SHORTEST_TOKEN = 16;

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        int at = text.indexOf("://");
        while (at >= 0) {
            int end = authority(view, at + 3, search);
            at = text.indexOf("://", Math.max(end, at + 3));
        }
        int thin = text.indexOf("thin:");
        while (thin >= 0) {
            oracle(view, thin + 5, search);
            thin = text.indexOf("thin:", thin + 5);
        }
    }

    private static int authority(View view, int from, Search search) {
        String text = view.text();
        int slash = -1;
        int at = -1;
        int late = -1;
        int end = from;
        for (; end < Math.min(text.length(), from + LONGEST); end++) {
            char c = text.charAt(end);
            if (Chars.isSpace(c) || c == '"' || c == '`' || c == '<' || c == '>' || (c == '\'' && at > 0)) {
                break;
            }
            if (c == ':' && text.startsWith("://", end)) {
                break;
            }
            if ((c == '/' || c == '?' || c == '#') && slash < 0) {
                slash = end;
            } else if (c == '@') {
                at = slash < 0 ? end : at;
                late = end;
            }
        }
        int colon = text.indexOf(':', from);
        boolean named = colon >= 0 && colon < end;
        if (at < 0 && named && late > colon && slash > colon && !ValueLook.isDigits(text.substring(colon + 1, slash))) {
            // not encoded as it should be: the password has a slash or the like in it
            at = late;
        }
        if (at < 0) {
            return from;
        }
        if (named && colon < at) {
            String password = text.substring(colon + 1, at);
            if (!password.isEmpty() && !ValueLook.isReference(password) && password.charAt(0) != Chars.HOLE) {
                search.spans().add(view, colon + 1, at, "url-password");
            }
        } else if (at - from >= SHORTEST_TOKEN) {
            String user = text.substring(from, at);
            if (ValueLook.isRandom(user) || ValueLook.isUuid(user) || ValueLook.isHex(user)) {
                search.spans().add(view, from, at, "url-token");
            }
        }
        return at;
    }

    private static void oracle(View view, int from, Search search) {
        String text = view.text();
        int slash = -1;
        for (int i = from; i < Math.min(text.length(), from + LONGEST / 4); i++) {
            char c = text.charAt(i);
            if (Chars.isSpace(c) || Chars.isQuote(c)) {
                return;
            }
            if (c == '/' && slash < 0) {
                slash = i;
            } else if (c == '@') {
                if (slash > from && i > slash + 1 && text.charAt(slash + 1) != Chars.HOLE) {
                    search.spans().add(view, slash + 1, i, "url-password");
                }
                return;
            }
        }
    }
}
