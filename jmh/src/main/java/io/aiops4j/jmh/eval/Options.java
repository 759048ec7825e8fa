package io.aiops4j.jmh.eval;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was given on the command line as {@code --name value}. */
final class Options {

    private final Map<String, String> given = new HashMap<>();

    private Options() {}

    /** Reads options of which only these are known. */
    static Options parse(List<String> args, String... known) {
        Options options = new Options();
        for (int i = 0; i < args.size(); i += 2) {
            String name = args.get(i);
            if (!List.of(known).contains(name)) {
                throw new BadInput(
                        "There is no option \"" + name + "\". The options are " + String.join(", ", known) + ".");
            }
            if (i + 1 == args.size()) {
                throw new BadInput(name + " needs a value.");
            }
            if (options.given.put(name, args.get(i + 1)) != null) {
                throw new BadInput(name + " is given twice.");
            }
        }
        return options;
    }

    /** A file to read, which must be named and be there. */
    Path input(String name) {
        Path file = file(name).orElseThrow(() -> new BadInput(name + " FILE is missing."));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BadInput(name + ": there is no file " + file + " that can be read.");
        }
        return file;
    }

    /** A file that may be named, to write for instance. */
    Optional<Path> file(String name) {
        try {
            return Optional.ofNullable(given.get(name)).map(Path::of);
        } catch (InvalidPathException e) {
            throw new BadInput(name + ": this is no name for a file: " + e.getMessage());
        }
    }
}
