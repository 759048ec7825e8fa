package io.aiops4j.core.testkit;

import io.aiops4j.core.Id;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ids that are the same in every run of a test and differ between tests.
 *
 * <pre>{@code
 * DerivedIds ids = DerivedIds.of("a revoked approval starts nothing");
 * String stream = ids.next("note");
 * }</pre>
 */
public final class DerivedIds {

    private final String test;
    private final AtomicInteger next = new AtomicInteger();

    private DerivedIds(String test) {
        this.test = test;
    }

    /** Ids for the test of this name. */
    public static DerivedIds of(String test) {
        return new DerivedIds(test);
    }

    /** The next id, with this prefix. */
    public String next(String prefix) {
        return Id.derived(prefix, test, Integer.toString(next.incrementAndGet()));
    }
}
