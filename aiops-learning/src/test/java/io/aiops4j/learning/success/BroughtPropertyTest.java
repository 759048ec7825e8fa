package io.aiops4j.learning.success;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is verified held after the fix each time, and before it not once; whatever the states are. */
final class BroughtPropertyTest {

    @Provide
    Arbitrary<List<StateSnapshot>> states() {
        Arbitrary<String> names = Arbitraries.of("a", "heap.used", "it's", "a b", "=", "", "${x}", "é");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "0",
                        "-1",
                        "007",
                        "1.50",
                        "1E+999999999",
                        "1e5",
                        "up",
                        "down",
                        "it's",
                        "",
                        "<email:1>",
                        "9".repeat(200)),
                Arbitraries.integers().between(-9, 9).map(String::valueOf),
                Arbitraries.bigDecimals().map(number -> number.toPlainString()));
        return Arbitraries.maps(names, values)
                .ofMaxSize(5)
                .map(map -> StateSnapshot.of(Instant.EPOCH, map))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void conditions_hold_after_and_not_before(
            @ForAll("states") List<StateSnapshot> before, @ForAll("states") List<StateSnapshot> after) {
        for (Check check : Brought.about(before, after)) {
            assertThat(after).allMatch(state -> check.test(state, name -> null) == Check.Result.HOLDS);
            assertThat(before).noneMatch(state -> check.test(state, name -> null) == Check.Result.HOLDS);
        }
    }

    @Property
    void a_word_that_changed_is_found(@ForAll("states") List<StateSnapshot> states) {
        List<StateSnapshot> down =
                states.stream().map(state -> state.with("status", "down")).toList();
        List<StateSnapshot> up =
                states.stream().map(state -> state.with("status", "running")).toList();
        assertThat(Brought.about(down, up)).containsExactly(Check.parse("status = 'running'"));
        assertThat(Brought.about(up, up)).isEqualTo(List.of());
    }
}
