package io.aiops4j.core.run.action;

import io.aiops4j.core.Id;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file was before a run edited it: one backup for each run, beside the file, in a name that tells the run and what the run
 * made of the file.
 */
final class Backups {

    /** How many are kept of a file. */
    static final int MOST = 10;

    static final String SUFFIX = ".aiops-backup";

    private static final int MOST_NAMES = 100_000;

    private final Folder folder;
    private final String file;
    private final String run;
    private final Beside beside;
    private final @Nullable String before;
    private @Nullable String mine;

    Backups(Folder folder, String file, String executionId, Beside beside) throws IOException {
        this.folder = folder;
        this.file = file;
        this.run = prefix() + Id.derived("run", executionId) + ".";
        this.beside = beside;
        this.before = find();
        this.mine = before;
    }

    private String prefix() {
        return "." + file + ".";
    }

    private List<String> names() throws IOException {
        return folder.names(MOST_NAMES).stream()
                .filter(name -> name.startsWith(prefix()) && name.endsWith(SUFFIX))
                .toList();
    }

    private @Nullable String find() throws IOException {
        return names().stream().filter(name -> name.startsWith(run)).findFirst().orElse(null);
    }

    /** The name of this run's, or null. */
    @Nullable
    String name() {
        return mine;
    }

    /** Whether so many are kept that this run's may be gone. */
    boolean isFull() throws IOException {
        return names().size() >= MOST;
    }

    /** Keeps what the file was before this run, and notes what it is now. */
    void keep(byte[] was, byte[] is) throws IOException {
        String name = run + Beside.digest(is) + SUFFIX;
        if (before == null) {
            // an edit that was begun anew is on top of what somebody else wrote, and that is what it is undone to
            folder.replace(beside.write(file, was, SUFFIX), name);
        } else if (!name.equals(mine)) {
            folder.replace(String.valueOf(mine), name);
        }
        if (mine != null && !mine.equals(name)) {
            beside.drop(mine);
        }
        mine = name;
        beside.force();
        prune(name);
    }

    /** What the file was. */
    byte[] content(String name) throws IOException {
        try (FileChannel backup = folder.open(name, Set.of(StandardOpenOption.READ))) {
            return ConfigFile.content(backup);
        }
    }

    /** Whether this is what the run made of the file. */
    boolean isWhatRunLeft(String name, byte[] content) {
        return name.equals(run + Beside.digest(content) + SUFFIX);
    }

    private record Kept(String name, FileTime time) {}

    private void prune(String own) throws IOException {
        List<Kept> kept = new ArrayList<>();
        for (String name : names()) {
            try {
                kept.add(new Kept(name, folder.look(name).lastModifiedTime()));
            } catch (NoSuchFileException e) {
                // pruned by somebody else
            }
        }
        kept.sort(Comparator.comparing(Kept::time));
        int surplus = kept.size() - MOST;
        for (Kept each : kept) {
            if (surplus > 0 && !each.name().equals(own)) {
                beside.drop(each.name());
                surplus--;
            }
        }
    }
}
