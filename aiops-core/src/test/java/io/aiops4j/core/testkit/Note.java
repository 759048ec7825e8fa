package io.aiops4j.core.testkit;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import java.time.Instant;
import java.util.Map;

/** A record of the contracts: found by id, colour and words, tallied by colour. */
record Note(String id, Instant time, String colour, String text, long amount) {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String NOTES = "notes";
    static final String AMOUNT = "amount";

    /** A colour that no note is written with. */
    static final String UNWRITABLE = "unwritable";

    static Note of(String id, long second, String colour) {
        return new Note(id, START.plusSeconds(second), colour, "", 0);
    }

    Note text(String words) {
        return new Note(id, time, colour, words, amount);
    }

    Note amount(long add) {
        return new Note(id, time, colour, text, add);
    }

    static final class Codec implements RecordCodec<Note> {

        @Override
        public RecordIndex index(Note note) {
            return RecordIndex.of(note.id(), note.time())
                    .with("id", note.id())
                    .with("colour", note.colour())
                    .text(note.text())
                    .tally(note.colour(), Map.of(NOTES, 1L, AMOUNT, note.amount()));
        }

        @Override
        public String encode(Note note) {
            if (note.colour().equals(UNWRITABLE)) {
                throw new AiopsException("There is no way to write this note. Choose another colour.");
            }
            return String.join(
                    "|", note.id(), note.time().toString(), Long.toString(note.amount()), note.colour(), note.text());
        }

        @Override
        public Note decode(String text) {
            String[] parts = text.split("\\|", 5);
            return new Note(parts[0], Instant.parse(parts[1]), parts[3], parts[4], Long.parseLong(parts[2]));
        }
    }
}
