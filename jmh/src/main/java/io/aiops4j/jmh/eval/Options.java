package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.StoreChoice;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was given on the command line as {@code --name value}. */
final class Options {

    private static final String FLAG = "?";

    private final Map<String, String> given = new HashMap<>();

    private Options() {}

    /** Reads options of which only these are known; one that is written {@code --name?} here takes no value. */
    static Options parse(List<String> args, String... known) {
        Options options = new Options();
        for (int i = 0; i < args.size(); i++) {
            String name = args.get(i);
            boolean flag = List.of(known).contains(name + FLAG);
            if (!flag && !List.of(known).contains(name)) {
                throw new BadInput("There is no option \"" + name + "\". The options are "
                        + String.join(", ", known).replace(FLAG, "") + ".");
            }
            if (!flag && i + 1 == args.size()) {
                throw new BadInput(name + " needs a value.");
            }
            if (options.given.put(name, flag ? "" : args.get(i + 1)) != null) {
                throw new BadInput(name + " is given twice.");
            }
            i += flag ? 0 : 1;
        }
        return options;
    }

    /** Whether an option without a value was given. */
    boolean has(String name) {
        return given.containsKey(name);
    }

    /** A whole number from 1 to the most. */
    long count(String name, long preset, long most) {
        String text = given.get(name);
        long value = text == null ? preset : number(name, text);
        if (value < 1 || value > most) {
            throw new BadInput(name + " takes a whole number from 1 to " + most + ", not " + value + ".");
        }
        return value;
    }

    /** What random choices begin with: the number that was given, or another one each time. */
    long seed() {
        String text = given.get("--seed");
        return text == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : number("--seed", text);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInput(name + " takes a whole number, not \"" + text + "\".");
        }
    }

    /** The store that was named, which must be one of these. */
    StoreChoice store(StoreChoice preset, StoreChoice... allowed) {
        String text = given.get("--store");
        for (StoreChoice each : allowed) {
            if (text == null ? each == preset : each.toString().equals(text)) {
                return each;
            }
        }
        String names = Arrays.stream(allowed).map(StoreChoice::toString).collect(Collectors.joining(", "));
        throw new BadInput(
                text == null
                        ? "--store NAME is missing. The stores are " + names + "."
                        : "There is no store \"" + text + "\" here. The stores are " + names + ".");
    }

    /** A file to read, which must be named and be there. */
    Path input(String name) {
        Path file = file(name).orElseThrow(() -> new BadInput(name + " FILE is missing."));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BadInput(name + ": there is no file " + file + " that can be read.");
        }
        return file;
    }

    /** A folder to read, which must be named and be there. */
    Path directory(String name) {
        Path folder = file(name).orElseThrow(() -> new BadInput(name + " DIR is missing."));
        if (!Files.isDirectory(folder)) {
            throw new BadInput(name + ": there is no folder " + folder + ".");
        }
        return folder;
    }

    /** The folder to put things in, when one is named. */
    Optional<Path> folder() {
        Optional<Path> folder = file("--folder");
        folder.filter(each -> !Files.isDirectory(each)).ifPresent(each -> {
            throw new BadInput("--folder: there is no folder " + each + ".");
        });
        return folder;
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
