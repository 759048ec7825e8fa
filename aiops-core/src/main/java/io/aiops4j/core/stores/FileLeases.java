package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.StaleAppendException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Leases among the threads of one process, in a small file that is replaced with each change: on disk before anybody is told.
 * A lease outlives the process that held it, as in a database: who comes back under the same name has it, others wait for its
 * expiry.
 */
final class FileLeases implements Leases {

    /** A row: who holds it, if anybody, and what never falls. */
    private record Row(@Nullable String holder, long fence, Instant expires, long cursor) {}

    private static final Row FREE = new Row(null, 0, Instant.EPOCH, 0);
    private static final int FORMAT = 1;

    private final Path file;
    private final Clock clock;
    private final Runnable settle;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    /** Leases in this file; {@code settle} returns once every append that was judged by an older fence is decided. */
    FileLeases(Path file, Clock clock, Runnable settle) {
        this.file = file;
        this.clock = clock;
        this.settle = settle;
        read();
    }

    @Override
    public synchronized Optional<Lease> acquire(String name, String holder, Duration lifetime) {
        Row row = row(name);
        Instant now = clock.instant();
        boolean running = row.holder() != null && now.isBefore(row.expires());
        boolean own = running && holder.equals(row.holder());
        if (running && !own) {
            return Optional.empty();
        }
        Row next = new Row(holder, own ? row.fence() : row.fence() + 1, now.plus(lifetime), row.cursor());
        change(name, row, next);
        if (!own) {
            // the last holder's appends that passed the fence in time are visible to the new holder
            settle.run();
        }
        return Optional.of(new Lease(name, holder, next.fence(), next.expires()));
    }

    @Override
    public synchronized void release(Lease lease) {
        Row row = row(lease.name());
        if (fence(lease.name()) == lease.fence()) {
            change(lease.name(), row, new Row(null, row.fence(), Instant.EPOCH, row.cursor()));
        }
    }

    @Override
    public long cursor(String name) {
        return row(name).cursor();
    }

    @Override
    public synchronized void advance(Lease lease, long position) {
        Chain.require(StaleAppendException.lease(lease.name()), lease.fence(), fence(lease.name()));
        Row row = row(lease.name());
        if (position > row.cursor()) {
            change(lease.name(), row, new Row(row.holder(), row.fence(), row.expires(), position));
        }
    }

    /** The fencing number of whoever holds it, or of the last one to hold it until somebody else does; 0 once released. */
    long fence(String name) {
        Row row = row(name); // without a lock: the journal's writer asks while acquire waits for it
        return row.holder() == null ? 0 : row.fence();
    }

    private Row row(String name) {
        return rows.getOrDefault(name, FREE);
    }

    private void change(String name, Row before, Row after) {
        rows.put(name, after);
        try {
            Disk.replace(file, content());
        } catch (IOException e) {
            rows.put(name, before);
            throw FileStoreException.refused("note a lease in", file, e);
        }
    }

    private byte[] content() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        out.writeInt(rows.size());
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            out.writeUTF(row.getKey());
            String holder = row.getValue().holder();
            out.writeBoolean(holder != null);
            out.writeUTF(holder == null ? "" : holder);
            Instant expires = row.getValue().expires();
            out.writeLong(expires.getEpochSecond());
            out.writeInt(expires.getNano());
            out.writeLong(row.getValue().fence());
            out.writeLong(row.getValue().cursor());
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes.toByteArray());
        out.writeInt((int) sum.getValue());
        return bytes.toByteArray();
    }

    private void read() {
        try {
            if (!Files.exists(file)) {
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - Integer.BYTES;
            CRC32C sum = new CRC32C();
            sum.update(bytes, 0, Math.max(0, length));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (length < 2 * Integer.BYTES
                    || ByteBuffer.wrap(bytes).getInt(length) != (int) sum.getValue()
                    || in.readInt() != FORMAT) {
                throw new FileStoreException(
                        "File " + file + " is damaged. It may be deleted while no process has the folder"
                                + " open: leases are free then, and background work begins at the first entry again.");
            }
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                boolean held = in.readBoolean();
                String holder = in.readUTF();
                Instant expires = Instant.ofEpochSecond(in.readLong(), in.readInt());
                rows.put(name, new Row(held ? holder : null, in.readLong(), expires, in.readLong()));
            }
        } catch (IOException e) {
            throw FileStoreException.refused("read", file, e);
        }
    }
}
