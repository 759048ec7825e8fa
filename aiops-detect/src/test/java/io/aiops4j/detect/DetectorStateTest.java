package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DetectorStateTest {

    /**
     * Adaptive detectors after 3 and after 40 values, as version 1 was first written; each later build must read them.
     */
    private static final String VERSION_1_WARMING_UP = ""
            + "08616461707469766501000000006955b9780000000000404e00000000000000000003405900000000000040"
            + "5ac000000000004059c00000000000";

    private static final String VERSION_1 = ""
            + "08616461707469766501000000006955c2240000000000404e00000000000000000028405a4e666666666640"
            + "5a6b2494b8ef1a405b400000000000405b400000000000004007f58655512d854009d6621e971a52400fc538"
            + "7c03a844000000000000000040168a3d70a3d70c40154b76d4a8afde400fc5387c03a8440000000000000000";

    @Test
    void isAValue() {
        DetectorState state = DetectorState.of("adaptive", 1, new byte[] {1, 2, 3});
        DetectorState same = DetectorState.fromBytes(state.toBytes());
        assertThat(same).isEqualTo(state).hasSameHashCodeAs(state).hasToString("adaptive v1, 3 bytes");
        assertThat(same.family()).isEqualTo("adaptive");
        assertThat(same.version()).isEqualTo(1);
        assertThat(same).isNotEqualTo(DetectorState.of("adaptive", 2, new byte[] {1, 2, 3}));
    }

    @Test
    void isNotChangedThroughItsArrays() {
        byte[] given = {1, 2, 3};
        DetectorState state = DetectorState.of("adaptive", 1, given);
        given[0] = 9;
        state.payload()[1] = 9;
        state.toBytes()[11] = 9;
        assertThat(state.payload()).containsExactly(1, 2, 3);
    }

    @Test
    void refusesWhatIsNoState() {
        assertThatThrownBy(() -> DetectorState.of("Ada", 1, new byte[0])).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> DetectorState.of("", 1, new byte[0])).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> DetectorState.of("a", 0, new byte[0])).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> DetectorState.of("a", 1, new byte[DetectorState.LONGEST_PAYLOAD + 1]))
                .isInstanceOf(AiopsException.class);
    }

    @Test
    void saysWhatToDoWithTheStateOfAnother() {
        assertThatThrownBy(() -> Detectors.restore(DetectorState.of("forest", 1, new byte[0])))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("'forest'");
        assertThatThrownBy(() -> Detectors.restore(DetectorState.of("adaptive", 4, new byte[0])))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("version 4");
    }

    @Test
    void readsVersion1() {
        for (String golden : List.of(VERSION_1_WARMING_UP, VERSION_1)) {
            byte[] bytes = HexFormat.of().parseHex(golden);
            Detector read = Detectors.restore(DetectorState.fromBytes(bytes));
            assertThat(read.snapshot().toBytes()).isEqualTo(bytes);
        }
        Detector warm = Detectors.restore(DetectorState.fromBytes(HexFormat.of().parseHex(VERSION_1)));
        Score score = warm.observe(new Observation(Streams.minute(40), 200));
        assertThat(score.expected()).isCloseTo(105, Offset.offset(1.0));
        assertThat(score.value()).isGreaterThan(Detection.OPENS_AT);
    }

    /** Adaptive detectors after 3 and after 40 values, as version 2 was first written: they go on as version 3. */
    @Test
    void reads_version_2() throws IOException {
        List<String> golden = golden("adaptive-2");
        assertThat(golden).hasSize(2);
        for (String hex : golden) {
            Detector read =
                    Detectors.restore(DetectorState.fromBytes(HexFormat.of().parseHex(hex)));
            assertThat(read.snapshot().version()).isEqualTo(3);
            assertThat(Detectors.restore(read.snapshot()).snapshot()).isEqualTo(read.snapshot());
        }
        goesOn(golden.get(1));
    }

    /** Adaptive detectors after 3 and after 40 values, and one in other settings, as version 3 was first written. */
    @Test
    void reads_version_3() throws IOException {
        List<String> golden = golden("adaptive-3");
        assertThat(golden).hasSize(3);
        for (String hex : golden) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            Detector read = Detectors.restore(DetectorState.fromBytes(bytes));
            assertThat(read.snapshot().toBytes()).isEqualTo(bytes);
        }
        goesOn(golden.get(1));
    }

    private static void goesOn(String hex) {
        Detector warm = Detectors.restore(DetectorState.fromBytes(HexFormat.of().parseHex(hex)));
        Score score = warm.observe(new Observation(Streams.minute(40), 200));
        assertThat(score.expected()).isCloseTo(105, Offset.offset(1.0));
        assertThat(score.value()).isGreaterThan(Detection.OPENS_AT);
    }

    private static List<String> golden(String name) throws IOException {
        try (InputStream file = DetectorStateTest.class.getResourceAsStream("/golden/detector." + name + ".hex")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    @Property
    void anyBytesAreRefusedOrSound(@ForAll byte[] bytes) {
        refusedOrSound(bytes);
    }

    @Property
    void damageIsRefusedOrSound(@ForAll @Size(max = 8) byte[] damage, @ForAll int at, @ForAll boolean warm) {
        Detector detector = Detectors.adaptive();
        Streams.scores(detector, Streams.of(warm ? 40 : 9, noise(1)));
        byte[] bytes = detector.snapshot().toBytes();
        for (int i = 0; i < damage.length; i++) {
            bytes[Math.floorMod(at + i, bytes.length)] = damage[i];
        }
        refusedOrSound(bytes);
        refusedOrSound(Arrays.copyOf(bytes, Math.floorMod(at, bytes.length + 9)));
    }

    private static void refusedOrSound(byte[] bytes) {
        Detector restored;
        try {
            restored = Detectors.restore(DetectorState.fromBytes(bytes));
        } catch (AiopsException refused) {
            assertThat(refused).hasMessageNotContaining("null");
            return;
        }
        for (Observation observation : Streams.of(50, i -> i % 7 == 0 ? Double.MAX_VALUE : -i)) {
            assertThat(restored.observe(observation)).matches(DetectorContract::isSound);
        }
    }
}
