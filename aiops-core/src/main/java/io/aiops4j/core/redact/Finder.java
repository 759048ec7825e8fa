package io.aiops4j.core.redact;

/** Looks for secrets of its kinds in a view. Has no state, and takes time linear in the text, whatever the text. */
interface Finder {

    /** Adds what it finds to {@link Search#spans}. */
    void find(View view, Search search);
}
