package io.aiops4j.core.regex;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes that RE2 knows by a letter, such as {@code \d}, and by a name, such as {@code [:alpha:]}: all of them ASCII. */
final class NamedClasses {

    private static final CodePoints DIGIT = CodePoints.of('0', '9');
    private static final CodePoints WORD = CodePoints.of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

    /** As in RE2: without the vertical tab, which {@code [:space:]} has. */
    private static final CodePoints SPACE = CodePoints.of('\t', '\n', '\f', '\r', ' ', ' ');

    private static final Map<String, CodePoints> POSIX = Map.ofEntries(
            Map.entry("alnum", CodePoints.of('0', '9', 'A', 'Z', 'a', 'z')),
            Map.entry("alpha", CodePoints.of('A', 'Z', 'a', 'z')),
            Map.entry("ascii", CodePoints.of(0, 0x7F)),
            Map.entry("blank", CodePoints.of('\t', '\t', ' ', ' ')),
            Map.entry("cntrl", CodePoints.of(0, 0x1F, 0x7F, 0x7F)),
            Map.entry("digit", DIGIT),
            Map.entry("graph", CodePoints.of('!', '~')),
            Map.entry("lower", CodePoints.of('a', 'z')),
            Map.entry("print", CodePoints.of(' ', '~')),
            Map.entry("punct", CodePoints.of('!', '/', ':', '@', '[', '`', '{', '~')),
            Map.entry("space", CodePoints.of('\t', '\r', ' ', ' ')),
            Map.entry("upper", CodePoints.of('A', 'Z')),
            Map.entry("word", WORD),
            Map.entry("xdigit", CodePoints.of('0', '9', 'A', 'F', 'a', 'f')));

    private NamedClasses() {}

    /** The class of an escape's letter, one of {@code dDsSwW}. */
    static CodePoints perl(int letter, boolean ignoreCase) {
        CodePoints positive = switch (Character.toLowerCase(letter)) {
            case 'd' -> DIGIT;
            case 's' -> SPACE;
            default -> WORD;
        };
        return signed(positive, Character.isUpperCase(letter), ignoreCase);
    }

    /** The class of a name, perhaps with a ^ in front; null if RE2 knows no such class. */
    static @Nullable CodePoints posix(String name, boolean ignoreCase) {
        boolean negated = name.startsWith("^");
        CodePoints positive = POSIX.get(negated ? name.substring(1) : name);
        return positive == null ? null : signed(positive, negated, ignoreCase);
    }

    private static CodePoints signed(CodePoints positive, boolean negated, boolean ignoreCase) {
        CodePoints folded = ignoreCase ? CaseOrbits.fold(positive) : positive;
        return negated ? folded.complement() : folded;
    }
}
