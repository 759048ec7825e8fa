package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guardrails as a value, what is written about them, and the small parts that they are kept by. */
final class GuardrailsTest {

    private static final Path SAFETY = Path.of("../docs/safety.md");

    @Test
    void each_wither_changes_one_thing() {
        Guardrails rules = Guardrails.DEFAULT
                .perHour(1)
                .perIncident(2)
                .perTarget(3)
                .mostWaiting(4)
                .coolDown(Duration.ofMinutes(5), Duration.ofMinutes(6))
                .apart(Duration.ofMinutes(7))
                .breaker(8, Duration.ofMinutes(9))
                .window("daily 22:00-06:00 UTC")
                .freeze("2026-12-20T00:00 2027-01-02T06:00 UTC")
                .threshold(0.9)
                .recurrence(Duration.ofMinutes(10));
        assertThat(rules)
                .isEqualTo(new Guardrails(
                        new Guardrails.Limits(1, 2, 3, 4),
                        new Guardrails.Pauses(Duration.ofMinutes(5), Duration.ofMinutes(6), Duration.ofMinutes(7)),
                        new Guardrails.Breaker(8, Duration.ofMinutes(9)),
                        ChangeCalendar.ALWAYS
                                .window("daily 22:00-06:00 UTC")
                                .freeze("2026-12-20T00:00 2027-01-02T06:00 UTC"),
                        0.9,
                        Duration.ofMinutes(10)));
        assertThat(Guardrails.DEFAULT.limits()).isEqualTo(new Guardrails.Limits(10, 5, 4, 100));
    }

    @Test
    void what_is_no_limit_is_refused() {
        Duration longer = Guardrails.LONGEST_PAUSE.plusMillis(1);
        Guardrails rules = Guardrails.DEFAULT;
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable bad :
                List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                        () -> rules.perHour(-1),
                        () -> rules.perIncident(-1),
                        () -> rules.perTarget(-1),
                        () -> rules.mostWaiting(-1),
                        () -> rules.breaker(0, Duration.ZERO),
                        () -> rules.breaker(1, longer),
                        () -> rules.apart(Duration.ofSeconds(-1)),
                        () -> rules.coolDown(longer, Duration.ZERO),
                        () -> rules.coolDown(Duration.ZERO, longer),
                        () -> rules.recurrence(Duration.ofSeconds(-1)),
                        () -> rules.recurrence(longer),
                        () -> rules.threshold(1))) {
            assertThatThrownBy(bad).isInstanceOf(AiopsException.class);
        }
    }

    @Test
    void the_safety_page_lists_every_bound_with_its_value_and_every_rule() throws Exception {
        List<String> rows = Files.readAllLines(SAFETY).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        for (Class<?> type : List.of(Guardrails.class, ChangeCalendar.class, RunLine.class, Guard.class)) {
            for (Field field : constants(type)) {
                String name = "`" + type.getSimpleName() + "." + field.getName() + "`";
                String value = value(field);
                assertThat(rows)
                        .as("a row of docs/safety.md with %s and its value %s", name, value)
                        .anyMatch(row -> row.contains(name) && row.contains("| " + value + " "));
            }
        }
        for (Field rule : GuardrailException.class.getFields()) {
            if (Modifier.isStatic(rule.getModifiers())) {
                String name = (String) rule.get(null);
                assertThat(rows).as("a row about %s", name).anyMatch(row -> row.startsWith("| `" + name + "` |"));
            }
        }
    }

    // every number and every duration; what has no name outside is no bound that anybody could look up
    private static List<Field> constants(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && !Modifier.isPrivate(field.getModifiers()))
                .filter(field -> field.getType().isPrimitive() || field.getType() == Duration.class)
                .filter(field -> !field.getName().equals("UNLIMITED"))
                .toList();
    }

    private static String value(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        Object value = field.get(null);
        if (!(value instanceof Duration time)) {
            return String.valueOf(value);
        }
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() > 1 ? time.toHours() + " h" : time.toMinutes() + " min";
    }

    @Test
    void a_constant_that_the_page_lacks_is_found() throws IOException {
        assertThat(Files.readString(SAFETY)).doesNotContain("`Guardrails.DEFAULT_PER_DAY`");
    }

    @Test
    void time_that_jumps_ahead_is_held_back_until_what_was_counted_is_an_hour_old() {
        long[] nanos = new long[1];
        LongSupplier elapsed = () -> nanos[0];
        SteadyTime time = new SteadyTime(elapsed);
        Instant shown = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(time.of(shown)).isEqualTo(shown);
        nanos[0] += Duration.ofMinutes(1).toNanos();
        assertThat(time.of(shown.plusSeconds(80))).as("clocks drift").isEqualTo(shown.plusSeconds(80));
        nanos[0] += Duration.ofSeconds(10).toNanos();
        Instant jumped = shown.plusSeconds(90).plus(Duration.ofHours(2));
        assertThat(time.of(jumped)).isEqualTo(shown.plusSeconds(90));
        nanos[0] += Duration.ofMinutes(59).toNanos();
        assertThat(time.of(jumped.plus(Duration.ofMinutes(59))))
                .isEqualTo(shown.plusSeconds(90).plus(Duration.ofMinutes(59)));
        nanos[0] += Duration.ofMinutes(1).toNanos();
        Instant hourLater = jumped.plus(Duration.ofHours(1));
        assertThat(time.of(hourLater)).isEqualTo(hourLater);
        assertThat(time.of(shown))
                .as("back: entries keep their time by themselves")
                .isEqualTo(shown);
    }

    @Test
    void of_too_many_incidents_the_first_are_counted_anew() {
        IncidentStarts starts = new IncidentStarts(2, 100);
        assertThat(starts.isComplete("older", 99)).isFalse();
        assertThat(starts.isComplete("newer", 101)).isTrue();
        starts.put("older", 50, 3);
        starts.add("older", 110);
        assertThat(starts.of("older")).isEqualTo(4);
        assertThat(starts.isComplete("older", 50)).isTrue();
        starts.add("a", 120);
        starts.add("b", 130);
        assertThat(starts.of("older")).isZero();
        assertThat(starts.isComplete("older", 50)).isFalse();
        starts.add("c", 140);
        assertThat(starts.isComplete("a", 115)).as("it was forgotten").isFalse();
        assertThat(starts.isComplete("c", 135)).isTrue();
        assertThat(starts.of("c")).isEqualTo(1);
    }
}
