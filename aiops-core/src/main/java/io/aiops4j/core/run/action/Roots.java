package io.aiops4j.core.run.action;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.run.StepContext;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folders that an action may reach into, and how a step names a place in one: by parts that only lead down. */
final class Roots {

    /** The parameter that chooses one; it can be left out where there is one alone. */
    static final String PARAMETER = "root";

    private static final int LONGEST = 1_000;

    private final Map<String, Path> roots;

    private Roots(Map<String, Path> roots) {
        this.roots = roots;
    }

    /** Links that lead to a root are followed here and never again. */
    static Roots of(Path... folders) {
        if (folders.length == 0) {
            throw new AiopsException("No folder may be reached. Name at least one.");
        }
        Map<String, Path> roots = new LinkedHashMap<>();
        for (Path folder : folders) {
            try {
                Path real = folder.toRealPath();
                if (!folder.isAbsolute() || real.getNameCount() == 0) {
                    throw new AiopsException("'" + folder
                            + "' cannot be a root: name a folder by its absolute path, and" + " not the whole disk.");
                }
                Folder.at(real).close();
                roots.put(folder.toString(), real);
            } catch (IOException e) {
                throw new AiopsException(
                        "'" + folder + "' cannot be a root: " + e + ". Create it, or correct its path.", e);
            }
        }
        return new Roots(roots);
    }

    Parameter parameter() {
        Parameter root = Parameter.text(PARAMETER).oneOf(roots.keySet().toArray(String[]::new));
        return roots.size() == 1 ? root.or(roots.keySet().iterator().next()) : root;
    }

    /** A place in a root: the folders that lead to it, and how it is shown. */
    record Place(Path root, List<String> parts, String shown) {

        /** The same without its last part. */
        Place above() {
            return new Place(root, parts.subList(0, parts.size() - 1), shown);
        }

        String name() {
            return parts.get(parts.size() - 1);
        }

        /** Opens it as a folder, part by part and never through a link. */
        Folder open() throws IOException {
            Folder folder = Folder.at(root);
            for (String part : parts) {
                Folder outer = folder;
                try (outer) {
                    folder = outer.folder(part);
                }
            }
            return folder;
        }
    }

    /** The place that a step names; an empty text and a dot are the root itself. */
    Place place(StepContext step, String parameter) {
        Path root = roots.get(step.text(PARAMETER));
        if (root == null) {
            throw Failures.wrong("There is no root '" + step.text(PARAMETER) + "'. Use one of " + roots.keySet() + ".");
        }
        String text = step.text(parameter);
        List<String> parts = new ArrayList<>();
        String rest = text.equals(".") ? "" : text;
        while (!rest.isEmpty()) {
            int end = rest.indexOf('/');
            String part = end < 0 ? rest : rest.substring(0, end);
            String refusal = text.length() > LONGEST ? "it is too long" : refusal(part);
            if (refusal != null || end == rest.length() - 1) {
                throw Failures.wrong("Parameter '" + parameter + "' names no place in '" + step.text(PARAMETER) + "': "
                        + (refusal == null ? "it ends in a slash" : refusal)
                        + ". Write names parted by '/', from the root on.");
            }
            parts.add(part);
            rest = end < 0 ? "" : rest.substring(end + 1);
        }
        return new Place(root, List.copyOf(parts), text);
    }

    private static @Nullable String refusal(String part) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            return "a part of it is empty, '.' or '..'";
        }
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isISOControl(c) || c == '\\' || c == ':') {
                return "it has a control character, a backslash or a colon";
            }
        }
        try {
            Path path = Path.of(part);
            return path.isAbsolute() || path.getNameCount() != 1 ? "a part of it is not one name" : null;
        } catch (InvalidPathException e) {
            return "no file can have such a name here";
        }
    }
}
