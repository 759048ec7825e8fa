package io.aiops4j.core.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How many inodes of a file system are used and free: Java cannot tell, {@code df} can where there is one. */
@FunctionalInterface
interface Inodes {

    Path DF = Path.of("/usr/bin/df");
    Path OLDER_DF = Path.of("/bin/df");
    int LONGEST = 10_000;
    long PATIENCE_SECONDS = 2;

    /** Used and free; not numbers where they are not known. */
    double[] of(Path path) throws IOException, InterruptedException;

    /** Asks {@code df} of this machine, an argument vector and no shell. */
    static double[] byDf(Path path) throws IOException, InterruptedException {
        Path df = Files.isExecutable(DF) ? DF : OLDER_DF;
        if (!Files.isExecutable(df)) {
            return unknown();
        }
        ProcessBuilder command = new ProcessBuilder(
                df.toString(), "-P", "-i", "--", path.toAbsolutePath().toString());
        command.environment().put("LC_ALL", "C");
        command.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = command.start();
        try {
            process.getOutputStream().close();
            // a line or two: they fit into the pipe, and nobody has to wait for a process that hangs
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return unknown();
            }
            String said = new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
            return read(said);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The second line: the file system, its inodes, those used, those free. */
    static double[] read(String said) {
        List<String> lines = said.lines().toList();
        List<String> words = lines.size() < 2 ? List.of() : SystemFiles.words(lines.get(1));
        // the name of a file system may hold blanks: the columns are counted from the percentage
        for (int i = 3; i < words.size(); i++) {
            if (words.get(i).endsWith("%") || words.get(i).equals("-")) {
                return new double[] {SystemFiles.number(words.get(i - 2)), SystemFiles.number(words.get(i - 1))};
            }
        }
        return unknown();
    }

    static double[] unknown() {
        return new double[] {Double.NaN, Double.NaN};
    }
}
