package io.aiops4j.core.stores;

import io.aiops4j.core.journal.DamagedEntryException;
import io.aiops4j.core.journal.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads entries from where the index says that they stand. What is not what was written is never handed out. */
final class EntryReader {

    private final JournalIndex index;

    EntryReader(JournalIndex index) {
        this.index = index;
    }

    /** The entries at these places, all as they were at one instant. */
    List<Entry> read(Supplier<List<JournalIndex.Place>> places) {
        List<Entry> entries;
        do {
            entries = tryToRead(places.get());
        } while (entries == null);
        return entries;
    }

    /** The entries, or null when an erasure came in between: it is noted before the bytes go, so then the places tell. */
    private @Nullable List<Entry> tryToRead(List<JournalIndex.Place> places) {
        List<Entry> entries = new ArrayList<>(places.size());
        Frame frame = null;
        for (JournalIndex.Place place : places) {
            if (frame == null || place.position() < frame.first() || place.position() >= frame.next()) {
                frame = frame(place);
            }
            int entry = (int) (place.position() - frame.first());
            if (entry < 0 || entry >= frame.size()) {
                throw damaged(place, "entry " + place.position() + " is not in the frame that held it");
            }
            if (!place.erased() && !frame.isSound(entry)) {
                if (index.place(place.position()).erased()) {
                    return null;
                }
                throw damaged(place, "the payload of entry " + place.position() + " was altered");
            }
            entries.add(frame.entry(entry, place.erased()));
        }
        return List.copyOf(entries);
    }

    /** The frame that stands there. */
    Frame frame(JournalIndex.Place place) {
        try {
            Frame frame = place.segment().frame(place.offset());
            if (frame == null) {
                throw damaged(place, "no whole frame stands there");
            }
            return frame;
        } catch (IOException e) {
            throw FileStoreException.refused("read", place.segment().path(), e);
        }
    }

    private static DamagedEntryException damaged(JournalIndex.Place place, String what) {
        FileStoreException why = FileStoreException.damaged(place.segment().path(), place.offset(), what);
        return new DamagedEntryException(place.position(), String.valueOf(why.getMessage()), why);
    }
}
