package io.aiops4j.spring;

import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.notify.Notifier;
import java.util.List;

/**
 * Everybody who is told, all of them behind the redactor. One who cannot be told keeps nobody else from being told; that it failed is
 * said at the end, and whoever repeats the notice does so under its id.
 */
record Notices(List<Notifier> all) implements Notifier {

    Notices {
        all = List.copyOf(all);
    }

    @Override
    public void send(Notice notice) throws Exception {
        Exception failure = null;
        for (Notifier each : all) {
            try {
                each.send(notice);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
