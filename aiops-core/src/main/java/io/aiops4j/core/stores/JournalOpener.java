package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Head;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the segments of a folder: repairs what a crash can leave behind, and refuses what it cannot.
 *
 * <p>A crash leaves at most one batch unfinished, the last one, which nobody was told of: it is cut. Anything broken before
 * it was acknowledged once, so it is damage. The index files of segments that were closed save reading them, and hold only for exactly
 * those segments. A journal begins with position 1: segments may be copied into an archive, and the journal needs them where they are.
 */
final class JournalOpener {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final Disk disk;
    private final Path folder;
    private final LongSupplier nonces;
    private final JournalIndex index = new JournalIndex();
    private final List<Long> unsound = new ArrayList<>();
    private final List<Long> wipes = new ArrayList<>();
    private final List<Segment> read = new ArrayList<>();

    private JournalOpener(Disk disk, Path folder, LongSupplier nonces) {
        this.disk = disk;
        this.folder = folder;
        this.nonces = nonces;
    }

    static JournalIndex open(Disk disk, Path folder, LongSupplier nonces) {
        JournalOpener opener = new JournalOpener(disk, folder, nonces);
        try {
            opener.open();
            return opener.index;
        } catch (IOException e) {
            opener.close();
            throw FileStoreException.refused("open the journal in", folder, e);
        } catch (RuntimeException e) {
            opener.close();
            throw e;
        }
    }

    private void close() {
        for (Segment segment : index.segments()) {
            try {
                segment.close();
            } catch (IOException e) {
                LOG.debug("Could not close {}", segment.path(), e);
            }
        }
    }

    private void open() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            index.add(Segment.create(disk, folder, 1, nonces.getAsLong()));
            return;
        }
        long next = 1;
        for (int i = 0; i < files.size(); i++) {
            boolean last = i == files.size() - 1;
            Segment segment = segment(files.get(i), next, last);
            index.add(segment);
            SegmentNotes notes = SegmentIndex.read(segment, last);
            if (notes == null) {
                read(segment, last);
            } else {
                index.add(notes);
                segment.notes = last ? notes : null;
            }
            next = segment.next();
        }
        finishErasures();
        noteHead();
        writeIndexes();
    }

    private Segment segment(Path file, long next, boolean last) throws IOException {
        Segment segment = Segment.open(disk, file);
        if (segment == null && last && Files.size(file) <= Segment.HEADER && file.endsWith(Segment.name(next))) {
            LOG.warn("The journal was interrupted while it created {}; it is created again. No entry was in it.", file);
            segment = Segment.create(disk, folder, next, nonces.getAsLong());
        }
        if (segment == null) {
            throw FileStoreException.damaged(file, 0, "it does not begin as a segment of this name does");
        }
        if (segment.first() != next) {
            segment.close();
            throw new FileStoreException(
                    "Entries " + next + " to " + (segment.first() - 1) + " are missing from " + folder
                            + ": " + file.getFileName() + " begins with entry " + segment.first()
                            + ". Put back the segments that"
                            + " were moved away (an archive is a copy of them), or restore the folder from a backup.");
        }
        return segment;
    }

    private void read(Segment segment, boolean last) throws IOException {
        long end = Files.size(segment.path());
        SegmentWalk walk = new SegmentWalk(segment, end);
        Batch batch = new Batch(segment);
        while (!walk.atEnd()) {
            long offset = walk.offset();
            Frame frame = walk.next();
            if (frame == null) {
                break;
            }
            if (frame.first() != batch.next()) {
                throw FileStoreException.damaged(
                        segment.path(), offset, "entry " + frame.first() + " follows entry " + (batch.next() - 1));
            }
            batch.add(frame, (int) offset);
        }
        long good = walk.offset();
        boolean broken = !walk.atEnd();
        if (broken && !(last && isLastBatch(walk, batch.next()))) {
            throw FileStoreException.damaged(segment.path(), good, "no whole frame stands there and others follow");
        }
        if (last) {
            good = Math.min(good, batch.firstUnsound());
        }
        batch.keep(good);
        segment.size = good;
        read.add(segment);
        if (last) {
            settle(segment, end);
        }
    }

    /** Whether what follows a broken frame was to be forced to disk together with it: then nobody was told of any of it. */
    private static boolean isLastBatch(SegmentWalk walk, long next) throws IOException {
        for (Frame frame = walk.afterGap(); frame != null; frame = walk.afterGap()) {
            if (frame.batch() > next) {
                return false;
            }
        }
        return true;
    }

    /** Cuts what is not whole, and forces what is: another process may have been killed before it did. */
    private void settle(Segment segment, long end) throws IOException {
        try (FileChannel channel = segment.writer()) {
            if (end > segment.size) {
                LOG.warn(
                        "The journal was interrupted while it wrote: cut {} bytes behind entry {}, at offset {} of {}."
                                + " They belonged to an append that was not acknowledged.",
                        end - segment.size,
                        segment.next() - 1,
                        segment.size,
                        segment.path());
                channel.truncate(segment.size);
            }
            channel.force(true);
        }
    }

    private void finishErasures() throws IOException {
        for (long position : unsound) {
            JournalIndex.Place place = index.place(position);
            if (!place.erased()) {
                throw FileStoreException.damaged(
                        place.segment().path(), place.offset(), "the payload of entry " + position + " was altered");
            }
        }
        Wiper.wipe(index, wipes);
    }

    private void noteHead() throws IOException {
        List<Segment> segments = index.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i).next() > segments.get(i).first()) {
                JournalIndex.Place place = index.place(segments.get(i).next() - 1);
                Frame frame = place.segment().frame(place.offset());
                if (frame == null) {
                    throw FileStoreException.damaged(
                            place.segment().path(), place.offset(), "no whole frame stands there");
                }
                index.moveTo(frame.last(), frame.time());
                return;
            }
        }
        index.moveTo(Head.EMPTY, index.last());
    }

    private void writeIndexes() {
        List<Segment> segments = index.segments();
        Segment last = segments.get(segments.size() - 1);
        for (Segment segment : read) {
            if (!segment.equals(last)) {
                writeIndex(segment);
            }
        }
    }

    /** Writes the index file of a segment to which nothing is added any more; a failure costs time at the next opening only. */
    static void writeIndex(Segment segment) {
        SegmentNotes notes = segment.notes;
        segment.notes = null;
        segment.offsets.trim();
        try {
            if (notes != null) {
                SegmentIndex.write(segment, notes);
            }
        } catch (IOException e) {
            LOG.warn(
                    "Could not write the index of {}: {}. The next opening will take longer.",
                    segment.path(),
                    e.toString());
        }
    }

    /** The frames of one batch, held back until a later batch shows that it was finished. */
    private final class Batch {

        private final Segment segment;
        private final List<Frame> frames = new ArrayList<>();
        private final Ints offsets = new Ints();
        private @Nullable Frame latest;

        Batch(Segment segment) {
            this.segment = segment;
        }

        long next() {
            return latest == null ? segment.first() : latest.next();
        }

        void add(Frame frame, int offset) {
            if (latest != null && latest.batch() != frame.batch()) {
                keep(Long.MAX_VALUE);
                frames.clear();
                offsets.clear();
            }
            frames.add(frame);
            offsets.add(offset);
            latest = frame;
        }

        /** Where the first frame begins whose payloads are not those that were written. */
        long firstUnsound() {
            for (int i = 0; i < frames.size(); i++) {
                if (!unsound(frames.get(i)).isEmpty()) {
                    return offsets.get(i);
                }
            }
            return Long.MAX_VALUE;
        }

        void keep(long before) {
            for (int i = 0; i < frames.size() && offsets.get(i) < before; i++) {
                unsound.addAll(unsound(frames.get(i)));
                wipes.addAll(frames.get(i).wipes());
                index.add(frames.get(i), offsets.get(i));
            }
        }

        private List<Long> unsound(Frame frame) {
            List<Long> positions = new ArrayList<>();
            for (int i = 0; i < frame.size(); i++) {
                if (!frame.isSound(i)) {
                    positions.add(frame.first() + i);
                }
            }
            return positions;
        }
    }
}
