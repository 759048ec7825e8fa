package io.aiops4j.core.stores;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an index must know of a segment's entries beside their places, as it is written into the segment's index file. */
final class SegmentNotes {

    /** The names of the streams, each once. */
    final List<String> streams;

    /** Per entry, which of the streams. */
    final Ints streamOf;

    /** Which entry each named append begins with. */
    final Ints idAt;

    /** The positions, in any segment, that appends in this one erase. */
    final List<Long> wipes;

    private final Map<String, Integer> numbers = new HashMap<>();
    private long[] ids;

    SegmentNotes() {
        this(new ArrayList<>(), new Ints(), new long[16], new Ints(), new ArrayList<>());
    }

    /** Notes as they were written down. */
    SegmentNotes(List<String> streams, Ints streamOf, long[] ids, Ints idAt, List<Long> wipes) {
        this.streams = streams;
        this.streamOf = streamOf;
        this.ids = ids;
        this.idAt = idAt;
        this.wipes = wipes;
    }

    void add(String stream) {
        if (numbers.isEmpty()) {
            for (String known : streams) {
                numbers.put(known, numbers.size());
            }
        }
        streamOf.add(numbers.computeIfAbsent(stream, name -> {
            streams.add(name);
            return streams.size() - 1;
        }));
    }

    void addId(long hash, int entry) {
        if (idAt.size() == ids.length) {
            ids = Arrays.copyOf(ids, Math.max(16, 2 * ids.length));
        }
        ids[idAt.size()] = hash;
        idAt.add(entry);
    }

    /** The hash of a named append's id. */
    long id(int index) {
        return ids[index];
    }
}
