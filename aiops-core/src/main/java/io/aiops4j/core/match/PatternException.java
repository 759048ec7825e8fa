package io.aiops4j.core.match;

import io.aiops4j.core.AiopsException;

/**
 * A pattern that cannot be used. The message names the pattern, shows where the trouble is and says what to write instead.
 *
 * <pre>{@code
 * try {
 *     PatternSet.of(patternsOfTheTeam);
 * } catch (PatternException unusable) {
 *     log.error(unusable.getMessage());
 *     // Pattern "slow-query" cannot be used: RE2 has no look-ahead at index 5: `(?=`. Write what must follow ...
 * }
 * }</pre>
 */
public final class PatternException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private final String patternId;
    private final int index;

    PatternException(String patternId, int index, String problem) {
        super("Pattern \"" + patternId + "\" cannot be used: " + problem);
        this.patternId = patternId;
        this.index = index;
    }

    /** The id of the pattern. */
    public String patternId() {
        return patternId;
    }

    /** The index in its expression at which the trouble begins, or -1 if it is not about one place. */
    public int index() {
        return index;
    }
}
