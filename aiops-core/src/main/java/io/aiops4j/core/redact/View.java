package io.aiops4j.core.redact;

/**
 * A text as it is to be read, and where each of its characters stands in the text that will be changed: escapes are resolved,
 * lines joined.
 */
final class View {

    private static final int[] SAME = {};

    private final String text;
    private final int[] starts;
    private final int[] ends;

    private View(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** What to read. */
    String text() {
        return text;
    }

    /** A text as it stands. */
    static View of(String text) {
        return new View(text, SAME, SAME);
    }

    /** Where the character at an index begins. */
    int start(int index) {
        return starts.length == 0 ? index : starts[index];
    }

    /** Where something ends that ends behind the character before this index. */
    int end(int index) {
        return ends.length == 0 ? index : ends[index - 1];
    }

    /** Collects the characters of another view of the same text. */
    static final class Maker {

        private final View from;
        private final StringBuilder text;
        private final int[] starts;
        private final int[] ends;

        Maker(View from) {
            this.from = from;
            this.text = new StringBuilder(from.text.length());
            this.starts = new int[from.text.length()];
            this.ends = new int[from.text.length()];
        }

        /** A character that stands for those from the first to before the last index. */
        void put(char c, int first, int last) {
            starts[text.length()] = from.start(first);
            ends[text.length()] = from.end(last);
            text.append(c);
        }

        int length() {
            return text.length();
        }

        View make() {
            return new View(text.toString(), starts, ends);
        }
    }
}
