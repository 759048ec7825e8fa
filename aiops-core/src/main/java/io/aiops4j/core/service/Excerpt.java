package io.aiops4j.core.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The beginning and the end of what a command writes, however much that is. */
final class Excerpt {

    private static final int AT_ONCE = 64 << 10;
    private static final int LONGEST_WORD = 1_000;

    private final int most;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail;
    private long behind;

    Excerpt(int most) {
        this.most = most / 4;
        this.tail = new byte[most - most / 4];
    }

    /** Takes what a stream holds at this moment, at most a piece of it, and says whether it held anything. */
    boolean take(InputStream stream) {
        try {
            int there = Math.min(stream.available(), AT_ONCE);
            if (there <= 0) {
                return false;
            }
            byte[] piece = new byte[there];
            int read = stream.read(piece);
            for (int i = 0; i < read; i++) {
                add(piece[i]);
            }
            return read > 0;
        } catch (IOException e) {
            return false; // closed: its process is no more
        }
    }

    private void add(byte b) {
        if (behind == 0 && head.size() < most) {
            head.write(b);
        } else {
            tail[(int) (behind++ % tail.length)] = b;
        }
    }

    /** What was kept, with a word on how much is left out between; control characters but line ends and tabs are replaced. */
    String text() {
        byte[] last = new byte[(int) Math.min(behind, tail.length)];
        for (int i = 0; i < last.length; i++) {
            last[i] = tail[(int) ((behind - last.length + i) % tail.length)];
        }
        long out = behind - last.length;
        if (out == 0) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.toByteArray());
            all.writeBytes(last);
            return plain(all.toByteArray());
        }
        // cut between words: half a secret is not recognised as one any more, and would be kept
        String first = plain(head.toByteArray());
        String rest = plain(last);
        return first.substring(0, lastBlank(first)) + "\n... " + out + " bytes are left out ...\n"
                + rest.substring(firstBlank(rest));
    }

    private static int lastBlank(String text) {
        for (int i = text.length(); i > Math.max(0, text.length() - LONGEST_WORD); i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i - 1;
            }
        }
        return 0;
    }

    private static int firstBlank(String text) {
        for (int i = 0; i < Math.min(text.length(), LONGEST_WORD); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static String plain(byte[] bytes) {
        StringBuilder plain = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                plain.setCharAt(i, c == '\r' ? '\n' : '?');
            }
        }
        return plain.toString();
    }
}
