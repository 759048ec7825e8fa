package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckTest {

    private static final StateSnapshot STATE = StateSnapshot.of(
            Instant.EPOCH,
            Map.of(
                    "heap.used",
                    "900",
                    "heap.limit",
                    "1024.0",
                    "status",
                    "running",
                    "empty",
                    "",
                    "minus",
                    "-1.50",
                    "exp",
                    "1E3",
                    "words",
                    "it's so",
                    "long",
                    "9".repeat(200),
                    "text9",
                    "9a",
                    "text10",
                    "10a"));

    private static Check.Result test(String check) {
        return Check.parse(check).test(STATE, Map.of("limit", "1024", "name", "running", "any thing", "5")::get);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            heap.used < 1024 | HOLDS
            heap.used < 900 | FAILS
            heap.used <= 900 | HOLDS
            heap.used >= 900.000 | HOLDS
            heap.used = 900.0 | HOLDS
            heap.used != 900.0 | FAILS
            heap.used > -1 | HOLDS
            heap.limit > heap.used | HOLDS
            heap.used > heap.limit | FAILS
            heap.limit = ${limit} | HOLDS
            minus < 0 | HOLDS
            minus = -1.5 | HOLDS
            status = 'running' | HOLDS
            status != 'running' | FAILS
            status = ${name} | HOLDS
            status = 'Running' | FAILS
            words = 'it's so' | HOLDS
            empty = '' | HOLDS
            empty != '' | FAILS
            heap.used = '900' | HOLDS
            heap.used < ${any thing} | FAILS
            heap.used < ${gone} | UNKNOWN
            gone = 5 | UNKNOWN
            gone != 5 | UNKNOWN
            gone = gone | UNKNOWN
            heap.used < gone | UNKNOWN
            status < 5 | UNKNOWN
            status > 'a' | UNKNOWN
            text9 < text10 | UNKNOWN
            exp > 5 | UNKNOWN
            exp = 1000 | FAILS
            empty < 5 | UNKNOWN
            long > 5 | UNKNOWN
            """)
    void a_condition_holds_fails_or_is_unknown(String check, Check.Result expected) {
        assertThat(test(check)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a =",
                "a = ",
                "a  5",
                "= 5",
                "a == 5",
                "a=5",
                "a <> 5",
                "a < 5 and b > 6",
                "a b = 5",
                "rm -rf /",
                "${a} = 5",
                "'a' = 5",
                "a = 'b",
                "a = ${b",
                "a = $b",
                "a = b c",
                "a = 5;",
                "a = (5)",
                "a ~ .*",
                "a = \"b\"",
                "a = +5",
                "a = 5\n6",
                "a\n= 5",
                "a = '"
            })
    void what_is_not_a_condition_is_refused_with_a_hint(String text) {
        assertThatThrownBy(() -> Check.parse(text))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("Write");
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.strings()
                .withChars("ab 0159.-'${}<>=!\n\t\u0000\u00e9\ud83d\u0661")
                .ofMaxLength(25);
    }

    @Property(tries = 2_000)
    void any_text_is_a_condition_that_reads_back_or_is_refused(@ForAll("hostile") String text) {
        try {
            Check check = Check.parse(text);
            assertThat(Check.parse(check.text())).isEqualTo(check);
            assertThat(new Check("  " + text + " ")).isEqualTo(check);
            assertThat(check.test(STATE, name -> null)).isNotNull();
            assertThat(check.subject()).isNotBlank();
        } catch (AiopsException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        try {
            Effect effect = Effect.parse(text);
            assertThat(Effect.parse(effect.text())).isEqualTo(effect);
            assertThat(effect.apply(STATE, name -> null)).isNotNull();
        } catch (AiopsException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void a_number_of_a_million_digits_costs_nothing() {
        String digits = "9".repeat(1_000_000);
        long start = System.nanoTime();
        StateSnapshot state = StateSnapshot.of(Instant.EPOCH, Map.of("a", digits, "b", "1"));
        assertThat(Check.parse("a > b").test(state, name -> null)).isEqualTo(Check.Result.UNKNOWN);
        assertThat(Check.parse("b < ${n}").test(state, name -> digits)).isEqualTo(Check.Result.UNKNOWN);
        assertThat(Check.parse("b < " + digits).test(state, name -> null)).isEqualTo(Check.Result.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void an_effect_sets_copies_or_leaves_alone_what_is_not_known() {
        assertThat(Effect.parse("status = 'down'").apply(STATE, n -> null).value("status"))
                .isEqualTo("down");
        assertThat(Effect.parse("heap.limit = heap.used")
                        .apply(STATE, n -> null)
                        .value("heap.limit"))
                .isEqualTo("900");
        assertThat(Effect.parse("new = ${mb}").apply(STATE, n -> "${x}").value("new"))
                .isEqualTo("${x}");
        assertThat(Effect.parse("heap.limit = ${mb}").apply(STATE, n -> null)).isEqualTo(STATE);
        assertThat(Effect.parse("heap.limit = gone").apply(STATE, n -> null)).isEqualTo(STATE);
        Effect effect = Effect.parse("heap.limit = ${mb}");
        assertThat(effect.subject()).isEqualTo("heap.limit");
        assertThat(effect.parameter()).isEqualTo("mb");
        assertThat(effect.origin()).isNull();
        assertThat(Effect.parse("a = b").origin()).isEqualTo("b");
        for (String bad : List.of("", "a", "a=b", " = b", "a = ", "a b = c", "a = 'b", "a = b = c", "${a} = b")) {
            assertThatThrownBy(() -> Effect.parse(bad)).isInstanceOf(AiopsException.class);
        }
    }

    @Test
    void a_verification_passes_only_when_everything_is_known_and_holds() {
        Check holds = Check.parse("heap.limit > heap.used");
        Check fails = Check.parse("heap.limit < heap.used");
        Check unknown = Check.parse("gone = 1");
        assertThat(verify(holds).outcome()).isEqualTo(Verification.Outcome.PASSED);
        assertThat(verify(holds).confidence()).isEqualTo(1);
        assertThat(verify(holds).detail()).isEmpty();
        assertThat(verify(holds, unknown).outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
        assertThat(verify(holds, unknown).confidence()).isEqualTo(0.5);
        assertThat(verify(holds, unknown).detail()).contains("gone = 1 cannot be told");
        assertThat(verify(holds, fails).outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(verify(fails, unknown).outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(verify(fails).detail()).contains("1024.0 against 900");
        assertThat(verify().outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
        assertThat(verify().passed()).isFalse();
    }

    private static Verification verify(Check... checks) {
        return Verification.of(List.of(checks), STATE, name -> null);
    }
}
