package io.aiops4j.core.match;

import io.aiops4j.core.signal.LogLine;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that are known at present; more can be put in and others taken out while lines are matched. The built-in ones know failures that
 * every team knows, in the words of the systems that report them: the JVM, Linux, Kubernetes, nginx, HAProxy, Envoy, PostgreSQL, MySQL, Oracle,
 * SQL Server, SQLite, Redis, Spring and others.
 *
 * <pre>{@code
 * PatternLibrary patterns = PatternLibrary.builtIn();
 * Aiops aiops = Aiops.builder().patterns(patterns).build();
 * patterns.put(AlertPattern.of("queue-stuck", "(?i)queue \\w+ is stuck", "queue_stuck", Severity.ERROR));   // from now on
 * }</pre>
 *
 * <p>Safe for use by many threads. Whoever matches goes on with the set that was there when they began.
 */
public final class PatternLibrary {

    // null as long as it is the built-in ones alone, which are compiled when somebody looks for them
    private volatile @Nullable PatternSet current;

    private PatternLibrary(@Nullable PatternSet first) {
        this.current = first;
    }

    /** A library that begins with the patterns that come with this one; they are compiled when they are first looked for. */
    public static PatternLibrary builtIn() {
        return new PatternLibrary(null);
    }

    /**
     * A library that begins with these patterns.
     *
     * @throws PatternException if one of them cannot be used, or if two have the same id
     */
    public static PatternLibrary of(Collection<AlertPattern> patterns) {
        return new PatternLibrary(PatternSet.of(patterns));
    }

    /** The same; without any it begins empty. */
    public static PatternLibrary of(AlertPattern... patterns) {
        return of(List.of(patterns));
    }

    /**
     * Reads patterns from the text of a file: JSON when its name ends so, YAML otherwise. All faults are found at once, and an example
     * that a pattern does not find, or should have left alone, is one of them.
     *
     * @throws io.aiops4j.core.document.DocumentException if there is any
     */
    public static List<AlertPattern> read(String file, String text) {
        return PatternDocument.read(file, text);
    }

    /**
     * Puts patterns in, in the place of those with the same id.
     *
     * @throws PatternException if one of them cannot be used; then all stays as it was
     */
    public PatternLibrary put(AlertPattern... patterns) {
        return put(Arrays.asList(patterns));
    }

    /**
     * Puts patterns in, in the place of those with the same id.
     *
     * @throws PatternException if one of them cannot be used; then all stays as it was
     */
    public synchronized PatternLibrary put(Collection<AlertPattern> patterns) {
        if (patterns.isEmpty()) {
            return this;
        }
        Map<String, AlertPattern> all = new LinkedHashMap<>();
        patterns().forEach(pattern -> all.put(pattern.id(), pattern));
        patterns.forEach(pattern -> all.put(pattern.id(), pattern));
        current = PatternSet.of(all.values());
        return this;
    }

    /**
     * Takes a pattern out, if it is there.
     *
     * @throws PatternException if another one names it as its parent; then all stays as it was
     */
    public synchronized PatternLibrary remove(String id) {
        current = PatternSet.of(
                patterns().stream().filter(pattern -> !pattern.id().equals(id)).toList());
        return this;
    }

    /** The patterns that are known now, compiled. */
    public PatternSet current() {
        PatternSet set = current;
        return set == null ? BuiltInPatterns.Compiled.SET : set;
    }

    /** The patterns that are known now. */
    public List<AlertPattern> patterns() {
        PatternSet set = current;
        return set == null ? BuiltInPatterns.ALL : set.patterns();
    }

    /** What the patterns that are known now find in a line, the most exact ones only. */
    public List<AlertPattern> match(LogLine line) {
        PatternSet set = current();
        return set.mostExact(set.match(line));
    }
}
