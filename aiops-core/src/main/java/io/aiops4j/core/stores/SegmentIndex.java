package io.aiops4j.core.stores;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The index file beside a segment, written when nothing more is added to the segment and when the journal is closed: a cache
 * that saves going through the segment when the journal is opened. Deleting it changes nothing, and so does damaging it: a
 * check sum covers all of it, and it holds only for a segment of exactly the size and the time of last change that it names,
 * and the last segment, where a crash would show, also of the same bytes.
 */
final class SegmentIndex {

    private static final int FORMAT = 1;
    private static final int WINDOW = 1 << 20;

    private SegmentIndex() {}

    static Path path(Segment segment) {
        return segment.path().resolveSibling(segment.path().getFileName() + ".index");
    }

    /** Writes what the notes say. Not forced: a cache that a power loss takes is no loss. */
    static void write(Segment segment, SegmentNotes notes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * segment.offsets.size() + 1024);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        out.writeLong(segment.first());
        out.writeLong(segment.nonce());
        out.writeLong(segment.size);
        out.writeLong(changed(segment));
        out.writeInt(sum(segment, segment.size));
        ints(out, segment.offsets);
        ints(out, notes.streamOf);
        out.writeInt(notes.streams.size());
        for (String stream : notes.streams) {
            byte[] utf8 = stream.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
        ints(out, notes.idAt);
        for (int i = 0; i < notes.idAt.size(); i++) {
            out.writeLong(notes.id(i));
        }
        out.writeInt(notes.wipes.size());
        for (long wipe : notes.wipes) {
            out.writeLong(wipe);
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes.toByteArray());
        out.writeInt((int) sum.getValue());
        Files.write(path(segment), bytes.toByteArray());
    }

    /** Fills in the segment's places and gives its notes, or null when there is no index that holds for it. */
    static @Nullable SegmentNotes read(Segment segment, boolean last) {
        try {
            byte[] bytes = Files.readAllBytes(path(segment));
            int length = Math.max(0, bytes.length - Integer.BYTES);
            CRC32C sum = new CRC32C();
            sum.update(bytes, 0, length);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long size = Files.size(segment.path());
            boolean holds = length > 0
                    && in.getInt(length) == (int) sum.getValue()
                    && in.getInt() == FORMAT
                    && in.getLong() == segment.first()
                    && in.getLong() == segment.nonce()
                    && in.getLong() == size
                    && in.getLong() == changed(segment);
            if (!holds) {
                return null;
            }
            int bytesSum = in.getInt();
            return last && bytesSum != sum(segment, size) ? null : read(segment, in);
        } catch (IOException | BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
            return null; // it is not there, or not one of ours: the segment itself can be read
        }
    }

    private static SegmentNotes read(Segment segment, ByteBuffer in) throws IOException {
        Ints offsets = ints(in);
        Ints streamOf = ints(in);
        int count = in.getInt();
        List<String> streams = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.getInt();
            byte[] utf8 = new byte[length];
            in.get(utf8);
            streams.add(new String(utf8, StandardCharsets.UTF_8));
        }
        Ints idAt = ints(in);
        long[] ids = new long[idAt.size()];
        in.asLongBuffer().get(ids);
        in.position(in.position() + Long.BYTES * ids.length);
        List<Long> wipes = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            wipes.add(in.getLong());
        }
        segment.offsets = offsets;
        segment.size = Files.size(segment.path());
        return new SegmentNotes(streams, streamOf, ids, idAt, wipes);
    }

    private static int sum(Segment segment, long size) throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer window = ByteBuffer.allocate(WINDOW);
        for (long offset = 0; offset < size; offset += WINDOW) {
            window.clear().limit((int) Math.min(WINDOW, size - offset));
            segment.read(window, offset);
            sum.update(window.flip());
        }
        return (int) sum.getValue();
    }

    private static long changed(Segment segment) throws IOException {
        return Files.getLastModifiedTime(segment.path()).to(TimeUnit.NANOSECONDS);
    }

    private static void ints(DataOutputStream out, Ints values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.size());
        for (int i = 0; i < values.size(); i++) {
            bytes.putInt(values.get(i));
        }
        out.writeInt(values.size());
        out.write(bytes.array());
    }

    private static Ints ints(ByteBuffer in) {
        int[] values = new int[in.getInt()];
        in.asIntBuffer().get(values);
        in.position(in.position() + Integer.BYTES * values.length);
        return new Ints(values);
    }
}
