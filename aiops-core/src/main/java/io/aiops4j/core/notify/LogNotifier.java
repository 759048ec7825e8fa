package io.aiops4j.core.notify;

import org.slf4j.Logger;

/** One line for each notice, whatever is in it: nobody writes lines of their own into the log by way of an incident's message. */
final class LogNotifier implements Notifier {

    private final Logger log;

    LogNotifier(Logger log) {
        this.log = log;
    }

    @Override
    public void send(Notice notice) {
        String line = line(notice);
        switch (notice.severity()) {
            case INFO -> log.info("{}", line);
            case WARNING -> log.warn("{}", line);
            case ERROR, CRITICAL -> log.error("{}", line);
        }
    }

    private static String line(Notice notice) {
        String all = notice.id() + " " + notice.severity() + " of " + notice.client()
                + (notice.incident() == null ? "" : " about " + notice.incident()) + ": " + notice.title() + ": "
                + notice.text() + (notice.labels().isEmpty() ? "" : " " + notice.labels());
        StringBuilder line = new StringBuilder(all.length());
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            line.append(breaks ? ' ' : c);
        }
        return line.toString();
    }
}
