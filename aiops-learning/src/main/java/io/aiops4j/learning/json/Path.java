package io.aiops4j.learning.json;

import io.aiops4j.core.HostCode;
import java.util.ArrayList;
import java.util.List;

/** The names and numbers that lead to a value, as in {@code steps[2].name}. */
final class Path {

    private static final int MOST = 8;
    private static final int LONGEST_NAME = 40;

    private final List<Object> steps = new ArrayList<>();

    void enter(String name) {
        steps.add(name);
    }

    void enter(int index) {
        steps.add(index);
    }

    void leave() {
        steps.remove(steps.size() - 1);
    }

    int size() {
        return steps.size();
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (Object step : steps.subList(0, Math.min(MOST, steps.size()))) {
            if (step instanceof Integer index) {
                path.append('[').append(index).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(HostCode.line(step.toString(), LONGEST_NAME));
            }
        }
        return path.append(steps.size() > MOST ? "..." : "").toString();
    }
}
