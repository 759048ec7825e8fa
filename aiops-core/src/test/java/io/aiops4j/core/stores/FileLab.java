package io.aiops4j.core.stores;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Selector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the tests of the files share. */
final class FileLab {

    static final EntryType NOTED = EntryType.of("note.taken", 1);

    private FileLab() {}

    static Append note(String stream, String text) {
        return Append.by(Actor.person("alice")).add(stream, NOTED, Map.of("text", text));
    }

    static Append receipt(List<Long> positions) {
        return Append.by(Actor.person("bob"))
                .add(Erasure.STREAM, Erasure.ERASED, new Erasure(Selector.incident("inc-1"), "asked to", positions));
    }

    static FileJournal journal(Path folder, Disk disk, long largestSegment, Duration patience) {
        return new FileJournal(new FileJournal.Setup(
                folder, Clock.systemUTC(), lease -> 0, disk, new SecureRandom(), largestSegment, patience));
    }

    static FileJournal journal(Path folder, Disk disk) {
        return journal(folder, disk, 64 << 20, Duration.ofSeconds(30));
    }

    static FileJournal journal(Path folder) {
        return journal(folder, Disk.REAL);
    }

    static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    static boolean anyFileContains(Path folder, String text) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Copies a folder as a crash at this moment would leave it: file after file, in the order of their names. */
    static Path copy(Path folder, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(folder, "")) {
            if (Files.isDirectory(file)) {
                copy(file, to.resolve(file.getFileName()));
            } else {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }
}
