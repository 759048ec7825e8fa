package io.aiops4j.learning.improve;

import io.aiops4j.core.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The same steps in another order: each that is one move away and would have helped, by declared effects. */
final class Order {

    private Order() {}

    static Stream<Change> changes(Failure failure) {
        List<Change> changes = new ArrayList<>();
        List<Step> steps = failure.parent().steps();
        for (int from = 0; from < steps.size(); from++) {
            for (int to = 0; to < steps.size(); to++) {
                List<Step> moved = new ArrayList<>(steps);
                moved.add(to, moved.remove(from));
                String place = to == 0 ? "first" : "after '" + moved.get(to - 1).name() + "'";
                changes.add(Change.ofSteps(
                        failure.parent(), moved, "'" + steps.get(from).name() + "' comes " + place));
            }
        }
        return changes.stream().filter(failure::isBetter);
    }
}
