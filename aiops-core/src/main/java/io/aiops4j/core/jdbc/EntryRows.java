package io.aiops4j.core.jdbc;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.DamagedEntryException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Payload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries as rows and rows as entries. */
final class EntryRows {

    private static final String HEADER = """
            SELECT e.position, e.stream, e.version, e.type_name, e.type_version, e.critical, e.authority, e.time_nanos,
              e.actor, e.client, e.causes, e.commitment, e.hash, e.mac\
            """;

    /** Every column, the payload's with it where it was not erased; conditions may follow. */
    static final String SELECT =
            HEADER + ", p.salt, p.content FROM {p}entry e LEFT JOIN {p}payload p ON p.position = e.position";

    /** The same without any payload. */
    static final String SELECT_HEADERS = HEADER + ", NULL, NULL FROM {p}entry e";

    private static final String INSERT = """
            INSERT INTO {p}entry (position, stream, version, type_name, type_version, critical, authority, time_nanos,
              actor, client, causes, commitment, hash, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """;

    private static final String INSERT_PAYLOAD = "INSERT INTO {p}payload (position, salt, content) VALUES (?, ?, ?)";

    private EntryRows() {}

    static void insert(Tx tx, List<Entry> entries) throws SQLException {
        tx.batch(INSERT, entries.stream().map(EntryRows::values).toList());
        tx.batch(INSERT_PAYLOAD, entries.stream().map(EntryRows::payload).toList());
    }

    private static @Nullable Object[] values(Entry entry) {
        return new @Nullable Object[] {
            entry.position(),
            entry.stream(),
            entry.version(),
            entry.type().name(),
            entry.type().version(),
            entry.type().critical() ? 1 : 0,
            entry.type().authority() ? 1 : 0,
            Nanos.of(entry.time()),
            entry.actor().toString(),
            entry.client().id(),
            entry.causes().stream().map(String::valueOf).collect(Collectors.joining(",")),
            entry.commitment().hex(),
            entry.hash().hex(),
            entry.mac()
        };
    }

    private static @Nullable Object[] payload(Entry entry) {
        return new @Nullable Object[] {
            entry.position(), entry.payload().salt(), entry.payload().bytes()
        };
    }

    static Entry read(ResultSet row) throws SQLException {
        try {
            return entry(row);
        } catch (IllegalArgumentException | NullPointerException | DateTimeException | AiopsException e) {
            long position = row.getLong(1);
            throw new DamagedEntryException(
                    position,
                    "The row of entry " + position + " is not as it was written: " + e.getMessage()
                            + " Somebody changed it. Restore the database from a backup.",
                    e);
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        byte[] salt = row.getBytes(15);
        byte[] content = row.getBytes(16);
        return new Entry(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                new EntryType(row.getString(4), row.getInt(5), row.getInt(6) != 0, row.getInt(7) != 0),
                Nanos.instant(row.getLong(8)),
                Actor.parse(row.getString(9)),
                Client.of(row.getString(10)),
                causes(row.getString(11)),
                new Digest(row.getString(12)),
                new Digest(row.getString(13)),
                row.getString(14),
                salt == null || content == null ? Payload.erased() : Payload.of(content, salt));
    }

    private static List<Long> causes(String text) {
        List<Long> causes = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            causes.add(Long.parseLong(text, from, to, 10));
            from = to + 1;
        }
        return causes;
    }
}
