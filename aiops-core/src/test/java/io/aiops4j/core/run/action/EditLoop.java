package io.aiops4j.core.run.action;

import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.Steps;
import java.nio.file.Path;
import java.util.Map;

/** A process that sets one key of a file to 1, 2, 3 and so on. */
final class EditLoop {

    private EditLoop() {}

    public static void main(String[] args) throws Exception {
        run(Actions.editConfig(Path.of(args[0])), args[1], args[2], Integer.parseInt(args[3]));
    }

    static void run(Action edit, String file, String key, int times) throws Exception {
        for (int i = 1; i <= times; i++) {
            Steps.run(edit, key + i, Map.of("file", file, "key", key, "value", Integer.toString(i)));
        }
    }
}
