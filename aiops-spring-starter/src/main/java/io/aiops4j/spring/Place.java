package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A place on the disk, exactly as it was written. Properties are no {@code Path} by themselves: Spring looks for one on the class path
 * first, and {@code /config} would be a folder of the application.
 */
final class Place {

    private Place() {}

    static Path of(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new AiopsException("No file can have the name '" + text + "'.");
        }
    }

    static Path[] all(List<String> texts) {
        return texts.stream().map(Place::of).toArray(Path[]::new);
    }
}
