package io.aiops4j.spring.web;

import org.jspecify.annotations.Nullable;

/** Tells who calls. */
interface Callers {

    /** Whether there is anything in the application that can tell. */
    boolean areKnown();

    /** Who calls on this thread, or null when nobody is signed in. */
    @Nullable
    Caller current();

    /** Where nothing can tell. */
    static Callers unknown() {
        return new Callers() {
            @Override
            public boolean areKnown() {
                return false;
            }

            @Override
            public @Nullable Caller current() {
                return null;
            }
        };
    }
}
