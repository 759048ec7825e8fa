package io.aiops4j.core.run.action;

import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.run.ActionException;
import java.util.Locale;

/** A configuration file of a kind that can be edited one value at a time. */
interface ConfigText {

    /** A text with one value changed. */
    final class Edited {

        private final byte[] content;
        private final String before;

        Edited(byte[] content, String before) {
            this.content = content;
            this.before = before;
        }

        /** The whole text. */
        byte[] content() {
            return content;
        }

        /** The value that stood there. */
        String before() {
            return before;
        }
    }

    /** Changes one value and leaves every other byte alone, or refuses. */
    Edited set(byte[] content, String key, String value);

    /** By the end of its name. */
    static ConfigText named(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".properties")) {
            return new PropertiesText(file);
        }
        if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
            return new MarkupText(file);
        }
        throw new ActionException(
                FailureType.ACTION_UNSUPPORTED,
                "'" + file + "' cannot be edited: its name ends in none of .properties, .yaml, .yml and .json.");
    }

    /** The key is not there. */
    static ActionException noKey(String file, String key) {
        return Failures.wrong("There is no value '" + key + "' in '" + file + "'. Correct the key; only values that are"
                + " there can be changed.");
    }

    /** It is there, but not in a way in which it could be changed alone. */
    static ActionException unsupported(String file, String key, String why) {
        return new ActionException(
                FailureType.ACTION_UNSUPPORTED,
                "'" + key + "' in '" + file + "' is not changed: " + why + ". Edit it by hand.");
    }
}
