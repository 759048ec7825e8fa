package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsListener;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.notify.Notifier;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.verify.StateProbe;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A handler that gives its secret away, however it does: neither the result nor the journal nor any line of the log has it. */
class HandlerSecretsTest {

    private static final String SECRET = "Kq7vTr0ub4dor!9";
    private static final String SAID = "login of app with password=" + SECRET + " was refused";

    /** How a secret gets out. */
    enum Way {
        OUTPUT {
            @Override
            void give(StepContext step) {
                step.output(SAID);
            }
        },
        EXCEPTION {
            @Override
            void give(StepContext step) {
                throw new IllegalStateException(SAID);
            }
        },
        CAUSE {
            @Override
            void give(StepContext step) {
                throw new IllegalStateException("no connection", new IllegalArgumentException(SAID));
            }
        },
        ERROR {
            @Override
            void give(StepContext step) {
                throw new AssertionError(SAID);
            }
        };

        abstract void give(StepContext step);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_secret_that_a_handler_gives_away_is_masked_in_result_and_journal_and_log(Way way) {
        Queue<String> kept = new ConcurrentLinkedQueue<>();
        String log = CapturedLog.everythingOf(() -> Contexts.withAuthority()
                .withBean("restart", Action.class, () -> OutOfMemory.restart(way::give))
                .withBean("odd", StateProbe.class, () -> target -> {
                    throw new IllegalStateException(SAID);
                })
                .withBean("people", AiopsListener.class, () -> AiopsListener.escalations(Notifier.log()))
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    ExecutionResult result = OutOfMemory.happensTo(aiops);
                    StepResult step = result.steps().get(0);
                    if (way != Way.CAUSE) {
                        assertThat(step.output() + step.error()).contains("password=<password:1>");
                    }
                    kept.add(result.toString());
                    for (Entry entry : aiops.journal().entries(0, 1_000)) {
                        kept.add(new String(entry.payload().bytes(), StandardCharsets.UTF_8));
                    }
                }));
        assertThat(kept).hasSizeGreaterThan(5).noneMatch(text -> text.contains(SECRET));
        assertThat(log).contains("redis").doesNotContain(SECRET);
    }

    @Test
    void the_log_that_is_looked_at_would_show_it() {
        String log = CapturedLog.everythingOf(() -> org.slf4j.LoggerFactory.getLogger("any")
                .debug("failed", new IllegalStateException("no connection", new IllegalArgumentException(SAID))));
        assertThat(log).contains(SECRET);
    }
}
