package io.aiops4j.core.run.action;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk over folders, which deletes what is old, or only counts it. */
final class Sweep {

    /** How deep folders in folders are looked into. */
    static final int DEEPEST = 16;

    /** How many names of one folder are looked at. */
    static final int MOST_NAMES = 100_000;

    private static final int MOST_SHOWN = 20;

    private final String suffix;
    private final Instant before;
    private final int keep;
    private final boolean recursive;
    private final boolean acts;
    private final List<String> shown = new ArrayList<>();
    private int files;
    private long bytes;
    private int kept;
    private boolean more;
    private @Nullable String failure;

    Sweep(String suffix, Instant before, int keep, boolean recursive, boolean acts) {
        this.suffix = suffix;
        this.before = before;
        this.keep = keep;
        this.recursive = recursive;
        this.acts = acts;
    }

    private record Found(String name, Instant changed, long size) {}

    void over(Folder folder, String path, int depth) throws IOException, InterruptedException {
        List<Found> matching = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        List<String> names = folder.names(MOST_NAMES + 1);
        more |= names.size() > MOST_NAMES;
        for (String name : names) {
            stopIfInterrupted();
            BasicFileAttributes each = look(folder, name);
            if (each != null && each.isDirectory()) {
                folders.add(name);
            } else if (each != null && each.isRegularFile() && name.endsWith(suffix)) {
                matching.add(new Found(name, each.lastModifiedTime().toInstant(), each.size()));
            }
        }
        matching.sort(Comparator.comparing(Found::changed).reversed().thenComparing(Found::name));
        for (int i = 0; i < matching.size(); i++) {
            Found each = matching.get(i);
            if (i < keep || !each.changed().isBefore(before)) {
                kept++;
            } else {
                stopIfInterrupted();
                take(folder, path, each);
            }
        }
        if (recursive) {
            inner(folder, path, depth, folders);
        }
    }

    private void inner(Folder folder, String path, int depth, List<String> names)
            throws IOException, InterruptedException {
        for (String name : names) {
            if (depth == DEEPEST) {
                more = true;
                return;
            }
            String inside = path.isEmpty() || path.equals(".") ? name : path + "/" + name;
            Folder inner;
            try {
                inner = folder.folder(name);
            } catch (IOException e) {
                failed(inside, e); // a link by now, or not to be read
                continue;
            }
            try (inner) {
                over(inner, inside, depth + 1);
            }
        }
    }

    private static @Nullable BasicFileAttributes look(Folder folder, String name) throws IOException {
        try {
            return folder.look(name);
        } catch (NoSuchFileException e) {
            return null; // somebody else was faster
        }
    }

    private void take(Folder folder, String path, Found each) {
        String name = path.isEmpty() || path.equals(".") ? each.name() : path + "/" + each.name();
        try {
            if (acts) {
                folder.delete(each.name());
            }
            files++;
            bytes += each.size();
            if (shown.size() < MOST_SHOWN) {
                shown.add(name);
            }
        } catch (NoSuchFileException e) {
            // somebody else was faster
        } catch (IOException e) {
            failed(name, e);
        }
    }

    private void failed(String name, IOException e) {
        if (!(e instanceof NoSuchFileException) && failure == null) {
            failure = name + ": " + e.getMessage();
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Nullable
    String failure() {
        return failure;
    }

    String wouldDelete() {
        return "would delete " + told();
    }

    String deleted() {
        return "deleted " + told();
    }

    private String told() {
        StringBuilder told = new StringBuilder()
                .append(files)
                .append(files == 1 ? " file of " : " files of ")
                .append(bytes)
                .append(" bytes, kept ")
                .append(kept)
                .append(" that end in ")
                .append(suffix);
        shown.forEach(name -> told.append("\n  ").append(name));
        told.append(files > shown.size() ? "\n  ..." : "");
        told.append(more ? "\nthere is more than one run looks at: run it again" : "");
        told.append(failure == null ? "" : "\nnot deleted: " + failure);
        return told.append("\n").toString();
    }
}
