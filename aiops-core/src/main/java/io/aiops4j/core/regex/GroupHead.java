package io.aiops4j.core.regex;

/**
 * What stands at the beginning of a group: {@code (}, {@code (?:}, {@code (?P<name>}, {@code (?i)} and the like.
 *
 * @param capturing whether RE2 remembers what the group matched
 * @param flagsOnly whether it is no group at all but sets flags for what follows
 * @param flags what holds from here on
 */
record GroupHead(boolean capturing, boolean flagsOnly, Flags flags) {

    /**
     * What can be switched on and off, but for greediness: that decides where a match ends, not whether there is one.
     *
     * @param ignoreCase whether letters stand for all their cases
     * @param lines whether ^ and $ are the edges of lines, not only of the text
     * @param dotAll whether a dot matches a line break too
     */
    record Flags(boolean ignoreCase, boolean lines, boolean dotAll) {

        static final Flags NONE = new Flags(false, false, false);
    }

    private static final String PLAIN = "Write what must match and leave the rest to a second pattern.";

    static GroupHead parse(RegexCursor cursor, Flags flags) {
        int from = cursor.index();
        cursor.take("(");
        if (!cursor.take("?")) {
            return new GroupHead(true, false, flags);
        }
        refuse(cursor, from);
        if (cursor.take("P<") || cursor.take("<")) {
            if (cursor.find(">") < 0) {
                throw cursor.problem(from, "a group's name without its >", "Write (?P<name>...).");
            }
            cursor.takeUntil(">");
            return new GroupHead(true, false, flags);
        }
        return flags(cursor, from, flags);
    }

    private static void refuse(RegexCursor cursor, int from) {
        if (cursor.take("=")) {
            throw cursor.problem(from, "RE2 has no look-ahead", "Write what must follow as part of the pattern.");
        }
        if (cursor.take("!")) {
            throw cursor.problem(
                    from,
                    "RE2 has no negative look-ahead",
                    "Write what may stand there, such as [^x], or check what must not be there in code.");
        }
        if (cursor.take("<=")) {
            throw cursor.problem(from, "RE2 has no look-behind", "Write what must precede as part of the pattern.");
        }
        if (cursor.take("<!")) {
            throw cursor.problem(
                    from,
                    "RE2 has no negative look-behind",
                    "Write what may precede, such as (?:^|[^x]), or \\b for the edge of a word.");
        }
        if (cursor.take(">")) {
            throw cursor.problem(
                    from, "RE2 has no atomic groups", "Write (?: instead: RE2 never backtracks, so it costs nothing.");
        }
        if (cursor.take("P=") || cursor.take("&") || cursor.take("P>")) {
            throw cursor.problem(from, "RE2 cannot refer to another group", "Write that group's expression again.");
        }
        if (cursor.take("#")) {
            throw cursor.problem(from, "RE2 has no comments in patterns", "Leave it out.");
        }
        if (cursor.take("|") || cursor.take("(")) {
            throw cursor.problem(from, "RE2 has no branch reset and no conditions", PLAIN);
        }
        if (cursor.take("'")) {
            throw cursor.problem(from, "RE2 names groups in another way", "Write (?P<name>...).");
        }
    }

    private static GroupHead flags(RegexCursor cursor, int from, Flags before) {
        Flags flags = before;
        boolean on = true;
        while (cursor.more()) {
            int flag = cursor.take();
            switch (flag) {
                case 'i' -> flags = new Flags(on, flags.lines, flags.dotAll);
                case 'm' -> flags = new Flags(flags.ignoreCase, on, flags.dotAll);
                case 's' -> flags = new Flags(flags.ignoreCase, flags.lines, on);
                case 'U' -> {}
                case '-' -> on = false;
                case ':', ')' -> {
                    return new GroupHead(false, flag == ')', flags);
                }
                default ->
                    throw cursor.problem(
                            from,
                            "RE2 has no such flag or group",
                            "The flags are i, m, s and U; (?: begins a plain group.");
            }
        }
        throw cursor.problem(from, "a ( without its )", "Write \\( for the character itself.");
    }
}
