package io.aiops4j.core.stores;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Goes through one segment from its beginning, in large reads. */
final class SegmentWalk {

    private static final int WINDOW = 1 << 20;

    private final Segment segment;
    private final long end;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowAt;
    private long offset = Segment.HEADER;

    SegmentWalk(Segment segment, long end) {
        this.segment = segment;
        this.end = end;
    }

    /** Where the next frame begins. */
    long offset() {
        return offset;
    }

    boolean atEnd() {
        return offset >= end;
    }

    /** The next frame, or null when what stands there is not a whole one: then the walk stands still. */
    @Nullable
    Frame next() throws IOException {
        Frame frame = at(offset);
        if (frame != null) {
            offset += length(offset);
        }
        return frame;
    }

    /** The first readable frame behind the place where the walk stands still. */
    @Nullable
    Frame afterGap() throws IOException {
        for (long from = offset + 1; from <= end - FrameWriter.FIXED; from++) {
            if (length(from) > 0) {
                Frame frame = at(from);
                if (frame != null) {
                    offset = from;
                    return frame;
                }
            }
        }
        return null;
    }

    private long length(long at) throws IOException {
        return Frame.length(bytes(at, FrameWriter.FIXED));
    }

    private @Nullable Frame at(long at) throws IOException {
        long length = length(at);
        if (length == 0 || length > end - at) {
            return null;
        }
        ByteBuffer bytes = bytes(at, (int) length);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Frame.read(segment.nonce(), copy);
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        if (length > WINDOW) {
            ByteBuffer large = ByteBuffer.allocate(length);
            segment.read(large, at);
            return large.flip();
        }
        if (at < windowAt || at + length > windowAt + window.limit()) {
            windowAt = at;
            window.clear();
            segment.read(window, at);
            window.flip();
        }
        int from = (int) (at - windowAt);
        return window.slice(from, Math.min(length, window.limit() - from));
    }
}
