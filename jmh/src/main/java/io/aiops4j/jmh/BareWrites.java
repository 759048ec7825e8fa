package io.aiops4j.jmh;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The write that no durable store can do without, and nothing else. */
abstract class BareWrites implements Closeable {

    private final byte[] bytes;

    private BareWrites(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Bare writes on the same disk or server as a store that has entries already. */
    static BareWrites beside(StorePlace place, Scratch scratch, Journal journal) throws IOException {
        if (place.choice() == StoreChoice.FILE) {
            long each = Scratch.size(Path.of(place.place()))
                    / Math.max(1, journal.head().position());
            return new Forced(scratch.folder().resolve("bare"), new byte[(int) each]);
        }
        byte[] payload = journal.readAll(0, 1).get(0).payload().bytes();
        try {
            return new Committed(DriverManager.getConnection(place.place()), payload);
        } catch (SQLException e) {
            throw new IOException("the database: " + e.getMessage(), e);
        }
    }

    /** Writes once, and waits until it is durable. */
    void write() throws IOException {
        write(bytes);
    }

    abstract void write(byte[] what) throws IOException;

    private static final class Forced extends BareWrites {

        private final FileChannel channel;

        Forced(Path file, byte[] bytes) throws IOException {
            super(bytes);
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        void write(byte[] what) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(what);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class Committed extends BareWrites {

        private final Connection connection;
        private final PreparedStatement insert;

        Committed(Connection connection, byte[] bytes) throws SQLException {
            super(bytes);
            this.connection = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea NOT NULL)");
            }
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("INSERT INTO bare (payload) VALUES (?)");
        }

        @Override
        void write(byte[] what) throws IOException {
            try {
                insert.setBytes(1, what);
                insert.executeUpdate();
                connection.commit();
            } catch (SQLException e) {
                throw new IOException("the database: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException("the database: " + e.getMessage(), e);
            }
        }
    }
}
