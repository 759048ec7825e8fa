package io.aiops4j.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExecutionCodecTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final RecordStore<ExecutionResult> store =
            Stores.inMemory(clock).records(ExecutionResult.KIND, ExecutionResult.CODEC);

    private ExecutionResult hostile(double confidence, String text) {
        StateSnapshot state = new StateSnapshot(clock.instant(), Map.of("a", text), Map.of("b", text));
        return ExecutionResult.of("ex-1", "rb")
                .version(2, "d")
                .on("default", "redis", "n")
                .platform("linux")
                .time(clock.instant(), clock.instant().plusNanos(1))
                .status(ExecutionResult.Status.FAILED)
                .verification(new Verification(Verification.Outcome.NOT_PASSED, "m", confidence, text))
                .state(state, state)
                .failure(FailureType.TRANSIENT, text)
                .steps(List.of(new StepResult(
                        "s",
                        "a",
                        Map.of("p", text),
                        StepResult.Status.FAILED,
                        1,
                        clock.instant(),
                        Duration.ofNanos(1_000_000_001),
                        text,
                        text,
                        FailureType.TRANSIENT)))
                .evidence("ev-1")
                .label("team", text)
                .build();
    }

    @Test
    void an_execution_reads_back_as_it_was_whatever_is_in_it() {
        for (double confidence : new double[] {0, 1, 0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
            for (String text : List.of(
                    "",
                    "plain",
                    "\u0000\u0007\n\"\\",
                    "\uD83D",
                    "\uDE00 turned \uD83D",
                    "\ud83d\ude00",
                    "x".repeat(3_000_000),
                    "{\"a\":1}",
                    "\u2028")) {
                ExecutionResult result = hostile(confidence, text);
                assertThat(ExecutionResult.CODEC
                                .decode(ExecutionResult.CODEC.encode(result))
                                .equals(result))
                        .as(confidence + " " + text.substring(0, Math.min(10, text.length())))
                        .isTrue();
            }
        }
    }

    @Test
    void unknown_fields_are_tolerated_and_what_is_no_execution_is_refused() {
        ExecutionResult result = hostile(0.5, "x");
        String text = ExecutionResult.CODEC.encode(result);
        String newer = "{\"colour\":{\"deep\":[1,{}]}," + text.substring(1);
        assertThat(ExecutionResult.CODEC.decode(newer)).isEqualTo(result);
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "1",
                "{}",
                "{",
                text.substring(0, text.length() / 2),
                text + "x",
                "[".repeat(100_000),
                text.replace("\"FAILED\"", "\"EXPLODED\""),
                "{\"a\":".repeat(100_000))) {
            assertThatThrownBy(() -> ExecutionResult.CODEC.decode(bad))
                    .as(bad.substring(0, Math.min(30, bad.length())))
                    .isInstanceOf(AiopsException.class);
        }
    }

    @Test
    void an_execution_is_found_by_what_people_ask_for() {
        store.save(hostile(1, "x"));
        for (Map.Entry<String, String> field : Map.of(
                        "id", "ex-1", "runbook", "rb", "version", "2", "client", "default", "target", "redis", "host",
                        "n", "status", "failed", "success", "false")
                .entrySet()) {
            Query query = Query.all().where(field.getKey(), field.getValue());
            assertThat(store.find(query).records()).as(field.toString()).hasSize(1);
        }
    }

    @Test
    void it_is_found_by_what_was_said_about_it() {
        ExecutionResult result = hostile(1, "Connection REFUSED by redis-1:6379");
        store.save(result);
        assertThat(store.find(Query.all().text("refused connection")).records()).containsExactly(result);
        assertThat(store.find(Query.all().text("redis 6379").where("failureType", "transient"))
                        .records())
                .containsExactly(result);
        assertThat(store.find(Query.all().text("connection reset")).records()).isEmpty();
    }

    @Test
    void what_was_written_before_there_were_labels_is_read() {
        ExecutionResult result = hostile(1, "x").but().build();
        String text = ExecutionResult.CODEC.encode(result).replaceAll(",\"labels\":\\{[^}]*}", "");
        assertThat(text).doesNotContain("labels");
        assertThat(ExecutionResult.CODEC.decode(text).labels()).isEmpty();
    }

    @Test
    void the_same_but_is_the_same() {
        ExecutionResult result = hostile(0.5, "x");
        assertThat(result.but().build()).isEqualTo(result);
        assertThat(result.classified(FailureType.UNKNOWN).failureType()).isEqualTo(FailureType.UNKNOWN);
        assertThatThrownBy(() -> ExecutionResult.of("ex-2", "rb").build())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("time(started, ended)");
    }
}
