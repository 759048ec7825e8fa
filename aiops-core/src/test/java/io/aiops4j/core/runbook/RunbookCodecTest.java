package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.verify.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunbookCodecTest {

    private static final String SMALL = """
            id: redis-oom
            incidentTypes: [out_of_memory]
            steps:
              - action: restart
                parameters: {service: redis}
            verification: ["status = 'running'"]
            """;

    @Provide
    Arbitrary<Runbook> runbooks() {
        return RunbookArbitraries.runbook();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void json_yaml_and_the_canonical_form_read_back_as_the_same_runbook(@ForAll("runbooks") Runbook runbook) {
        assertThat(RunbookCodec.fromJson(RunbookCodec.toJson(runbook))).isEqualTo(runbook);
        assertThat(RunbookCodec.fromCanonical(RunbookCodec.canonical(runbook))).isEqualTo(runbook);
        assertThat(RunbookCodec.fromYaml(RunbookCodec.toYaml(runbook))).isEqualTo(runbook);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void two_runbooks_have_one_digest_if_and_only_if_they_are_equal(
            @ForAll("runbooks") Runbook one, @ForAll("runbooks") Runbook other) {
        Runbook copy = RunbookCodec.fromYaml(RunbookCodec.toYaml(one));
        assertThat(RunbookCodec.digest(copy)).isEqualTo(RunbookCodec.digest(one));
        assertThat(RunbookCodec.digest(one).equals(RunbookCodec.digest(other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void any_changed_byte_of_the_canonical_form_is_refused_or_another_digest(
            @ForAll("runbooks") Runbook runbook,
            @ForAll int position,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 32, max = 126) int to) {
        String canonical = RunbookCodec.canonical(runbook);
        StringBuilder changed = new StringBuilder(canonical);
        changed.setCharAt(Math.floorMod(position, canonical.length()), (char) to);
        if (changed.toString().equals(canonical)) {
            return;
        }
        try {
            Runbook read = RunbookCodec.fromCanonical(changed.toString());
            // what still reads as the same runbook is not its canonical form, and the gate compares the bytes
            assertThat(read.equals(runbook) || !RunbookCodec.digest(read).equals(RunbookCodec.digest(runbook)))
                    .isTrue();
        } catch (DocumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void every_changed_field_gives_another_digest() {
        Runbook sample = RunbookArbitraries.sample();
        Map<String, Runbook> changed = new LinkedHashMap<>();
        changed.put("id", with(sample, "id", "x"));
        changed.put("version", with(sample, "version", 3));
        changed.put("title", with(sample, "title", "x"));
        changed.put("platform", with(sample, "platform", "x"));
        changed.put("incidentTypes", with(sample, "incidentTypes", List.of("slow", "out_of_memory")));
        changed.put("preconditions", with(sample, "preconditions", List.of()));
        changed.put("verification", with(sample, "verification", List.of(Check.parse("heap.limit >= heap.used"))));
        changed.put("rollback", with(sample, "rollback", List.of()));
        changed.put("generated", with(sample, "origin", new Runbook.Origin(false, 1, "it was too little")));
        changed.put("parent", with(sample, "origin", new Runbook.Origin(true, 0, "it was too little")));
        changed.put("by", with(sample, "origin", new Runbook.Origin(true, 1, "rules", "it was too little")));
        changed.put("why", with(sample, "origin", new Runbook.Origin(true, 1, "it was too much")));
        Parameter mb = sample.parameters().get(0);
        Parameter mode = sample.parameters().get(1);
        changed.put("parameter order", with(sample, "parameters", List.of(mode, mb)));
        changed.put("parameter gone", with(sample, "parameters", List.of(mb)));
        changed.put("preset", with(sample, "parameters", List.of(mb.or("1"), mode)));
        changed.put("preset empty", with(sample, "parameters", List.of(mb, mode.or(""))));
        changed.put("preset gone", with(sample, "parameters", List.of(mb, mode.or(null))));
        changed.put("min", with(sample, "parameters", List.of(mb.between(2, 4096), mode)));
        changed.put("max", with(sample, "parameters", List.of(mb.between(1, 4097), mode)));
        changed.put("allowed", with(sample, "parameters", List.of(mb, mode.oneOf("soft"))));
        changed.put(
                "type",
                with(
                        sample,
                        "parameters",
                        List.of(
                                mb,
                                new Parameter(
                                        "mode", Parameter.Type.BOOLEAN, "soft", Set.of("soft", "hard"), null, null))));
        steps(sample).forEach(changed::put);
        List<String> digests = changed.values().stream()
                .map(runbook -> RunbookCodec.digest(runbook).hex())
                .toList();
        assertThat(digests)
                .doesNotHaveDuplicates()
                .doesNotContain(RunbookCodec.digest(sample).hex());
    }

    private static Map<String, Runbook> steps(Runbook sample) {
        Step limit = sample.steps().get(0);
        Step restart = sample.steps().get(1);
        Map<String, Runbook> changed = new LinkedHashMap<>();
        changed.put("step order", with(sample, "steps", List.of(restart, limit)));
        changed.put("step gone", with(sample, "steps", List.of(limit)));
        changed.put("step twice", with(sample, "steps", List.of(limit, restart, restart)));
        Map<String, UnaryOperator<Step>> edits = new LinkedHashMap<>();
        edits.put("name", s -> step(s, "x", s.action(), s.check(), s.timeout(), s.onFailure()));
        edits.put("action", s -> step(s, s.name(), "x", s.check(), s.timeout(), s.onFailure()));
        edits.put("check", s -> step(s, s.name(), s.action(), Check.parse("a = 1"), s.timeout(), s.onFailure()));
        edits.put("timeout", s -> step(s, s.name(), s.action(), s.check(), Duration.ofMillis(1), s.onFailure()));
        edits.put("failure", s -> step(s, s.name(), s.action(), s.check(), s.timeout(), Step.OnFailure.CONTINUE));
        edits.put("retries", s -> s.retrying(3, s.pause()));
        edits.put("pause", s -> s.retrying(s.retries(), Duration.ofMillis(51)));
        edits.put("value", s -> s.with("service", "redis"));
        edits.put("empty value", s -> s.with("service", ""));
        edits.put("one more value", s -> s.with("more", ""));
        edits.forEach((what, edit) ->
                changed.put("step's " + what, with(sample, "steps", List.of(limit, edit.apply(restart)))));
        return changed;
    }

    private static Step step(Step s, String name, String action, Check check, Duration timeout, Step.OnFailure then) {
        return new Step(name, action, s.parameters(), check, timeout, s.retries(), s.pause(), then);
    }

    @SuppressWarnings("unchecked")
    static Runbook with(Runbook r, String field, Object value) {
        return new Runbook(
                field.equals("id") ? (String) value : r.id(),
                field.equals("version") ? (Integer) value : r.version(),
                field.equals("title") ? (String) value : r.title(),
                field.equals("platform") ? (String) value : r.platform(),
                field.equals("incidentTypes") ? (List<String>) value : r.incidentTypes(),
                field.equals("parameters") ? (List<Parameter>) value : r.parameters(),
                field.equals("preconditions") ? (List<Check>) value : r.preconditions(),
                field.equals("steps") ? (List<Step>) value : r.steps(),
                field.equals("verification") ? (List<Check>) value : r.verification(),
                field.equals("watch") ? (Duration) value : r.watch(),
                field.equals("rollback") ? (List<Step>) value : r.rollback(),
                field.equals("origin") ? (Runbook.Origin) value : r.origin());
    }

    @Test
    void what_is_left_out_has_its_default_and_both_ways_of_writing_it_have_one_digest() {
        Runbook small = RunbookCodec.fromYaml(SMALL);
        assertThat(small.title()).isEqualTo("redis-oom");
        assertThat(small.version()).isEqualTo(1);
        assertThat(small.platform()).isEqualTo("any");
        assertThat(small.steps().get(0).name()).isEqualTo("restart");
        assertThat(small.steps().get(0).timeout()).isEqualTo(Step.DEFAULT_TIMEOUT);
        Runbook spelledOut = RunbookCodec.fromYaml(SMALL + "title: ''\nplatform: any\nversion: 1\nparameters: []\n");
        assertThat(RunbookCodec.digest(spelledOut)).isEqualTo(RunbookCodec.digest(small));
        assertThat(RunbookCodec.canonical(small)).startsWith("rb1:{");
    }

    @Test
    void what_was_approved_once_has_its_digest_for_ever() {
        assertThat(RunbookCodec.digest(RunbookArbitraries.sample()))
                .hasToString("474d68e32a7ef5e3be70c9ab148cffe4b5867f776d5b9e36ebc88a40d89430dd");
        assertThat(RunbookCodec.digest(RunbookCodec.fromYaml(SMALL)))
                .hasToString("cbcc24c67222f046054c9282a44dc7f17b3fb96d3388cf5c660484eb5cb19e81");
        // numbers stay in the letters of their writer
        String odd = """
                id: a
                version: "3"
                incidentTypes: [yes, 010, 1.10, true, 1_000, 0x1f, 2026-01-01, '', x]
                parameters:
                  - {name: n, type: NUMBER, min: 1.50, max: 1000, preset: 1.10, allowed: [1.10, 2]}
                  - {name: b, type: Boolean, preset: true}
                steps: [{action: x, parameters: {a: 1.0, b: true, c: 12345678901234567890, d: 1e3}, retries: 1}]
                """;
        assertThat(RunbookCodec.digest(RunbookCodec.fromYaml(odd)))
                .hasToString("1f339e013cef6e76503b11867ead2eebb6ce8fbcac8c7f5a4093332dd4f687a7");
        Runbook said = RunbookCodec.fromYaml(SMALL + "origin: {by: alice}\n");
        assertThat(RunbookCodec.canonical(said))
                .endsWith("\"origin\":{\"generated\":false,\"parent\":0,\"by\":\"alice\"}}");
        assertThat(RunbookCodec.fromYaml(RunbookCodec.toYaml(said))).isEqualTo(said);
    }

    @Test
    void a_watch_is_approved_like_everything_else_and_one_of_no_length_is_none() {
        Runbook small = RunbookCodec.fromYaml(SMALL);
        assertThat(RunbookCodec.canonical(small)).doesNotContain("watch");
        assertThat(RunbookCodec.digest(RunbookCodec.fromYaml(SMALL + "watch: 0s\n")))
                .isEqualTo(RunbookCodec.digest(small));
        Runbook watching = RunbookCodec.fromYaml(SMALL + "watch: 2m\n");
        assertThat(watching.watch()).isEqualTo(Duration.ofMinutes(2));
        assertThat(RunbookCodec.canonical(watching)).contains("],\"watch\":\"120s\",\"origin\"");
        assertThat(RunbookCodec.fromCanonical(RunbookCodec.canonical(watching))).isEqualTo(watching);
        assertThat(RunbookCodec.digest(watching)).isNotEqualTo(RunbookCodec.digest(small));
        assertThat(watching.longest()).isEqualTo(small.longest().plusMinutes(2));
        assertThat(watching.doesTheSameAs(small)).isFalse();
        assertThat(watching.next(2, watching.parameters(), watching.steps(), Runbook.Origin.PERSON)
                        .watch())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(small.changesFrom(watching)).containsExactly("~ watch: 120s -> (none)");
    }

    @Test
    void a_file_is_read_by_its_ending(@TempDir Path folder) throws IOException {
        Runbook small = RunbookCodec.fromYaml(SMALL);
        Path yaml = Files.writeString(folder.resolve("a.yaml"), SMALL);
        Path json = Files.writeString(folder.resolve("a.json"), RunbookCodec.toJson(small));
        Path upper = Files.writeString(folder.resolve("b.JSON"), RunbookCodec.toJson(small));
        Path yml = Files.writeString(folder.resolve("c.yml"), SMALL);
        assertThat(RunbookCodec.read(upper)).isEqualTo(RunbookCodec.read(yml)).isEqualTo(small);
        assertThat(RunbookCodec.read(yaml)).isEqualTo(small).isEqualTo(RunbookCodec.read(json));
        Path large = Files.write(folder.resolve("large.yaml"), new byte[Documents.LARGEST + 1]);
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        for (Path bad : List.of(large, binary, folder, folder.resolve("nowhere.yaml"))) {
            assertThatThrownBy(() -> RunbookCodec.read(bad)).isInstanceOf(DocumentException.class);
        }
    }

    private static void refusedFast(String what, String yaml) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(() -> RunbookCodec.fromYaml(yaml));
        assertThat(thrown).as(what).isInstanceOf(DocumentException.class);
        assertThat(thrown.getMessage()).as(what).isNotBlank().hasSizeLessThan(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void hostile_yaml_is_refused_fast_and_with_a_typed_message() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(8) + "*a" + (i - 1) + "]\n");
        }
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("bomb of aliases", bomb.toString());
        hostile.put("bomb of aliases in a known field", SMALL + bomb.toString().replaceFirst("a0", "preconditions"));
        hostile.put("alias", SMALL + "title: &t hello\nplatform: *t\n");
        hostile.put("alias that nobody anchored", SMALL + "title: *t\n");
        hostile.put("anchor on a map", SMALL.replace("{service", "&m {service"));
        hostile.put("merge key", SMALL + "origin: {<<: {why: x}}\n");
        hostile.put(
                "script engine",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
                        + " [\"http://localhost/\"]]]]\n");
        hostile.put("tag in a field", SMALL + "title: !!java.io.File '/etc/passwd'\n");
        hostile.put("tag of our own class", SMALL + "origin: !io.aiops4j.core.Scope {why: x}\n");
        hostile.put("binary tag", SMALL + "title: !!binary aGVsbG8=\n");
        hostile.put("nested lists", "[".repeat(100_000));
        hostile.put("nested maps", "{a: ".repeat(100_000));
        hostile.put("nested block lists", "- ".repeat(100_000) + "x");
        hostile.put("nested block keys", "? ".repeat(100_000) + "x");
        hostile.put("nested in a field", SMALL + "preconditions: " + "[".repeat(50_000) + "]".repeat(50_000));
        hostile.put("nested map in a field", SMALL + "origin: {why: " + "{a: ".repeat(3_000) + "}".repeat(3_000) + "}");
        hostile.put("duplicate key", SMALL + "id: other\n");
        hostile.put("duplicate key in a step", SMALL.replace("{service: redis}", "{service: redis, service: mysql}"));
        hostile.put("unknown field", SMALL + "sudo: true\n");
        hostile.put("unknown field in a step", SMALL.replace("- action: restart", "- action: restart\n    shell: rm"));
        hostile.put("large", SMALL + "title: '" + "x".repeat(1 << 20) + "'\n");
        hostile.put("large and flat", SMALL + "#" + "x".repeat((1 << 20) - 100) + "\n" + "title: [" + "\n");
        hostile.put("one key of a megabyte", "x".repeat((1 << 20) - 10) + ": 1");
        hostile.put("a million brackets", "]".repeat(1 << 19));
        hostile.put("many documents", SMALL + "---\n" + SMALL);
        hostile.put("empty", "");
        hostile.put("blank", "  \n\n");
        hostile.put("comment", "# nothing\n");
        hostile.put("null", "null");
        hostile.put("list", "- a\n- b\n");
        hostile.put("scalar", "hello");
        hostile.put("tab", "id:\tx\n\tsteps: []\n");
        hostile.put("control", "id: \u0000\n");
        hostile.put("directive", "%YAML 9.9\n---\n" + SMALL);
        hostile.put("directive bomb", "%TAG ! tag:x,2000:\n".repeat(1_000) + "---\n!a b");
        hostile.put("null step", SMALL.replace("steps:", "steps:\n  -\n  - null"));
        hostile.put("null type", SMALL.replace("[out_of_memory]", "[out_of_memory, null]"));
        hostile.put("null value", SMALL.replace("redis}", "null}").replace("{service: redis", "{service: "));
        hostile.put("null condition", SMALL.replace("[\"status", "[null, \"status"));
        hostile.put("null allowed", SMALL + "parameters: [{name: a, allowed: [null]}]\n");
        hostile.put("no parameter name", SMALL + "parameters: [{type: text}]\n");
        hostile.put("no parameter", SMALL + "parameters: [null]\n");
        hostile.put("unknown type", SMALL + "parameters: [{name: a, type: object}]\n");
        hostile.put("huge bound", SMALL + "parameters: [{name: a, min: 1e999999999}]\n");
        hostile.put("long bound", SMALL + "parameters: [{name: a, min: '" + "9".repeat(100_000) + "'}]\n");
        hostile.put("odd bound", SMALL + "parameters: [{name: a, min: '1-1'}]\n");
        hostile.put("huge version", SMALL + "version: 99999999999999999999\n");
        hostile.put("very huge version", SMALL + "version: " + "9".repeat(500_000) + "\n");
        hostile.put("fraction of a version", SMALL + "version: 1.5\n");
        hostile.put("version in words", SMALL + "version: one\n");
        hostile.put("map for text", SMALL + "title: {a: b}\n");
        hostile.put("text for list", SMALL.replace("[out_of_memory]", "out_of_memory"));
        hostile.put("timeout without unit", SMALL.replace("- action", "- timeout: 30\n    action"));
        hostile.put("timeout of ages", SMALL.replace("- action", "- timeout: 9999999999h\n    action"));
        hostile.put("negative pause", SMALL.replace("- action", "- pause: -1s\n    action"));
        hostile.put("no condition", SMALL + "preconditions: ['rm -rf /']\n");
        hostile.put("unknown failure mode", SMALL.replace("- action", "- onFailure: shrug\n    action"));
        hostile.forEach(RunbookCodecTest::refusedFast);
    }

    @Test
    void hostile_json_and_canonical_text_is_refused_with_a_typed_message() {
        String good = RunbookCodec.toJson(RunbookCodec.fromYaml(SMALL));
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "1",
                "{",
                good + " {}",
                good + "x",
                good.replace("{\"id\"", "{\"id\":\"x\",\"id\""),
                good.replace("\"steps\":[", "\"steps\":[null,"),
                good.replace("\"id\":", "\"sudo\":1,\"id\":"),
                "[".repeat(500_000),
                "{\"origin\":".repeat(50_000),
                "{\"id\":" + "9".repeat(500_000) + "",
                "{\"version\":1e99999999}",
                "{\"version\":" + "9".repeat(5_000) + "}",
                "{\"id\":\"" + "x".repeat(Documents.LARGEST) + "\"}")) {
            assertThatThrownBy(() -> RunbookCodec.fromJson(bad)).isInstanceOf(DocumentException.class);
            assertThatThrownBy(() -> RunbookCodec.fromCanonical("rb1:" + bad)).isInstanceOf(DocumentException.class);
        }
        assertThatThrownBy(() -> RunbookCodec.fromCanonical(good)).isInstanceOf(DocumentException.class);
        assertThatThrownBy(() -> RunbookCodec.fromCanonical("rb2:" + good)).isInstanceOf(DocumentException.class);
    }

    @Property(tries = 500)
    void a_yaml_file_with_random_damage_is_read_or_refused_and_nothing_else(
            @ForAll int position, @ForAll("damage") String damage, @ForAll boolean replace) {
        String yaml = RunbookCodec.toYaml(RunbookArbitraries.sample());
        int at = Math.floorMod(position, yaml.length());
        String damaged = yaml.substring(0, at) + damage + yaml.substring(replace ? at + 1 : at);
        Throwable thrown = catchThrowable(() -> RunbookCodec.canonical(RunbookCodec.fromYaml(damaged)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(DocumentException.class);
        }
    }

    @Provide
    Arbitrary<String> damage() {
        return RunbookArbitraries.text();
    }

    @Test
    void a_character_of_two_halves_may_stand_anywhere_in_a_file() {
        for (int at = 1_000; at < 1_100; at++) {
            String yaml = SMALL + "title: \"" + "x".repeat(at - SMALL.length()) + "\ud83d\ude00".repeat(20) + "\"\n";
            assertThat(RunbookCodec.fromYaml(yaml).title()).endsWith("x" + "\ud83d\ude00".repeat(20));
        }
    }

    @Test
    void half_a_character_is_written_or_refused_and_nothing_else() {
        for (String half : List.of("\ud83d", "\ude00", "a\ud83d", "\ude00\ud83d")) {
            Runbook runbook = with(RunbookArbitraries.sample(), "title", half);
            assertThat(RunbookCodec.canonical(runbook)).startsWith("rb1:");
            assertThat(runbook.changesFrom(null)).isNotEmpty();
            for (int at = 1_000; at < 1_050; at++) {
                String yaml = SMALL + "title: \"" + "x".repeat(at - SMALL.length()) + half;
                assertThatThrownBy(() -> RunbookCodec.fromYaml(yaml)).isInstanceOf(DocumentException.class);
            }
        }
    }

    @Test
    void the_canonical_form_is_plain_utf_8() {
        Runbook odd = RunbookCodec.fromYaml(SMALL + "title: \"caf\u00e9 \\u2028 \ud83d\ude00\"\n");
        byte[] bytes = RunbookCodec.canonical(odd).getBytes(StandardCharsets.UTF_8);
        assertThat(RunbookCodec.fromCanonical(new String(bytes, StandardCharsets.UTF_8)))
                .isEqualTo(odd);
    }
}
