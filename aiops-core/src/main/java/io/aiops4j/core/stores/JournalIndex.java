package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything stands, without the entries themselves: 8 to 10 bytes per entry (the offset of its frame, and its position in
 * its stream's list), about 150 bytes and the name per stream, at most 36 bytes per named append. Knows acknowledged entries only.
 *
 * <p>Safe for use by many threads; nobody holds its lock during I/O.
 */
final class JournalIndex {

    /** Where an entry stands. */
    record Place(long position, Segment segment, int offset, boolean erased) {}

    private final List<Segment> segments = new ArrayList<>();
    private final Map<String, Ints> streams = new HashMap<>();
    private final IdTable ids = new IdTable();
    private Head head = Head.EMPTY;
    private Instant last = Instant.MIN;

    synchronized void add(Segment segment) {
        segments.add(segment);
    }

    /** Adds a frame that stands in the last segment, and what it erases. */
    synchronized void add(Frame frame, int offset) {
        Segment segment = segments.get(segments.size() - 1);
        SegmentNotes notes = segment.notes;
        int inSegment = segment.offsets.size();
        for (int i = 0; i < frame.size(); i++) {
            segment.offsets.add(offset);
            streams.computeIfAbsent(frame.stream(i), name -> new Ints()).add(position(frame.first() + i));
            if (notes != null) {
                notes.add(frame.stream(i));
            }
        }
        String id = frame.appendId();
        if (id != null) {
            ids.put(IdTable.hash(id), position(frame.first()));
            if (notes != null) {
                notes.addId(IdTable.hash(id), inSegment);
            }
        }
        if (notes != null) {
            notes.wipes.addAll(frame.wipes());
        }
        frame.wipes().forEach(this::erase);
    }

    /** Adds what was just written behind this offset of the last segment, all at one instant. */
    synchronized void add(List<Frame> frames, Ints offsets, int behind, Head newHead, Instant newLast) {
        for (int i = 0; i < frames.size(); i++) {
            add(frames.get(i), behind + offsets.get(i));
        }
        moveTo(newHead, newLast);
    }

    /** Adds what an index file says of the last segment. */
    synchronized void add(SegmentNotes notes) {
        Segment segment = segments.get(segments.size() - 1);
        Ints[] lists = notes.streams.stream()
                .map(name -> streams.computeIfAbsent(name, any -> new Ints()))
                .toArray(Ints[]::new);
        for (int i = 0; i < notes.streamOf.size(); i++) {
            lists[notes.streamOf.get(i)].add(position(segment.first() + i));
        }
        ids.reserve(notes.idAt.size());
        for (int i = 0; i < notes.idAt.size(); i++) {
            ids.put(notes.id(i), position(segment.first() + notes.idAt.get(i)));
        }
        notes.wipes.forEach(this::erase);
    }

    /** Positions are kept as ints. */
    static int position(long position) {
        if (position > Integer.MAX_VALUE) {
            throw new FileStoreException("The journal holds " + Integer.MAX_VALUE + " entries, the most that a folder"
                    + " can. Go on with a new folder, or with a database.");
        }
        return (int) position;
    }

    private void erase(long position) {
        Segment segment = segment(position);
        int index = (int) (position - segment.first());
        segment.offsets.set(index, ~offset(segment.offsets.get(index)));
    }

    private static int offset(int stored) {
        return stored < 0 ? ~stored : stored;
    }

    /** Where the journal ends, once the frames before are added. */
    synchronized void moveTo(Head newHead, Instant newLast) {
        head = newHead;
        last = newLast;
    }

    synchronized Head head() {
        return head;
    }

    synchronized Instant last() {
        return last;
    }

    synchronized long version(String stream) {
        Ints positions = streams.get(stream);
        return positions == null ? 0 : positions.size();
    }

    /** Where a stream's entries behind this version stand, all at one instant. */
    synchronized List<Place> places(String stream, long afterVersion, int limit) {
        Ints positions = streams.get(stream);
        List<Place> places = new ArrayList<>();
        if (positions != null) {
            int from = (int) Math.min(Math.max(0, afterVersion), positions.size());
            int to = (int) Math.min((long) from + limit, positions.size());
            for (int i = from; i < to; i++) {
                places.add(place(positions.get(i)));
            }
        }
        return places;
    }

    /** Where the entries behind this position stand, all at one instant. */
    synchronized List<Place> places(long afterPosition, int limit) {
        long from = Math.min(Math.max(0, afterPosition), head.position());
        long to = Math.min(from + limit, head.position());
        List<Place> places = new ArrayList<>();
        for (long position = from + 1; position <= to; position++) {
            places.add(place(position));
        }
        return places;
    }

    /** First positions of appends that may have this id: their frames tell. */
    synchronized int[] named(String id) {
        return ids.find(IdTable.hash(id));
    }

    synchronized Place place(long position) {
        Segment segment = segment(position);
        int stored = segment.offsets.get((int) (position - segment.first()));
        return new Place(position, segment, offset(stored), stored < 0);
    }

    private Segment segment(long position) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).first() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return segments.get(low);
    }

    synchronized List<Segment> segments() {
        return List.copyOf(segments);
    }
}
