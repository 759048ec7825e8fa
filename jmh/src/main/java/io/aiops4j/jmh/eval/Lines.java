package io.aiops4j.jmh.eval;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file, read piece by piece: UTF-8 with malformed bytes replaced, ended by LF only, so that a CR stays. The last
 * line may lack its LF. Files named {@code .gz} are unpacked on the way.
 */
final class Lines implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Reader reader;
    private final char[] buffer = new char[BUFFER];
    private int from;
    private int to;

    private Lines(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    static Lines open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
            return new Lines(file, new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            bytes.close();
            throw naming(file, e);
        }
    }

    static List<String> all(Path file) throws IOException {
        try (Lines lines = open(file)) {
            return lines.next(Integer.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    /** The next lines, up to a number of lines or about so many characters; none at the end. */
    List<String> next(int mostLines, long mostCharacters) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        long characters = 0;
        while (lines.size() < mostLines && characters < mostCharacters && fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.append(buffer, from, end - from);
            from = Math.min(end + 1, to);
            if (end < to || !fill()) {
                characters += line.length();
                lines.add(line.toString());
                line.setLength(0);
            }
        }
        return lines;
    }

    /** Whether there is something in the buffer. */
    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, read());
        }
        return from < to;
    }

    private int read() throws IOException {
        try {
            return reader.read(buffer);
        } catch (IOException e) {
            throw naming(file, e);
        }
    }

    /** What is wrong inside of an archive comes without the archive's name. */
    private static IOException naming(Path file, IOException e) {
        return new IOException(file + ": " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
