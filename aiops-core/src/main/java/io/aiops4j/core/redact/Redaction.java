package io.aiops4j.core.redact;

import io.aiops4j.core.redact.KeyName.Strength;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One map of placeholders for the texts that belong together, such as those of one record: the same value is the same
 * placeholder in all of them, and what is secret in one is secret in those after it. For one thread.
 *
 * <pre>{@code
 * Redaction record = Redactor.standard().begin();
 * String error = record.text("login failed for password=hunter2");
 * Map<String, Object> state = record.values(Map.of("db.password", "hunter2", "heap.used", "812"));
 * String again = record.restore(error);
 * }</pre>
 */
public final class Redaction {

    /** What is hidden may show something else, which the next look finds; more looks than these never found more. */
    private static final int MOST_LOOKS = 5;

    private static final int MOST_LAYERS = 3;
    private static final int DEEPEST = 100;

    private final Redactor redactor;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> byValue = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Known known = new Known();

    Redaction(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The text with placeholders; the very same string if nothing was found. */
    public String text(String text) {
        if (values.isEmpty() && !redactor.mayHold(text)) {
            return text;
        }
        String now = look(text, true);
        for (int looks = 1; looks < MOST_LOOKS; looks++) {
            String next = now.equals(text) ? now : look(now, false);
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now.equals(text) ? text : now;
    }

    /** The value of something that has a name: behind a name such as {@code apiKey} all of it is secret. */
    public String value(String name, String value) {
        KeyName key = KeyName.of(name, 0, name.length());
        if (value.isEmpty()
                || key.strength() == Strength.NONE
                || !Placeholders.in(value, redactor.names()).isEmpty()) {
            return text(value);
        }
        boolean header = key.strength() == Strength.AUTHORIZATION || key.strength() == Strength.COOKIE;
        boolean secret = header ? !ValueLook.isReference(value) : Acceptance.accepts(value, key, Gap.Mode.EQUALS, true);
        return secret && redactor.isOn(key.kind()) ? placeholder(value, key.kind()) : text(value);
    }

    /** A map with the same keys, and what is in it redacted. */
    public Map<String, Object> values(Map<String, ?> map) {
        Map<String, Object> redacted = new LinkedHashMap<>();
        map.forEach((name, value) -> redacted.put(name, tree(name, value, 0)));
        return Collections.unmodifiableMap(redacted);
    }

    /** A map of texts with the same keys, such as the fields of a log line. */
    public Map<String, String> texts(Map<String, String> map) {
        Map<String, String> redacted = new LinkedHashMap<>();
        map.forEach((name, value) -> redacted.put(name, value(name, value)));
        return Collections.unmodifiableMap(redacted);
    }

    private @Nullable Object tree(String name, @Nullable Object value, int depth) {
        if (value instanceof String text) {
            return value(name, text);
        }
        if (depth > DEEPEST) {
            return value == null ? null : text(String.valueOf(value));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> redacted = new LinkedHashMap<>();
            map.forEach((key, each) -> redacted.put(key, tree(String.valueOf(key), each, depth + 1)));
            return Collections.unmodifiableMap(redacted);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> redacted = new ArrayList<>(list.size());
            list.forEach(each -> redacted.add(tree(name, each, depth + 1)));
            return Collections.unmodifiableList(redacted);
        }
        if (value instanceof Number number) {
            String text = number.toString();
            String redacted = value(name, text);
            return redacted.equals(text) ? value : redacted;
        }
        return value;
    }

    /** What stands for what: from {@code <password:1>} to the value. */
    public Map<String, String> placeholders() {
        return Collections.unmodifiableMap(values);
    }

    /** Puts the values back. */
    public String restore(String redacted) {
        return Placeholders.restored(redacted, values);
    }

    private String look(String text, boolean first) {
        List<Placeholders.Place> places = Placeholders.in(text, redactor.names());
        String read = Placeholders.blanked(text, places);
        Spans spans = redactor.spans(read);
        if (!known.isEmpty()) {
            View view = View.of(read);
            for (int layer = 0; layer < MOST_LAYERS && view != null; layer++) {
                known.find(view, spans);
                view = Escapes.resolved(view);
            }
        }
        List<Spans.Span> found = apart(spans.merged(), places);
        for (Placeholders.Place place : places) {
            String mark = text.substring(place.start(), place.end());
            if (first && values.containsKey(mark)) {
                // it stood there before: it must not be taken for one of ours
                String kind = mark.substring(1, mark.indexOf(':'));
                found.add(new Spans.Span(place.start(), place.end(), kind, 0));
            } else if (!values.containsKey(mark)) {
                taken.add(mark);
            }
        }
        if (found.isEmpty()) {
            return text;
        }
        found.sort((a, b) -> Integer.compare(a.start(), b.start()));
        StringBuilder redacted = new StringBuilder(text.length());
        int done = 0;
        for (Spans.Span span : found) {
            redacted.append(text, done, span.start());
            redacted.append(placeholder(text.substring(span.start(), span.end()), span.kind()));
            done = span.end();
        }
        return redacted.append(text, done, text.length()).toString();
    }

    /** The findings without what is a placeholder already. */
    private static List<Spans.Span> apart(List<Spans.Span> spans, List<Placeholders.Place> places) {
        List<Spans.Span> apart = new ArrayList<>();
        int next = 0;
        for (Spans.Span span : spans) {
            int start = span.start();
            while (next < places.size() && places.get(next).end() <= start) {
                next++;
            }
            for (int i = next; i < places.size() && places.get(i).start() < span.end(); i++) {
                add(apart, start, places.get(i).start(), span);
                start = Math.max(start, places.get(i).end());
            }
            add(apart, start, span.end(), span);
        }
        return apart;
    }

    private static void add(List<Spans.Span> apart, int start, int end, Spans.Span span) {
        if (start < end) {
            apart.add(new Spans.Span(start, end, span.kind(), span.rank()));
        }
    }

    private String placeholder(String value, String kind) {
        String there = byValue.get(value);
        if (there != null) {
            return there;
        }
        String fresh;
        do {
            fresh = Placeholders.of(kind, numbers.merge(kind, 1, Integer::sum));
        } while (taken.contains(fresh) || values.containsKey(fresh));
        values.put(fresh, value);
        byValue.put(value, fresh);
        known.add(value, kind);
        return fresh;
    }
}
