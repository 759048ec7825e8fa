package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import java.util.ArrayList;
import java.util.List;

/** Faults as they are found, at most {@link #MOST}: nobody reads more, and a file made of faults must not fill the memory. */
final class Findings {

    /** How many are kept. */
    static final int MOST = 100;

    private final List<Fault> faults = new ArrayList<>();

    void add(String path, String problem, String hint) {
        if (faults.size() < MOST) {
            faults.add(new Fault(path, problem, hint));
        }
    }

    void require(boolean fine, String path, String problem, String hint) {
        if (!fine) {
            add(path, problem, hint);
        }
    }

    void addAll(List<Fault> others) {
        others.forEach(fault -> add(fault.path(), fault.problem(), fault.hint()));
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }
}
