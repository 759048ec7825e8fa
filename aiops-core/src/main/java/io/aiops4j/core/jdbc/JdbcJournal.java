package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Payload;
import java.util.List;

/** The journal in tables: appends go through the writer, reads are single statements and so never see half an append. */
final class JdbcJournal implements Journal {

    private static final String READING = "while reading the journal";

    private final Db db;
    private final JournalWriter writer;

    JdbcJournal(Db db, JournalWriter writer) {
        this.db = db;
        this.writer = writer;
    }

    @Override
    public List<Entry> append(Append append) {
        return writer.append(new Ticket(checked(append), List.of()));
    }

    @Override
    public List<Entry> erase(List<Long> positions, Append receipt) {
        return writer.append(new Ticket(checked(receipt), positions));
    }

    @Override
    public List<Entry> read(String stream, long afterVersion, int limit) {
        return db.read(
                READING,
                tx -> tx.query(
                        EntryRows.SELECT + " WHERE e.stream = ? AND e.version > ? ORDER BY e.version LIMIT ?",
                        EntryRows::read,
                        stream,
                        afterVersion,
                        limit));
    }

    @Override
    public List<Entry> readAll(long afterPosition, int limit) {
        return db.read(
                READING,
                tx -> tx.query(
                        EntryRows.SELECT + " WHERE e.position > ? ORDER BY e.position LIMIT ?",
                        EntryRows::read,
                        afterPosition,
                        limit));
    }

    @Override
    public Head head() {
        return db.read(
                        READING,
                        tx -> tx.first(
                                "SELECT position, hash FROM {p}head WHERE id = 1",
                                r -> new Head(r.getLong(1), new Digest(r.getString(2)))))
                .orElseThrow(() ->
                        new AiopsException("The journal's head row is missing. Restore the database from a backup."));
    }

    // here and not in the writer: what no database keeps must not cost its neighbours in the batch
    private static Append checked(Append append) {
        if (append.id() != null) {
            Names.require("append id", append.id());
        }
        append.requires().keySet().forEach(stream -> Names.require("stream's name", stream));
        append.fences().keySet().forEach(name -> Names.requireIndexed("lease's name", name));
        for (Append.Item item : append.items()) {
            Names.require("stream's name", item.stream());
            Names.require("entry type's name", item.type().name());
            if (item.mac() != null) {
                Names.require("seal", item.mac());
            }
            if (item.payload().length > Payload.LARGEST) {
                throw new AiopsException("An entry's payload has " + item.payload().length + " bytes; "
                        + Payload.LARGEST + " is the most. Store the bulk as a record and let the entry name it.");
            }
        }
        return append;
    }
}
