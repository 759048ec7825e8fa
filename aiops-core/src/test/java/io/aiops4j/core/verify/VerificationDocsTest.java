package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What docs/verification.md says is what the code does. */
final class VerificationDocsTest {

    private static String docs() throws Exception {
        return Files.readString(Path.of("../docs/verification.md"));
    }

    private static List<String> rows(String docs) {
        return docs.lines().filter(line -> line.startsWith("|")).toList();
    }

    @Test
    void each_type_is_listed_with_each_limit() throws Exception {
        List<String> rows = rows(docs());
        for (String type : Verifiers.standard().types()) {
            String row = rows.stream()
                    .filter(line -> line.split("\\|")[1].contains("`" + type + "`"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row for " + type));
            for (Measure measure : ((RuleVerifier) Verifiers.standard().of(type)).measures()) {
                assertThat(row)
                        .as(type)
                        .contains("`" + (measure.limit() == null ? measure.value() : measure.condition(measure.value()))
                                + "`");
            }
        }
    }

    @Test
    void each_value_that_a_probe_reads_is_listed() throws Exception {
        String table = String.join("\n", rows(docs()));
        Target shop = Target.service("shop");
        Map<String, Object> read = new TreeMap<>();
        read.putAll(Probes.jvm().read(shop));
        read.putAll(Probes.memory().read(shop));
        read.putAll(Probes.cpu().read(shop));
        read.putAll(Probes.disks(Path.of(".")).read(shop));
        read.putAll(Probes.process(() -> OptionalLong.of(ProcessHandle.current().pid()))
                .read(shop));
        assertThat(read).hasSizeGreaterThan(25);
        assertThat(read.keySet()).allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
    }

    @Test
    void each_weight_is_the_one_of_the_code() throws Exception {
        assertThat(docs())
                .contains(
                        RuleVerifier.ONE_LOOK + " | `RuleVerifier.ONE_LOOK`",
                        RuleVerifier.CLOSE + " | `RuleVerifier.CLOSE`",
                        RuleVerifier.PARTLY + " | `RuleVerifier.PARTLY`",
                        RuleVerifier.RESTARTED + " | `RuleVerifier.RESTARTED`",
                        "At most " + BuiltInVerifiers.LEAK_UNSEEN + " sure",
                        "the run proves little | " + RuleVerifier.PROVES_LITTLE,
                        "another instance | unknown | " + RuleVerifier.PROVES_NOTHING);
    }
}
