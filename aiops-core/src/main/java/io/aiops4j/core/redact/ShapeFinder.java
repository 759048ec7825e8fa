package io.aiops4j.core.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the tokens of vendors by their shapes. */
final class ShapeFinder implements Finder {

    private static final Shape[] NONE = {};
    private static final int ASCII = 128;
    private static final String ACCOUNT = "twilio-account";
    private static final String STORAGE = "azure-storage-key";
    private static final String OKTA = "okta-token";
    private static final int NEAR = 6;
    private static final int TOKEN = 32;
    private static final String ACCESS = "aws-access-key";
    private static final int FAR = 60;
    private static final int SECRET = 40;
    private static final boolean[] WIDE = new boolean[ASCII];

    static {
        for (char c = 0; c < ASCII; c++) {
            WIDE[c] = Chars.isAlnum(c) || "+/=_~.:-|$@,%!{}".indexOf(c) >= 0;
        }
    }

    private final Shape[][] atStart = new Shape[ASCII][];
    private final Shape[][] anywhere = new Shape[ASCII][];
    private final Set<String> kinds = new TreeSet<>();

    ShapeFinder() {
        List<Shape> shapes = Stream.of(CloudShapes.ALL, CodeShapes.ALL, ServiceShapes.ALL)
                .flatMap(List::stream)
                .toList();
        shapes.forEach(shape -> kinds.add(shape.kind()));
        for (char c = 0; c < ASCII; c++) {
            List<Shape> all = new ArrayList<>();
            List<Shape> some = new ArrayList<>();
            for (Shape shape : shapes) {
                if (shape.beginsWith(c)) {
                    all.add(shape);
                    if (shape.isAnywhere()) {
                        some.add(shape);
                    }
                }
            }
            atStart[c] = all.toArray(NONE);
            anywhere[c] = some.toArray(NONE);
        }
    }

    Set<String> kinds() {
        return kinds;
    }

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        Shape.Runs runs = new Shape.Runs();
        boolean inWord = false;
        int wideEnd = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (i >= wideEnd) {
                wideEnd = wideEnd(text, i);
            }
            int left = wideEnd - i;
            if (left < FirstLook.RUN_LENGTH) {
                // what is left here is too short for any of them
                i = Math.max(i + 1, wideEnd);
                inWord = false;
                continue;
            }
            int end = token(view, i, left, inWord ? anywhere[c] : atStart[c], runs, search);
            if (end < 0) {
                inWord = Chars.isAlnum(c);
                i++;
            } else {
                inWord = Chars.isAlnum(text.charAt(end - 1));
                i = end;
            }
        }
    }

    /** Where what tokens may consist of ends. */
    private static int wideEnd(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c >= ASCII || !WIDE[c]) {
                break;
            }
            i++;
        }
        return i;
    }

    // the sum of a package is as long as some keys, and says itself what it is
    private static boolean isDigest(String text, int from) {
        char dash = Chars.at(text, from - 1);
        return (dash == '-' || dash == ':')
                && (text.startsWith("sha512", from - 7)
                        || text.startsWith("sha384", from - 7)
                        || text.startsWith("sha256", from - 7)
                        || text.startsWith("SHA256", from - 7));
    }

    // the token of an account has no shape of its own, and stands beside it
    private static int beside(View view, int from, Search search) {
        String text = view.text();
        int at = from;
        while (at < from + NEAR && at < text.length() && !Chars.isAlnum(text.charAt(at))) {
            at++;
        }
        int end = at;
        while (Chars.isHex(Chars.at(text, end))) {
            end++;
        }
        if (end - at != TOKEN || at == from || Chars.isAlnum(Chars.at(text, end))) {
            return from;
        }
        search.spans().add(view, at, end, "twilio-key");
        return end;
    }

    // the secret of an access key has no shape of its own either; one line break may stand between
    private static void paired(View view, int from, Search search) {
        String text = view.text();
        int most = Math.min(text.length(), from + FAR);
        int breaks = 0;
        int at = from;
        while (at < most && breaks < 2) {
            if (!isSecret(text.charAt(at))) {
                breaks += text.charAt(at) == '\n' ? 1 : 0;
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && end - at <= SECRET && isSecret(text.charAt(end))) {
                end++;
            }
            boolean alone = "_-.".indexOf(Chars.at(text, end)) < 0 && "_-.".indexOf(Chars.at(text, at - 1)) < 0;
            if (end - at == SECRET && alone && ValueLook.isDense(text.substring(at, end))) {
                search.spans().add(view, at, end, "aws-secret");
                return;
            }
            at = end;
        }
    }

    private static boolean isSecret(char c) {
        return Chars.isAlnum(c) || c == '+' || c == '/';
    }

    private static int token(View view, int from, int left, Shape[] shapes, Shape.Runs runs, Search search) {
        if (shapes.length == 0 || isDigest(view.text(), from)) {
            return -1;
        }
        for (Shape shape : shapes) {
            int end = left < shape.least() ? -1 : shape.end(view.text(), from, runs);
            if (end > 0 && shape.kind().equals(STORAGE) && Encoded.isText(view.text(), from, end)) {
                continue;
            }
            if (end > 0
                    && shape.kind().equals(OKTA)
                    && !ValueLook.isDense(view.text().substring(from, end))) {
                continue; // the number of a file and a UUID
            }
            if (end > 0) {
                // a full stop ends a sentence
                int to = view.text().charAt(end - 1) == '.' ? end - 1 : end;
                search.spans().add(view, from, to, shape.kind());
                if (shape.kind().equals(ACCESS)) {
                    paired(view, to, search);
                }
                return shape.kind().equals(ACCOUNT) ? beside(view, to, search) : to;
            }
        }
        return -1;
    }
}
