package io.aiops4j.core.document;

import java.io.IOException;
import java.io.Reader;

/**
 * Hands text over in pieces that never end in the middle of a surrogate pair: the YAML parser fails on such a piece, so a
 * single emoji in an unlucky place would make a file unreadable.
 */
final class WholeCharacters extends Reader {

    private final String text;
    private int at;

    WholeCharacters(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        int end = Math.min(text.length(), at + length);
        if (end == at) {
            return length == 0 ? 0 : -1;
        }
        boolean split = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) && end - at > 1;
        int count = end - at - (split ? 1 : 0);
        text.getChars(at, at + count, buffer, offset);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        at = text.length();
    }
}
