package io.aiops4j.core.redact;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.regex.RegexSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds secrets and personal data in texts, and puts placeholders in their place. It knows the tokens of vendors by their shape,
 * what stands behind names such as {@code password} in whatever notation, and keys, addresses and numbers, also encoded or split
 * over lines. Time is linear in the text. Immutable and safe for any number of threads.
 *
 * <pre>{@code
 * Redactor redactor = Redactor.standard()
 *         .without("ip-address")
 *         .with(Redactor.Rule.of("customer", "customer-no ([0-9]{8})"))
 *         .with(Redactor.Rule.hosts("corp.example"));
 * System.out.println(redactor.redact("token=abc123def456 on db.corp.example").text());   // token=<token:1> on <host-name:1>
 * }</pre>
 */
public final class Redactor {

    private static final String HOST = "host-name";

    private final Finders finders;
    private final List<Rule> rules;
    private final RegexSet expressions;
    private final Set<String> off;
    private final Set<String> names;

    /**
     * A rule of one's own.
     *
     * <pre>{@code
     * Redactor.Rule account = Redactor.Rule.of("account", "account ([0-9]{10})").checked(number -> sumIsRight(number));
     * }</pre>
     *
     * @param kind what its findings are called in placeholders: lower-case letters, digits and dashes
     * @param regex an expression in RE2 syntax
     * @param group the group that is secret, 0 for all that matches
     * @param check what a finding must pass too, such as a checksum
     */
    public record Rule(String kind, String regex, int group, Predicate<String> check) {

        /** Refuses kinds that cannot be written in a placeholder. */
        public Rule {
            Objects.requireNonNull(check, "check");
            if (!Placeholders.isKind(kind)) {
                throw new AiopsException("A kind cannot be called \"" + kind
                        + "\". Use lower-case letters, digits and dashes, a letter first, at most 40.");
            }
            if (group < 0 || group > groups(regex)) {
                throw new AiopsException("The rule \"" + kind + "\" has no group " + group + ": its expression has "
                        + groups(regex) + ". Put parentheses around what is secret.");
            }
        }

        /** What the first group of an expression matches is secret; all that matches if it has no group. */
        public static Rule of(String kind, String regex) {
            return new Rule(kind, regex, Math.min(1, groups(regex)), found -> true);
        }

        /** All names of hosts in a domain. */
        public static Rule hosts(String domain) {
            String quoted = domain.replace(".", "\\.");
            return of(HOST, "(?i)\\b((?:[a-z0-9_-]+\\.)+" + quoted + ")\\b");
        }

        /** The same rule for findings that pass a check, such as a checksum. */
        public Rule checked(Predicate<String> further) {
            return new Rule(kind, regex, group, check.and(further));
        }

        private static int groups(String regex) {
            int groups = 0;
            boolean inClass = false;
            for (int i = 0; i < regex.length(); i++) {
                char c = regex.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '[') {
                    inClass = true;
                } else if (c == ']') {
                    inClass = false;
                } else if (c == '(' && !inClass && (Chars.at(regex, i + 1) != '?' || Chars.at(regex, i + 2) == 'P')) {
                    groups++;
                }
            }
            return groups;
        }
    }

    private Redactor(Finders finders, List<Rule> rules, Set<String> off) {
        this.finders = finders;
        this.rules = List.copyOf(rules);
        this.off = Set.copyOf(off);
        this.expressions = RegexSet.of(rules.stream().map(Rule::regex).toList());
        Set<String> all = Finders.kinds();
        rules.forEach(rule -> all.add(rule.kind()));
        this.names = Collections.unmodifiableSet(all);
    }

    /** All built-in rules. */
    public static Redactor standard() {
        return Standard.REDACTOR;
    }

    /** Made once, when it is first asked for: it never changes. */
    private static final class Standard {
        static final Redactor REDACTOR = new Redactor(new Finders(), List.of(), Set.of());
    }

    /**
     * The same with a rule of one's own.
     *
     * @throws AiopsException if its expression is not RE2 syntax
     */
    public Redactor with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Redactor(finders, more, off);
    }

    /** The same without some kinds, such as {@code ip-address}. */
    public Redactor without(String... kinds) {
        if (kinds.length == 0) {
            return this;
        }
        Set<String> less = new TreeSet<>(off);
        for (String kind : kinds) {
            if (!names.contains(kind)) {
                throw new AiopsException("There is no kind \"" + kind + "\". The kinds are " + names + ".");
            }
            less.add(kind);
        }
        return new Redactor(finders, rules, less);
    }

    /** The kinds that are looked for. */
    public Set<String> kinds() {
        Set<String> on = new TreeSet<>(names);
        on.removeAll(off);
        return Collections.unmodifiableSet(on);
    }

    /** Redacts one text. Redacting what was redacted changes nothing. */
    public Redacted redact(String text) {
        if (!mayHold(text)) {
            return Redacted.of(text, Map.of());
        }
        Redaction redaction = begin();
        String redacted = redaction.text(text);
        return Redacted.of(redacted, redaction.placeholders());
    }

    /** Whether there is a placeholder in a text, or what looks like one: then nobody can tell what stood there. */
    public boolean isMasked(String text) {
        return !Placeholders.in(text, names).isEmpty();
    }

    /** Begins with texts that belong together. */
    public Redaction begin() {
        return new Redaction(this);
    }

    /** One look at each character: whether it is worth another one. */
    boolean mayHold(String text) {
        return !rules.isEmpty() || Finders.mayHold(FirstLook.of(text));
    }

    /** All kinds, those that are switched off too: what looks like a placeholder stays one. */
    Set<String> names() {
        return names;
    }

    boolean isOn(String kind) {
        return !off.contains(kind);
    }

    Spans spans(String text) {
        Search search = new Search(finders, off);
        finders.look(text, search);
        if (!rules.isEmpty()) {
            own(text, search.spans());
        }
        Tails.add(text, search.spans());
        return search.spans();
    }

    // what a check of the host's cannot tell is secret
    private static boolean passes(Rule rule, String found) {
        try {
            return rule.check().test(found);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return true;
        }
    }

    private void own(String text, Spans spans) {
        View view = View.of(text);
        for (int index : expressions.find(text)) {
            Rule rule = rules.get(index);
            for (var found : expressions.findAll(index, text)) {
                int start = found.start(rule.group());
                int end = found.end(rule.group());
                if (start >= 0 && passes(rule, text.substring(start, end))) {
                    spans.add(view, start, end, rule.kind());
                }
            }
        }
    }
}
