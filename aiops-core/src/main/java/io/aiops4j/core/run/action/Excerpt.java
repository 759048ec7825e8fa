package io.aiops4j.core.run.action;

import io.aiops4j.core.HostCode;

/** The beginning of a text that somebody else wrote, without what does not belong into an output. */
final class Excerpt {

    private Excerpt() {}

    static String of(String text, int longest) {
        int most = Math.min(text.length(), longest + 1);
        StringBuilder shown = new StringBuilder(most);
        for (int i = 0; i < most; i++) {
            char c = text.charAt(i);
            boolean odd = (Character.isISOControl(c) && c != '\n' && c != '\t') || Character.isSurrogate(c);
            shown.append(odd ? '?' : c);
        }
        return HostCode.cut(shown.toString(), longest).strip();
    }
}
