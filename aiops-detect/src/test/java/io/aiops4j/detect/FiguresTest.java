package io.aiops4j.detect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "512, 512",
        "512.04, 512",
        "800.25, 800.2",
        "0.1, 0.1",
        "-3.14159, -3.142",
        "1234.5, 1234",
        "536870912, 536870912",
        "1e300, 1E+300",
        "1.23456e-9, 1.235E-9",
        "100, 100"
    })
    void readsLikeAPersonWritesIt(double value, String expected) {
        assertThat(Figures.of(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.04, 1.0 times", "3.25, 3.2 times", "9.96, 10.0 times", "12.3, 12 times", "666.4, 666 times"})
    void countsTimes(double ratio, String expected) {
        assertThat(Figures.times(ratio)).isEqualTo(expected);
    }

    @Property
    void isShortAndCloseToTheValue(@ForAll @DoubleRange(min = -1e300, max = 1e300) double value) {
        String text = Figures.of(value);
        assertThat(text).hasSizeLessThanOrEqualTo(20);
        assertThat(Double.parseDouble(text)).isCloseTo(value, Percentage.withPercentage(0.1));
    }
}
