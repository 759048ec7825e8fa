package io.aiops4j.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RecordIndexTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static RecordIndex index() {
        return RecordIndex.of("a", TIME);
    }

    private static void assertRefused(ThrowingCallable call, String says) {
        assertThatThrownBy(call).isInstanceOf(AiopsException.class).hasMessageContaining(says);
    }

    private static <V> Map<String, V> many(int count, V value) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "n" + i, i -> value));
    }

    @Test
    void ids_are_whole_and_not_too_long() {
        assertRefused(() -> RecordIndex.of("", TIME), "from 1 to 200");
        assertRefused(() -> RecordIndex.of("x".repeat(201), TIME), "201 characters");
        assertRefused(() -> RecordIndex.of("a\0", TIME), "NUL or half a character at index 1");
        assertRefused(() -> RecordIndex.of("\uDD25", TIME), "at index 0");
        assertThat(RecordIndex.of("\uD83D\uDD25".repeat(100), TIME).id()).hasSize(200);
    }

    @Test
    void times_are_those_that_every_store_keeps() {
        for (Instant bad : List.of(
                Instant.MIN,
                Instant.MAX,
                RecordIndex.TOO_LATE,
                RecordIndex.EARLIEST.minusNanos(1),
                Instant.parse("9999-12-31T23:59:59Z"))) {
            assertRefused(() -> RecordIndex.of("a", bad), "The time " + bad + " of record 'a' cannot be stored");
        }
        assertThat(RecordIndex.of("a", Instant.EPOCH.minusSeconds(1)).time()).isBefore(Instant.EPOCH);
    }

    @Test
    void there_are_not_more_fields_and_tallies_than_there_may_be() {
        assertThat(new RecordIndex("a", TIME, many(64, "v"), "", "of", many(64, 1L)).fields())
                .hasSize(64);
        assertRefused(() -> new RecordIndex("a", TIME, many(65, "v"), "", null, Map.of()), "65 fields");
        assertRefused(() -> index().tally("of", many(65, 1L)), "65 names");
        assertRefused(() -> index().tally("of", Map.of("", 1L)), "name in a tally");
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_with_what_is_missing() {
        Map<String, Long> hole = new HashMap<>();
        hole.put("runs", null);
        assertRefused(() -> RecordIndex.of(null, TIME), "record's id");
        assertRefused(() -> RecordIndex.of("a", null), "time of record 'a'");
        assertRefused(() -> index().with(null, "v"), "field");
        assertRefused(() -> index().text(null), "text of record 'a'");
        assertRefused(() -> index().tally("of", null), "tally");
        assertRefused(() -> index().tally("of", hole), "'runs'");
        assertRefused(() -> new RecordIndex("a", TIME, null, "", null, Map.of()), "fields");
        assertRefused(() -> Query.all().where("a", null), "field");
        assertRefused(() -> Query.all().text(null), "text");
        assertThat(index().with("queue", null).fields()).isEmpty();
    }

    @Test
    void keys_are_the_values_themselves_or_their_digests() {
        assertThat(RecordIndex.key("redis")).isEqualTo("redis");
        assertThat(RecordIndex.key("x".repeat(200))).hasSize(200);
        assertThat(RecordIndex.key("x".repeat(201))).startsWith("sha256:").hasSize(71);
        List<String> odd = List.of("x".repeat(201), "x".repeat(202), "\0", "\uD83D", "\uD83E", "\uDD25");
        assertThat(odd.stream().map(RecordIndex::key).distinct())
                .hasSize(odd.size())
                .allMatch(k -> k.length() == 71);
        assertThat(RecordIndex.key(RecordIndex.key("\0"))).isEqualTo(RecordIndex.key("\0"));
        assertThat(index().with("\0", "v").keys())
                .isEqualTo(Query.all().where("\0", "v").keys());
    }

    @Test
    void words_are_runs_of_letters_and_digits() {
        assertThat(index().text("Connection_refused: 10.0.0.7 (pod-7f9c)").words())
                .containsExactly("connection", "refused", "10", "0", "7", "pod", "7f9c");
        assertThat(index().text("接続 УДАЛОСЬ 𝐀𝐛 é").words()).contains("接続", "удалось", "é");
        assertThat(index().text(" .,-\0\uD83D!\uD83D\uDD25").words()).isEmpty();
        assertThat(index().words()).isEmpty();
    }

    @Test
    void words_are_cut_without_halving_a_character() {
        String wide = "𝐀".repeat(30);
        assertThat(index().text("x" + wide).words())
                .allSatisfy(word -> assertThat(word).hasSize(39).matches(w -> Character.isLowSurrogate(w.charAt(38))));
        assertThat(index().text("Ab".repeat(1_000_000)).words()).containsExactly("ab".repeat(20));
    }

    @Test
    void the_first_sixty_four_that_differ_count() {
        String text = IntStream.range(0, 100).mapToObj(i -> "w" + i + " W" + i).collect(Collectors.joining(" "));
        assertThat(index().text(text).words()).hasSize(64).endsWith("w63");
    }

    @Test
    void a_query_says_which_records_it_means() {
        RecordIndex record = index().with("status", "failed").text("connection refused");
        assertThat(Query.all().matches(record)).isTrue();
        assertThat(Query.all()
                        .where("status", "failed")
                        .text("REFUSED connection")
                        .matches(record))
                .isTrue();
        assertThat(Query.all().where("status", "passed").matches(record)).isFalse();
        assertThat(Query.all().text("refused twice").matches(record)).isFalse();
        assertThat(Query.all().since(TIME).matches(record)).isTrue();
        assertThat(Query.all().since(TIME.plusNanos(1)).matches(record)).isFalse();
        assertThat(Query.all().before(TIME).matches(record)).isFalse();
        assertThat(Query.all().before(TIME.plusNanos(1)).covers(TIME)).isTrue();
    }

    @Test
    void a_page_has_from_one_to_a_thousand_records() {
        assertRefused(() -> Query.all().limit(0), "not 0");
        assertRefused(() -> Query.all().limit(1_001), "not 1001");
        assertThat(Query.all().limit(1_000).limit()).isEqualTo(Query.GREATEST_LIMIT);
    }

    @Test
    void texts_are_kept_in_bytes_as_they_are() {
        for (String text : List.of("", "plain", "ö🔥\0", "\uD83D", "a \uDD25 b", "\u00ff")) {
            assertThat(Encoded.text(new Encoded(index(), text).bytes())).isEqualTo(text);
        }
    }
}
