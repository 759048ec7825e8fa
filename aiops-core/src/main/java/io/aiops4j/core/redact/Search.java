package io.aiops4j.core.redact;

import java.util.Set;

/** One look through one text: where findings go, and how deep in encodings it is. */
final class Search {

    /** So often a text may be encoded: a credential in Base64, in a text in Base64. */
    private static final int DEEPEST = 2;

    private static final int FURTHER = 16;
    private static final int LEAST_FURTHER = 1 << 16;

    private final Finders finders;
    private final Set<String> off;
    private final Spans spans;
    private final int depth;
    private int bits;
    private long further;

    Search(Finders finders, Set<String> off) {
        this(finders, off, 0);
    }

    private Search(Finders finders, Set<String> off, int depth) {
        this.finders = finders;
        this.off = off;
        this.spans = new Spans(off);
        this.depth = depth;
    }

    Spans spans() {
        return spans;
    }

    /** What the view that is looked through holds at first sight. */
    int bits() {
        return bits;
    }

    void sees(int now, int length) {
        bits = now;
        further = FURTHER * (long) length + LEAST_FURTHER;
    }

    /**
     * Whether so many characters around a name may be read once more. All that is read so is at most a multiple of the text, however
     * many names stand in it.
     */
    boolean mayRead(int characters) {
        further -= characters;
        return further >= 0;
    }

    boolean mayGoDeeper() {
        return depth < DEEPEST;
    }

    /** Whether there is a secret in a text that was decoded. */
    boolean isSecret(String plain) {
        Search deeper = new Search(finders, off, depth + 1);
        finders.look(plain, deeper);
        return !deeper.spans.isEmpty();
    }

    /** Another look at the same depth, whose findings are weighed before they count. */
    Search apart() {
        Search apart = new Search(finders, off, depth);
        apart.bits = bits;
        apart.further = further;
        return apart;
    }
}
