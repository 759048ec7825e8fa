package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VerifiersTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Verifiers STANDARD = Verifiers.standard();

    /** One line of the recorded cases. */
    record Case(
            String type,
            String what,
            StateSnapshot before,
            List<StateSnapshot> after,
            Verification.Outcome outcome,
            double confidence) {

        static Case of(String line) {
            List<String> parts =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            return new Case(
                    parts.get(0),
                    parts.get(1),
                    state(parts.get(2)),
                    Arrays.stream(parts.get(3).split(" ; "))
                            .map(VerifiersTest::state)
                            .toList(),
                    Verification.Outcome.valueOf(parts.get(4)),
                    Double.parseDouble(parts.get(5)));
        }

        @Override
        public String toString() {
            return type + ": " + what;
        }
    }

    private static StateSnapshot state(String text) {
        Map<String, String> values = new TreeMap<>();
        if (!text.strip().equals("-")) {
            for (String pair : text.split(",")) {
                String[] parts = pair.strip().split("=");
                values.put(parts[0], parts[1]);
            }
        }
        return StateSnapshot.of(NOON, values);
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = VerifiersTest.class.getResourceAsStream("/verify/cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Case::of).toList().stream();
        }
    }

    private static Verification verify(String type, String before, String... after) {
        return STANDARD.of(type)
                .verify(
                        state(before),
                        Arrays.stream(after).map(VerifiersTest::state).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_recorded_case_comes_out_as_it_was(Case each) {
        Verification found = STANDARD.of(each.type()).verify(each.before(), each.after());
        assertThat(found.outcome()).as(found.toString()).isEqualTo(each.outcome());
        assertThat(found.confidence()).as(found.toString()).isCloseTo(each.confidence(), within(1e-9));
        assertThat(found.method()).startsWith(each.type() + ": ");
        boolean plain = found.passed() && found.confidence() >= RuleVerifier.ONE_LOOK;
        assertThat(plain || each.type().equals("memory_leak") || !found.detail().isEmpty())
                .as("it says why: " + found)
                .isTrue();
    }

    @Test
    void each_type_has_at_least_eight_cases_with_the_tricky_ones() throws IOException {
        Map<String, List<Case>> byType = cases().collect(Collectors.groupingBy(Case::type));
        assertThat(byType.keySet())
                .containsExactlyInAnyOrder(
                        "service_unavailable",
                        "out_of_memory",
                        "memory_leak",
                        "disk_full",
                        "pool_exhausted",
                        "high_cpu",
                        "high_latency",
                        "error_rate",
                        "certificate_expiry",
                        "job_failed",
                        "queue_backlog",
                        "connection_failed");
        assertThat(STANDARD.types()).containsAll(byType.keySet()).contains("timeout", "http_5xx");
        byType.forEach((type, cases) -> {
            assertThat(cases).as(type).hasSizeGreaterThanOrEqualTo(8);
            for (String tricky : List.of(
                    "recovered by itself",
                    "recovered elsewhere",
                    "probe missing before",
                    "probe missing after|cannot be read",
                    "flapping")) {
                assertThat(cases)
                        .as(type + ": " + tricky)
                        .anyMatch(each -> Arrays.stream(tricky.split("\\|")).anyMatch(each.what()::contains));
            }
        });
    }

    @Test
    void a_state_that_holds_nothing_to_look_at_leaves_the_verdict_alone() {
        for (String type : STANDARD.types()) {
            Verification nothing = verify(type, "workers=2", "workers=8");
            assertThat(nothing.outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
            for (Verification said : List.of(
                    Verification.passed("state checks", 1),
                    Verification.notPassed("state checks", "no"),
                    Verification.unknown("nobody looked"))) {
                assertThat(said.and(nothing)).isEqualTo(said);
            }
        }
    }

    @Test
    void evidence_refutes_and_doubts_and_never_improves() {
        Verification passed = Verification.passed("state checks", 1);
        Verification failed = Verification.notPassed("state checks", "heap.limit > 900 does not hold");
        Verification against = verify("disk_full", "disk.used_percent=99", "disk.used_percent=98");
        Verification doubt = verify("disk_full", "disk.used_percent=20", "disk.used_percent=20");
        Verification agrees = verify("disk_full", "disk.used_percent=99", "disk.used_percent=20");
        assertThat(passed.and(against).outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(passed.and(against).detail()).contains("98");
        assertThat(passed.and(doubt).passed()).isTrue();
        assertThat(passed.and(doubt).confidence()).isEqualTo(RuleVerifier.PROVES_LITTLE);
        assertThat(passed.and(doubt).detail()).contains("before the first step");
        assertThat(passed.and(agrees).passed()).isTrue();
        assertThat(passed.and(agrees).method()).isEqualTo("state checks; disk_full: disk.used_percent <= 90");
        assertThat(failed.and(agrees).outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        Verification unknown = Verification.unknown("nobody looked");
        assertThat(unknown.and(agrees).outcome()).isEqualTo(Verification.Outcome.UNKNOWN);
        assertThat(unknown.and(against).outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
    }

    @Test
    void a_host_sets_another_limit() {
        Verifiers strict = STANDARD.limit("disk_full", "disk.used_percent", 70);
        Verification found =
                strict.of("disk_full").verify(state("disk.used_percent=99"), List.of(state("disk.used_percent=80")));
        assertThat(found.outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(found.method()).contains("disk.used_percent <= 70");
        assertThat(verify("disk_full", "disk.used_percent=99", "disk.used_percent=80")
                        .passed())
                .isTrue();
        assertThat(strict.limit("certificate_expiry", "certificate.days_left", 30)
                        .of("certificate_expiry")
                        .verify(state("certificate.days_left=2"), List.of(state("certificate.days_left=20")))
                        .outcome())
                .isEqualTo(Verification.Outcome.NOT_PASSED);
    }

    @Test
    void a_limit_that_there_is_not_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> STANDARD.limit("disk_full", "disk.used", 70))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("disk.used_percent");
        assertThatThrownBy(() -> STANDARD.limit("disk_full", "disk.read_only", 1))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> STANDARD.limit("disk_full", "disk.used_percent", Double.NaN))
                .isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> STANDARD.limit("disk_empty", "disk.used_percent", 70))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("disk_full");
    }

    @Test
    void one_of_ones_own_takes_a_line() {
        Verifiers own = STANDARD.with("cache_cold", Verifier.holding("cache.hit_percent >= 80", "cache.state = 'warm'"))
                .with("drained", (before, after) -> Verification.passed("by hand", 1))
                .without("timeout");
        Verifier cache = own.of("cache_cold");
        StateSnapshot cold = state("cache.hit_percent=3, cache.state=cold");
        assertThat(cache.verify(cold, List.of(state("cache.hit_percent=93, cache.state=warm")))
                        .passed())
                .isTrue();
        assertThat(cache.verify(cold, List.of(state("cache.hit_percent=93, cache.state=cold")))
                        .outcome())
                .isEqualTo(Verification.Outcome.NOT_PASSED);
        assertThat(own.of("drained").verify(cold, List.of(cold)).passed()).isTrue();
        assertThat(own.of("timeout")).isNull();
        assertThat(own.of(null)).isNull();
        assertThat(Verifiers.none().types()).isEmpty();
        assertThatThrownBy(() -> Verifier.holding("all is well")).isInstanceOf(AiopsException.class);
    }

    @Property(tries = 300)
    void whatever_is_read_nothing_passes_that_is_ill_at_the_end(
            @ForAll @IntRange(min = -5, max = 200) int before,
            @ForAll List<@IntRange(min = -5, max = 200) Integer> looks) {
        if (looks.isEmpty()) {
            return;
        }
        Verification found = verify(
                "disk_full",
                "disk.used_percent=" + before,
                looks.stream().map(used -> "disk.used_percent=" + used).toArray(String[]::new));
        int last = looks.get(looks.size() - 1);
        boolean wasIll = before > 90 && before <= 100;
        assertThat(found.passed()).isIn(false, wasIll && last >= 0 && last <= 90);
        assertThat(found.confidence()).isBetween(0.0, 1.0);
        if (last > 90 && last <= 100) {
            assertThat(found.outcome()).isEqualTo(Verification.Outcome.NOT_PASSED);
        }
    }
}
