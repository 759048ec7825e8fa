package io.aiops4j.learning.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.learning.json.JsonRepair.Repaired;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What holds for all replies. */
class JsonRepairPropertyTest {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String[] SCRAPS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\u201c",
        "\u201d",
        "\u2018",
        "\u2019",
        "a",
        "b's",
        "1",
        "-0.5e2",
        "007",
        "true",
        "None",
        "null",
        "\"a\":",
        "\"x\"",
        " ",
        "\n",
        "\t",
        "//",
        "/*",
        "*/",
        "#",
        "```",
        "```json\n",
        "\n```\n",
        "<think>",
        "</think>",
        "\ufeff",
        "\u00a0",
        "\ud83d",
        "\\u0061",
        "\\\"",
        "\\d",
        "...",
        "{\"a\":1}",
        "[1]",
        "e",
        "\u0001"
    };

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.randomValue(random -> value(random, 4));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> random.nextInt();
            case 1 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(20));
            case 2 -> random.nextBoolean();
            case 3, 4 -> text(random);
            case 5 -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(random, depth - 1));
                }
                yield elements;
            }
            default -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(text(random), value(random, depth - 1));
                }
                yield members;
            }
        };
    }

    private static String text(Random random) {
        String text = scraps(random, 6) + (char) random.nextInt(0x2100);
        return text.replace("\ud83d", "");
    }

    private static String scraps(Random random, int most) {
        StringBuilder scraps = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            scraps.append(SCRAPS[random.nextInt(SCRAPS.length)]);
        }
        return scraps.toString();
    }

    @Provide
    Arbitrary<String> replies() {
        return Arbitraries.randomValue(random -> {
            StringBuilder reply = new StringBuilder(scraps(random, 60));
            for (int i = random.nextInt(4); i > 0; i--) {
                reply.insert(random.nextInt(reply.length() + 1), (char) random.nextInt(0x10000));
            }
            return reply.toString();
        });
    }

    @Property(tries = 2_000)
    void json_passes_with_its_values_whatever_is_in_its_texts(@ForAll("values") Object value) {
        JsonNode node = STRICT.valueToTree(value);
        for (String json : List.of(
                STRICT.writeValueAsString(node),
                STRICT.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node))) {
            Repaired read = JsonRepair.read(json);
            assertThat(STRICT.readTree(read.json())).isEqualTo(STRICT.readTree(json));
            assertThat(read.repairs()).isEmpty();
            assertThat(read.truncated()).isFalse();
        }
    }

    @Property(tries = 1_000)
    void the_value_in_a_fence_is_read_whatever_is_in_its_texts(@ForAll("values") Object value) {
        String json = STRICT.writeValueAsString(Map.of("value", value));
        Repaired read = JsonRepair.read("<think>well</think>Sure:\n```json\n" + json + "\n```\nHope it helps.");
        assertThat(STRICT.readTree(read.json())).isEqualTo(STRICT.readTree(json));
    }

    @Property(tries = 1_000)
    void what_is_cut_off_is_refused_or_says_so(@ForAll("values") Object value) {
        String json = STRICT.writeValueAsString(List.of(value, "end"));
        for (int i = 1; i < json.length(); i++) {
            try {
                Repaired read = JsonRepair.read(json.substring(0, i));
                assertThat(read.truncated()).as(json.substring(0, i)).isTrue();
            } catch (JsonRepairException e) {
                assertThat(e.raw()).isEqualTo(json.substring(0, i));
            }
        }
    }

    @Property(tries = 5_000)
    void any_text_is_read_as_strict_json_or_refused(@ForAll("replies") String reply) {
        try {
            Repaired read = JsonRepair.read(reply);
            STRICT.readTree(read.json());
            assertThat(read.raw()).isEqualTo(reply);
            Repaired again = JsonRepair.read(read.json());
            assertThat(again.json()).isEqualTo(read.json());
            assertThat(again.repairs()).isEmpty();
        } catch (JsonRepairException e) {
            assertThat(e.raw()).isEqualTo(reply);
            assertThat(e.getMessage()).hasSizeLessThan(1_200);
        }
    }

    @Property(tries = 20)
    void a_million_characters_take_no_time(@ForAll("repeated") String unit, @ForAll("repeated") String before) {
        String hostile = before + unit.repeat(1_000_000 / unit.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                JsonRepair.read(hostile);
            } catch (JsonRepairException e) {
                assertThat(e.raw()).isSameAs(hostile);
            }
        });
    }

    @Provide
    Arbitrary<String> repeated() {
        return Arbitraries.randomValue(random -> SCRAPS[random.nextInt(SCRAPS.length)] + scraps(random, 2));
    }

    @Test
    void time_is_linear_in_the_reply() {
        String unit = "{\"a\":'it's', b: [1, 2,], // x\n\"c\": \"say \"hi\" now\"},\n";
        String reply = "[" + unit.repeat(20_000) + "]";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> JsonRepair.read(reply));
    }
}
