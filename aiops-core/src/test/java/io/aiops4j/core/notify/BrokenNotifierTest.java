package io.aiops4j.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.testkit.NotifierContract;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A contract is worth what it refuses: each of these notifiers breaks one promise, and must not pass. */
final class BrokenNotifierTest {

    enum Fault {
        NONE,
        SWALLOWS_FAILURES,
        STAYS_BROKEN,
        FORGETS_THE_ID,
        FORGETS_THE_LABELS,
        CUTS_THE_TEXT,
        LETS_LINES_BE_FORGED,
        LOSES_INFORMATION,
        IS_NOT_SAFE_FOR_THREADS,
        CANNOT_DO_WITHOUT_AN_INCIDENT,
        GOES_ROUND_THE_REDACTOR
    }

    private static final class Broken implements Notifier {

        private final Fault fault;
        final List<String> received = new CopyOnWriteArrayList<>();
        boolean failing;
        private boolean failed;
        private Notice last;

        Broken(Fault fault) {
            this.fault = fault;
        }

        @Override
        public void send(Notice notice) throws IOException {
            failed |= failing;
            if (failing || (fault == Fault.STAYS_BROKEN && failed)) {
                if (fault == Fault.SWALLOWS_FAILURES) {
                    return;
                }
                throw new IOException("down");
            }
            if (fault == Fault.LOSES_INFORMATION && notice.severity() == Severity.INFO) {
                return;
            }
            if (fault == Fault.CANNOT_DO_WITHOUT_AN_INCIDENT) {
                received.add(notice.incident().strip());
            }
            last = notice;
            if (fault == Fault.IS_NOT_SAFE_FOR_THREADS) {
                long until = System.nanoTime() + 5_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
            }
            received.add(line(fault == Fault.IS_NOT_SAFE_FOR_THREADS ? last : notice));
        }

        private String line(Notice notice) {
            String line = (fault == Fault.FORGETS_THE_ID ? "" : notice.id())
                    + notice.severity()
                    + notice.client()
                    + notice.incident()
                    + notice.title()
                    + (fault == Fault.CUTS_THE_TEXT ? "" + notice.text().length() : notice.text())
                    + (fault == Fault.FORGETS_THE_LABELS ? "" : notice.labels());
            StringBuilder plain = new StringBuilder();
            line.chars()
                    .forEach(c -> plain.append(
                            (c < ' ' || c == 0x7f) && fault != Fault.LETS_LINES_BE_FORGED ? ' ' : (char) c));
            return plain.toString();
        }

        @Override
        public Notifier redacted(io.aiops4j.core.redact.Redactor redactor) {
            return fault == Fault.GOES_ROUND_THE_REDACTOR ? this : Notifier.super.redacted(redactor);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_broken_notifier_fails_the_contract_and_a_sound_one_passes(Fault fault) throws Exception {
        List<String> failed = new ArrayList<>();
        for (Method sentence : NotifierContract.class.getDeclaredMethods()) {
            if (sentence.isAnnotationPresent(Test.class)) {
                sentence.setAccessible(true);
                try {
                    sentence.invoke(suite(new Broken(fault)));
                } catch (InvocationTargetException e) {
                    failed.add(sentence.getName());
                }
            }
        }
        if (fault == Fault.NONE) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).as(fault.toString()).isNotEmpty();
        }
    }

    private static NotifierContract suite(Broken broken) {
        return new NotifierContract() {
            @Override
            protected Notifier notifier() {
                return broken;
            }

            @Override
            protected List<String> received() {
                return broken.received;
            }

            @Override
            protected void fail(boolean failing) {
                broken.failing = failing;
            }
        };
    }
}
