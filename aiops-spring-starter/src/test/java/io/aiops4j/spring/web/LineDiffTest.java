package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.spring.web.LineDiff.Kind;
import io.aiops4j.spring.web.LineDiff.Line;
import io.aiops4j.spring.web.LineDiff.Piece;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    private static String side(List<Line> lines, Kind other, ToIntFunction<Line> number) {
        return lines.stream()
                .filter(line -> number.applyAsInt(line) > 0)
                .map(line -> line.pieces().stream()
                        .filter(piece -> piece.kind() != other)
                        .map(Piece::text)
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static void holds(String before, String after) {
        List<Line> lines = LineDiff.between(before, after);
        assertThat(side(lines, Kind.ADDED, Line::from)).isEqualTo(before);
        assertThat(side(lines, Kind.REMOVED, Line::to)).isEqualTo(after);
        assertThat(numbers(lines, Line::from))
                .isEqualTo(IntStream.rangeClosed(1, numbers(lines, Line::from).size())
                        .boxed()
                        .toList());
        assertThat(numbers(lines, Line::to))
                .isEqualTo(IntStream.rangeClosed(1, numbers(lines, Line::to).size())
                        .boxed()
                        .toList());
    }

    private static List<Integer> numbers(List<Line> lines, ToIntFunction<Line> number) {
        return lines.stream().mapToInt(number).filter(each -> each > 0).boxed().toList();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word =
                Arbitraries.of("a", "bb", "timeout", "10s", " ", "  ", ":", "\"", "\n", "\n", "😀", "\r", "");
        return word.list().ofMaxSize(60).map(words -> String.join("", words));
    }

    @Property
    void the_pieces_give_both_texts_back(@ForAll("texts") String before, @ForAll("texts") String after) {
        holds(before, after);
    }

    @Property
    void the_pieces_give_back_whatever_was_typed(@ForAll String before, @ForAll String after) {
        holds(before, after);
    }

    @Property
    void a_text_is_the_same_as_itself(@ForAll("texts") String text) {
        assertThat(LineDiff.between(text, text))
                .allSatisfy(line -> assertThat(line.kind()).isEqualTo(Kind.SAME));
    }

    @Property
    void what_is_said_to_have_changed_did(@ForAll("texts") String before, @ForAll("texts") String after) {
        for (Line line : LineDiff.between(before, after)) {
            Set<Kind> kinds = line.pieces().stream().map(Piece::kind).collect(Collectors.toSet());
            if (line.kind() == Kind.CHANGED) {
                assertThat(kinds).containsAnyOf(Kind.ADDED, Kind.REMOVED);
            } else {
                assertThat(kinds).containsExactly(line.kind());
            }
        }
    }

    @Test
    void a_changed_word_is_told_within_its_line() {
        assertThat(LineDiff.between("name: restart\n  timeout: \"10s\"", "name: restart\n  timeout: \"30s\""))
                .containsExactly(
                        new Line(Kind.SAME, 1, 1, List.of(new Piece(Kind.SAME, "name: restart"))),
                        new Line(
                                Kind.CHANGED,
                                2,
                                2,
                                List.of(
                                        new Piece(Kind.SAME, "  timeout: \""),
                                        new Piece(Kind.REMOVED, "10s"),
                                        new Piece(Kind.ADDED, "30s"),
                                        new Piece(Kind.SAME, "\""))));
    }

    @Test
    void a_step_that_moved_stays_in_one_piece() {
        String restart = "- restart\n  service: redis\n  timeout: 10s\n  retries: 0\n  pause: 0s\n";
        String raise = "- raise\n  mb: 1024\n  timeout: 10s\n  retries: 0\n  pause: 0s\n";
        List<Line> lines = LineDiff.between(restart + raise + "end", raise + restart + "end");
        assertThat(lines.stream()
                        .filter(line -> line.kind() == Kind.REMOVED)
                        .map(line -> line.pieces().get(0).text())
                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(restart);
        assertThat(lines.stream()
                        .filter(line -> line.kind() == Kind.ADDED)
                        .map(line -> line.pieces().get(0).text())
                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(restart);
    }

    @Test
    void all_is_added_where_there_was_nothing() {
        assertThat(LineDiff.between(null, "a\nb").stream().map(Line::kind)).containsExactly(Kind.ADDED, Kind.ADDED);
    }

    @Test
    void hostile_texts_take_no_longer_than_others() {
        String one = "a ".repeat(100_000) + "\n" + "b\n".repeat(100_000) + "x y z ".repeat(50_000);
        String other = "c ".repeat(100_000) + "\n" + "d\n".repeat(100_000) + "x z y ".repeat(50_000);
        String columns = IntStream.range(0, 2_000)
                .mapToObj(i -> "k" + i + ": " + "v ".repeat(100))
                .collect(Collectors.joining("\n"));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            holds(one, other);
            holds(columns, columns.replace("v ", "w "));
        });
    }
}
