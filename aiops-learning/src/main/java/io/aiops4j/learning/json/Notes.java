package io.aiops4j.learning.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was repaired, and where. */
final class Notes {

    /** So many are kept, of a value and of the text around it each; the others are counted. */
    private static final int MOST = 100;

    private record Note(int at, String words) {}

    private final List<Note> notes = new ArrayList<>();
    private int more;

    void tell(int at, String words) {
        if (notes.size() < MOST) {
            notes.add(new Note(at, words));
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }

    /** Those of both. */
    Notes and(Notes others) {
        Notes both = new Notes();
        both.notes.addAll(notes);
        both.notes.addAll(others.notes);
        both.notes.sort(Comparator.comparingInt(Note::at));
        both.more = more + others.more;
        return both;
    }

    List<String> words(Reply reply) {
        List<String> words = new ArrayList<>();
        notes.forEach(note -> words.add(reply.place(note.at()) + ": " + note.words()));
        if (more > 0) {
            words.add("and " + more + " more repairs");
        }
        return words;
    }
}
