package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What was written once is read for ever: each entry type has a golden file for each of its versions, under
 * {@code golden/<type>-<version>.json}. A changed payload needs a new version and a new file; the old file stays.
 *
 * <pre>{@code
 * class RunGoldenTest extends GoldenContract {
 *     protected Class<?> entries() { return RunEntries.class; }
 *     protected Map<EntryType, Object> samples() { return Map.of(RunEntries.STARTED, new RunEntries.Started(...)); }
 * }
 * }</pre>
 */
public abstract class GoldenContract {

    /** Where the entry types are constants. */
    protected abstract Class<?> entries();

    /** A payload of each entry type, with all its fields filled. */
    protected abstract Map<EntryType, Object> samples();

    @Test
    void each_entry_type_has_a_sample() throws Exception {
        TreeSet<String> types = new TreeSet<>();
        for (Field field : entries().getDeclaredFields()) {
            if (field.getType() == EntryType.class && Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                types.add(field.get(null).toString());
            }
        }
        assertThat(types).isNotEmpty();
        assertThat(samples().keySet()).extracting(EntryType::toString).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void each_payload_is_written_as_its_golden_file_says() throws Exception {
        for (Map.Entry<EntryType, Object> sample : samples().entrySet()) {
            Append append = Append.by(Actor.system("golden")).add("golden", sample.getKey(), sample.getValue());
            assertThat(new String(append.items().get(0).payload(), StandardCharsets.UTF_8))
                    .as("%s. Has its payload changed? Then give it a new version.", sample.getKey())
                    .isEqualTo(golden(sample.getKey(), sample.getKey().version()));
        }
    }

    @Test
    void each_golden_file_is_read() throws Exception {
        for (Map.Entry<EntryType, Object> sample : samples().entrySet()) {
            EntryType type = sample.getKey();
            for (int version = 1; version < type.version(); version++) {
                assertThat(read(type, version, sample.getValue())).isNotNull();
            }
            assertThat(read(type, type.version(), sample.getValue())).isEqualTo(sample.getValue());
        }
    }

    private static Object read(EntryType type, int version, Object sample) throws IOException {
        byte[] bytes = golden(type, version).getBytes(StandardCharsets.UTF_8);
        return Payload.of(bytes, new byte[0]).as(sample.getClass());
    }

    private static String golden(EntryType type, int version) throws IOException {
        String file = "/golden/" + type.name() + "-" + version + ".json";
        try (InputStream in = GoldenContract.class.getResourceAsStream(file)) {
            assertThat(in).as("There is no src/test/resources" + file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
