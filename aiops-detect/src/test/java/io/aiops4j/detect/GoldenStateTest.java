package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The states after 40 values, as version 1 was first written; each later build must read them. */
class GoldenStateTest {

    private static final int SEEN = 40;

    @ParameterizedTest
    @ValueSource(strings = {"rule", "leak", "exhaustion"})
    void readsVersion1AndGoesOnFromThere(String family) {
        byte[] golden = golden(family);
        Detector read = Detectors.restore(DetectorState.fromBytes(golden));
        assertThat(read.snapshot().toBytes()).isEqualTo(golden);
        assertThat(read.snapshot().version()).isEqualTo(1);
        boolean stated = false;
        for (int i = SEEN; i < 3 * SEEN; i++) {
            Score score = read.observe(value(family, i));
            assertThat(score).matches(DetectorContract::isSound).matches(Score::judged);
            stated |= score.features().containsKey(family.equals("rule") ? "rule.seconds" : "exhaustion.seconds");
        }
        assertThat(stated).isTrue();
    }

    @Property
    void damageIsRefusedOrSound(
            @ForAll("families") String family, @ForAll @Size(max = 8) byte[] damage, @ForAll int at) {
        byte[] bytes = golden(family);
        for (int i = 0; i < damage.length; i++) {
            bytes[Math.floorMod(at + i, bytes.length)] = damage[i];
        }
        refusedOrSound(bytes);
        refusedOrSound(Arrays.copyOf(bytes, Math.floorMod(at, bytes.length + 9)));
    }

    @Provide
    Arbitrary<String> families() {
        return Arbitraries.of("rule", "leak", "exhaustion");
    }

    private static void refusedOrSound(byte[] bytes) {
        Detector restored;
        try {
            restored = Detectors.restore(DetectorState.fromBytes(bytes));
        } catch (AiopsException refused) {
            assertThat(refused).hasMessageNotContaining("null");
            return;
        }
        for (int i = SEEN; i < 3 * SEEN; i++) {
            double value = i % 7 == 0 ? Double.MAX_VALUE : -i;
            assertThat(restored.observe(new Observation(Streams.minute(i), value)))
                    .matches(DetectorContract::isSound);
        }
    }

    private static Observation value(String family, int i) {
        double value = 100 + 2 * i - (i % 9 == 8 ? 60 : 0) + i * 7 % 5;
        return new Observation(Streams.minute(i), family.equals("exhaustion") ? -value : value);
    }

    private static byte[] golden(String family) {
        String name = family + "-v1.hex";
        try (InputStream in = Objects.requireNonNull(GoldenStateTest.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
