package io.aiops4j.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.testkit.NotifierContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

final class LogNotifierTest extends NotifierContract {

    private final RecordedLog log = new RecordedLog();

    @Override
    protected Notifier notifier() {
        return new LogNotifier(log);
    }

    @Override
    protected List<String> received() {
        return log.lines;
    }

    @Override
    protected void fail(boolean failing) {
        log.failing = failing;
    }

    @Test
    void how_bad_it_is_says_the_level() throws Exception {
        for (Severity severity : Severity.values()) {
            notifier().send(Notice.of("t", "x", severity, Instant.EPOCH, "c"));
        }
        assertThat(log.levels).containsExactly(Level.INFO, Level.WARN, Level.ERROR, Level.ERROR);
    }

    @Test
    void the_hosts_own_log_is_written_to_without_a_provider_too() throws Exception {
        Notifier.log().send(Notice.of("t", "x", Severity.INFO, Instant.EPOCH, "c"));
    }
}
