package io.aiops4j.core.runbook;

import io.aiops4j.core.document.DocumentException;
import java.util.Locale;

/** Which names of files are those of runbooks. */
final class FileNames {

    private FileNames() {}

    /** Whether a path within a folder, with slashes, names a runbook: no part of it is hidden, and its ending is one of ours. */
    static boolean isRunbook(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        boolean ending = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        return ending && !name.startsWith(".") && !name.contains("/.");
    }

    static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    static DocumentException tooMuch(String folder) {
        return new DocumentException(folder + " has more than " + RunbookFolder.MOST_FILES + " runbooks, or more than "
                + RunbookFolder.MOST_BYTES + " bytes of them. Split it into several folders.");
    }
}
