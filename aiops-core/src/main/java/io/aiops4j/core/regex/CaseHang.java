package io.aiops4j.core.regex;

/**
 * Nine old Cyrillic letters, U+1C80 to U+1C88, on which RE2/J 1.8 never returns when it is told to ignore case: it follows
 * their case mappings round and round. Nobody looks for them in a log, but a pattern from elsewhere must not hang the host.
 */
final class CaseHang {

    private static final int FIRST = 0x1C80;
    private static final int LAST = 0x1C88;

    /** A range from before all letters with case to behind them is let through, as RE2/J does not look inside. */
    private static final int BEFORE_ALL = 'A';

    private static final int BEHIND_ALL = 0x1E943;

    private CaseHang() {}

    static void check(RegexCursor cursor, int from, int low, int high) {
        boolean all = low <= BEFORE_ALL && high >= BEHIND_ALL;
        if (low <= LAST && high >= FIRST && !all) {
            throw cursor.limit(
                    from,
                    "RE2/J cannot ignore the case of U+1C80 to U+1C88",
                    "Write (?-i:...) around it, or leave it out.");
        }
    }
}
