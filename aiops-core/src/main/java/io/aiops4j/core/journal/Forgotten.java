package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was forgotten up to some entry: for each selector, which entries it covers. Asking takes no longer the more there is. */
final class Forgotten {

    private final Map<Selector, Long> before = new TreeMap<>(Selector.ORDER);

    /** All that this seal vouches for. */
    static Forgotten read(JournalReader reader, Seal seal) {
        Forgotten forgotten = new Forgotten();
        for (Entry entry : reader.stream(LessonView.STREAM)) {
            if (!seal.holds(entry)) {
                continue; // whoever could write it could not seal it
            }
            if (!entry.is(LessonView.FORGOTTEN)) {
                if (entry.type().critical()) {
                    throw new AiopsException("This version cannot read entry " + entry.position() + " (" + entry.type()
                            + ") about what is to be forgotten, so it knows no lessons. Upgrade this node.");
                }
                continue;
            }
            Selector selector = entry.payload().as(LessonView.Note.class).selector();
            forgotten.before.put(selector, entry.position());
        }
        return forgotten;
    }

    boolean covers(Entry entry) {
        if (before.isEmpty()) {
            return false;
        }
        for (Selector selector : Selector.naming(entry)) {
            Long end = before.get(selector);
            if (end != null && entry.position() < end) {
                return true;
            }
        }
        return false;
    }

    /** The same for what was forgotten alike. */
    Digest digest() {
        StringBuilder text = new StringBuilder();
        before.forEach((selector, end) -> List.of(selector.kind().name(), selector.value(), end.toString())
                .forEach(part -> text.append(part.length()).append(':').append(part)));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
