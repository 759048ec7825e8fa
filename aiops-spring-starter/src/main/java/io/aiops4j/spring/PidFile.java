package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The number of a process, as the process itself wrote it down. No file, no process; what is no number is not known. */
record PidFile(Path file) implements Supplier<OptionalLong> {

    private static final int LONGEST = 100;

    @Override
    public OptionalLong get() {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII);
            long pid = Long.parseLong(text.strip());
            if (pid <= 0) {
                throw new AiopsException("The file " + file + " holds no number of a process.");
            }
            return OptionalLong.of(pid);
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new AiopsException("The file " + file + " holds no number of a process.");
        } catch (IOException e) {
            throw new AiopsException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
