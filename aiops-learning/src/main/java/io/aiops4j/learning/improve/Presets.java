package io.aiops4j.learning.improve;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.verify.Check;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Another value of a parameter, within its bounds, that would have helped, by declared effects. */
final class Presets {

    // how far beyond the bound that was missed an adjusted parameter goes
    private static final BigDecimal ABOVE = new BigDecimal("1.25");
    private static final BigDecimal BELOW = new BigDecimal("0.8");

    private Presets() {}

    static Stream<Change> changes(Failure failure) {
        List<Change> changes = new ArrayList<>();
        for (Check check : failure.failing()) {
            String bound = check.bound(failure.result().after(), failure.values());
            if (bound == null) {
                continue;
            }
            for (Parameter parameter : failure.parent().parameters()) {
                candidates(bound, parameter)
                        .forEach(value -> changes.add(Change.ofParameter(
                                failure.parent(),
                                parameter,
                                parameter.or(value),
                                "'" + parameter.name() + "' becomes " + value)));
            }
        }
        return changes.stream().filter(failure::isBetter);
    }

    private static Stream<String> candidates(String bound, Parameter parameter) {
        BigDecimal number;
        try {
            number = new BigDecimal(bound);
        } catch (NumberFormatException e) {
            return Stream.of(bound).filter(value -> parameter.refusal(value) == null);
        }
        return Stream.of(
                        number.multiply(ABOVE).setScale(0, RoundingMode.CEILING),
                        number.multiply(BELOW).setScale(0, RoundingMode.FLOOR))
                .map(BigDecimal::toPlainString)
                .filter(value -> parameter.refusal(value) == null);
    }
}
