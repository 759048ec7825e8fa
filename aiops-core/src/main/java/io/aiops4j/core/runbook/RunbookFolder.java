package io.aiops4j.core.runbook;

import io.aiops4j.core.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A folder of runbooks, in the file system or on the class path: files whose names end in {@code .yaml}, {@code .yml} or
 * {@code .json}, one runbook in each, in sub-folders too. Hidden files and other files are passed over, and links are not
 * followed out of the folder.
 *
 * <pre>{@code
 * RunbookFolder.Report report = aiops.runbooks().sync(RunbookFolder.of(Path.of("runbooks")), Actor.person("alice"));
 * System.out.println(report);      // 2 submitted, 5 unchanged, 1 faulty ...
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads; the folder is read each time that it is used.
 */
public final class RunbookFolder {

    /** The most files in one folder. */
    public static final int MOST_FILES = 1_000;

    /** The most bytes in one folder. */
    public static final int MOST_BYTES = 32 << 20;

    /** How many folders may stand in one another. */
    public static final int DEEPEST = 10;

    private final String name;
    private final Supplier<List<Written>> files;

    private RunbookFolder(String name, Supplier<List<Written>> files) {
        this.name = name;
        this.files = files;
    }

    /** A folder in the file system. */
    public static RunbookFolder of(Path folder) {
        return new RunbookFolder(folder.toString(), () -> FolderFiles.read(folder));
    }

    /** A folder on the class path, such as {@code runbooks}, in a jar or in a directory; in several of them if it is there. */
    public static RunbookFolder onClassPath(String folder, ClassLoader loader) {
        String plain = folder.startsWith("/") ? folder.substring(1) : folder;
        return new RunbookFolder("class path:" + plain, () -> ClassPathFiles.read(plain, loader));
    }

    List<Written> read() {
        return files.get();
    }

    /** Where it is, for people. */
    @Override
    public String toString() {
        return name;
    }

    /**
     * A file as it was found.
     *
     * @param name within the folder, with slashes
     * @param text what stands in it, or null when it could not be read
     * @param fault why it could not be read, or null
     */
    record Written(
            String name, @Nullable String text, @Nullable String fault) {}

    /**
     * What became of the files.
     *
     * @param submitted what was put into the review queue
     * @param unchanged what was known already
     * @param faulty what could not be taken, and why
     */
    public record Report(List<Taken> submitted, List<Taken> unchanged, List<Faulty> faulty) {

        /** Copies the lists. */
        public Report {
            submitted = List.copyOf(submitted);
            unchanged = List.copyOf(unchanged);
            faulty = List.copyOf(faulty);
        }

        /** For people: figures, then a line for each submitted and each faulty file. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(
                    submitted.size() + " submitted, " + unchanged.size() + " unchanged, " + faulty.size() + " faulty");
            submitted.forEach(taken -> text.append("\n  ").append(taken));
            faulty.forEach(bad -> bad.faults().forEach(fault -> text.append("\n  " + bad.file() + ": " + fault)));
            return text.toString();
        }
    }

    /**
     * A file that was taken.
     *
     * @param file its name within the folder
     * @param runbook the name and version under which it is known
     * @param proposalId of its proposal
     * @param note what a person should know of it, or empty
     */
    public record Taken(String file, String runbook, String proposalId, String note) {

        @Override
        public String toString() {
            return file + ": " + runbook + " (" + proposalId + ")" + (note.isEmpty() ? "" : ", " + note);
        }
    }

    /**
     * A file that was not taken.
     *
     * @param file its name within the folder
     * @param faults all that is wrong with it
     */
    public record Faulty(String file, List<Fault> faults) {

        /** Copies the faults. */
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
