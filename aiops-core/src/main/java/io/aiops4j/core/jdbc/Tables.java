package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which database it is and what the tables' names begin with there. */
final class Tables {

    static final String DEFAULT_PREFIX = "aiops_";

    private static final int LONGEST_PREFIX = 30;

    private final Dialect dialect;
    private final String prefix;
    private final Map<String, String> named = new ConcurrentHashMap<>();

    Tables(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.prefix = requirePrefix(prefix);
    }

    Dialect dialect() {
        return dialect;
    }

    String prefix() {
        return prefix;
    }

    /** The statement with the tables' names in it. The statements are constants of ours, so that there are few to keep. */
    String named(String sql) {
        return named.computeIfAbsent(sql, text -> text.replace("{p}", prefix));
    }

    // it becomes part of statements, so it takes no character that means anything to any database
    static String requirePrefix(String prefix) {
        boolean fits = !prefix.isEmpty() && prefix.length() <= LONGEST_PREFIX && isLetter(prefix.charAt(0));
        for (int i = 0; i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            fits &= isLetter(c) || c == '_' || (c >= '0' && c <= '9');
        }
        if (!fits) {
            throw new AiopsException("Not a table prefix: '" + prefix + "'. Use at most " + LONGEST_PREFIX
                    + " lower-case letters, digits and underscores, a letter first, such as aiops_.");
        }
        return prefix;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
