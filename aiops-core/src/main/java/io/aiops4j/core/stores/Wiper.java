package io.aiops4j.core.stores;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Overwrites what was erased, in place; doing so again does no harm. */
final class Wiper {

    private Wiper() {}

    /** Wipes the payloads and salts of these entries, where something is left of them, and forces that to disk. */
    static void wipe(JournalIndex index, List<Long> positions) throws IOException {
        Map<Long, FileChannel> channels = new TreeMap<>();
        try {
            for (long position : positions) {
                JournalIndex.Place place = index.place(position);
                Segment segment = place.segment();
                Frame frame = segment.frame(place.offset());
                if (frame == null) {
                    throw FileStoreException.damaged(segment.path(), place.offset(), "no whole frame stands there");
                }
                FileChannel channel = channels.get(segment.first());
                if (channel == null) {
                    channel = segment.writer();
                    channels.put(segment.first(), channel);
                }
                int entry = (int) (position - frame.first());
                if (!frame.isWiped(entry)) {
                    int length = frame.secretLength(entry);
                    Disk.writeFully(channel, new byte[length], length, place.offset() + frame.secretOffset(entry));
                }
            }
            // also where nothing was left: whoever wiped it may have been killed before it was forced
            for (FileChannel channel : channels.values()) {
                channel.force(true);
            }
        } finally {
            for (FileChannel channel : channels.values()) {
                channel.close();
            }
        }
    }
}
