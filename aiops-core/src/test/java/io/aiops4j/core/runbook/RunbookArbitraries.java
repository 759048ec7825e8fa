package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Runbooks as people, and people who wish us ill, may write them. */
final class RunbookArbitraries {

    private static final String AWKWARD =
            "aZ0 _-.:,'\"\\/#&*!|>%@`{}[]()?~=<+$^;\t\n\r\u0000\u0007\u001f\u007f\u0085\u00a0\u00e9\u2028\u2029\u202e\ufeff\ufffd";

    private RunbookArbitraries() {}

    static Arbitrary<String> text() {
        Arbitrary<String> characters = Arbitraries.strings().withChars(AWKWARD).ofMaxLength(30);
        Arbitrary<String> words = Arbitraries.of(
                "yes",
                "null",
                "~",
                "true",
                "1",
                "010",
                "1_000",
                "0x1f",
                "1e3",
                ".inf",
                "- a",
                "a: b",
                "# a",
                "&a",
                "*a",
                "!!x y",
                "---",
                "...",
                "<<",
                "=",
                "${service}",
                "${target}",
                "${",
                "}",
                "\ud83d\ude00",
                "2026-01-01",
                " lead",
                "trail ",
                "two\nlines",
                "two\n\nlines\n",
                "x".repeat(200),
                "word ".repeat(60),
                "on",
                "\u0130");
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, characters), net.jqwik.api.Tuple.of(2, words));
    }

    private static Arbitrary<String> filled() {
        return text().filter(text -> !text.isEmpty());
    }

    private static Arbitrary<String> name() {
        return Arbitraries.strings()
                .withChars("abcXYZ_09-. \u00e9")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(s -> !s.isBlank());
    }

    static Arbitrary<Parameter> parameter() {
        Arbitrary<java.math.BigDecimal> bound = Arbitraries.integers()
                .map(i -> java.math.BigDecimal.valueOf(i, 3))
                .injectNull(0.4);
        return Combinators.combine(
                        name(),
                        Arbitraries.of(Parameter.Type.values()),
                        text().injectNull(0.3),
                        text().set().ofMaxSize(3),
                        bound,
                        bound)
                .as(Parameter::new);
    }

    static Arbitrary<Check> check() {
        Arbitrary<String> right = Arbitraries.oneOf(
                Arbitraries.of("5", "-1.5", "heap.used", "${service}", "${any thing}"),
                text().map(text -> "'" + text + "'"));
        return Combinators.combine(
                        Arbitraries.of("heap.limit", "a", "status", "disk/used_percent"),
                        Arbitraries.of("=", "!=", "<", "<=", ">", ">="),
                        right)
                .as((left, sign, operand) -> Check.parse(left + " " + sign + " " + operand));
    }

    private static Arbitrary<Duration> duration(int most) {
        return Arbitraries.integers().between(0, most).map(Duration::ofMillis);
    }

    static Arbitrary<Step> step() {
        Arbitrary<Map<String, String>> parameters =
                Arbitraries.maps(text(), text()).ofMaxSize(3);
        return Combinators.combine(
                        filled(),
                        filled(),
                        parameters,
                        check().injectNull(0.5),
                        duration(3_600_000),
                        Arbitraries.integers().between(-1, 12),
                        duration(600_000),
                        Arbitraries.of(Step.OnFailure.values()))
                .as(Step::new);
    }

    static Arbitrary<Runbook> runbook() {
        Arbitrary<Runbook.Origin> origin = Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.integers().between(0, 3), text(), text())
                .as(Runbook.Origin::new);
        Arbitrary<List<Object>> rest = Combinators.combine(
                        step().list().ofMaxSize(3),
                        check().list().ofMaxSize(3),
                        step().list().ofMaxSize(2),
                        origin,
                        Arbitraries.oneOf(Arbitraries.just(Duration.ZERO), duration(3_600_000)))
                .as(List::of);
        return Combinators.combine(
                        text(),
                        Arbitraries.integers(),
                        filled(),
                        filled(),
                        text().list().ofMaxSize(3),
                        parameter().list().ofMaxSize(3),
                        check().list().ofMaxSize(2),
                        rest)
                .as(RunbookArbitraries::assemble);
    }

    @SuppressWarnings("unchecked")
    private static Runbook assemble(
            String id,
            int version,
            String title,
            String platform,
            List<String> types,
            List<Parameter> parameters,
            List<Check> preconditions,
            List<Object> rest) {
        return new Runbook(
                id,
                version,
                title,
                platform,
                types,
                parameters,
                preconditions,
                (List<Step>) rest.get(0),
                (List<Check>) rest.get(1),
                (Duration) rest.get(4),
                (List<Step>) rest.get(2),
                (Runbook.Origin) rest.get(3));
    }

    /** The sample as a person would have written it, with no parent to compare it with. */
    static Runbook submittable() {
        return RunbookCodecTest.with(sample(), "origin", Runbook.Origin.PERSON);
    }

    /** One sound runbook to start from. */
    static Runbook sample() {
        return new Runbook(
                "redis-oom",
                2,
                "Redis is out of memory",
                "linux",
                List.of("out_of_memory", "slow"),
                List.of(
                        Parameter.number("mb").between(1, 4096).or("1024"),
                        new Parameter("mode", Parameter.Type.TEXT, "soft", Set.of("soft", "hard"), null, null)),
                List.of(Check.parse("status = 'running'")),
                List.of(
                        new Step(
                                "limit",
                                "set_limit",
                                Map.of("mb", "${mb}"),
                                Check.parse("heap.configured = ${mb}"),
                                Duration.ofSeconds(10),
                                0,
                                Duration.ZERO,
                                Step.OnFailure.STOP),
                        new Step(
                                "restart",
                                "restart",
                                Map.of("service", "${target.service}"),
                                null,
                                Duration.ofSeconds(30),
                                2,
                                Duration.ofMillis(50),
                                Step.OnFailure.ROLL_BACK)),
                List.of(Check.parse("heap.limit > heap.used")),
                List.of(new Step(
                        "undo",
                        "set_limit",
                        Map.of("mb", "512"),
                        null,
                        Duration.ofSeconds(10),
                        0,
                        Duration.ZERO,
                        Step.OnFailure.STOP)),
                new Runbook.Origin(true, 1, "it was too little"));
    }
}
