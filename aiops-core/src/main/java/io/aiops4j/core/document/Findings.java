package io.aiops4j.core.document;

import io.aiops4j.core.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * Faults as they are found, at most {@link #MOST}: nobody reads more, and a document made of faults must not fill the memory.
 *
 * <pre>{@code
 * Findings findings = new Findings();
 * findings.require(step.timeout().toHours() < 1, "steps[0].timeout", "it is too long", "write at most 1h");
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class Findings {

    /** How many are kept. */
    public static final int MOST = 100;

    private final List<Fault> faults = new ArrayList<>();

    /** Nothing found yet. */
    public Findings() {}

    /** Notes a fault. */
    public void add(String path, String problem, String hint) {
        if (faults.size() < MOST) {
            faults.add(new Fault(path, problem, hint));
        }
    }

    /** Notes a fault unless all is fine. */
    public void require(boolean fine, String path, String problem, String hint) {
        if (!fine) {
            add(path, problem, hint);
        }
    }

    /** Notes what others found. */
    public void addAll(List<Fault> others) {
        others.forEach(fault -> add(fault.path(), fault.problem(), fault.hint()));
    }

    /** What was found, in that order. */
    public List<Fault> all() {
        return List.copyOf(faults);
    }
}
