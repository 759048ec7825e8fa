package io.aiops4j.core.journal;

/**
 * What an entry says. Constants of this type stand beside the feature that writes them.
 *
 * <pre>{@code
 * static final EntryType STARTED = EntryType.of("run.started", 1);
 * }</pre>
 *
 * @param name such as {@code run.started}
 * @param version of the payload's shape, from 1
 * @param critical a node that cannot read it must start nothing that depends on its stream
 * @param authority it grants or takes away authority, and is sealed with the host's key
 */
public record EntryType(String name, int version, boolean critical, boolean authority) {

    /** An entry that is of no consequence for authority. */
    public static EntryType of(String name, int version) {
        return new EntryType(name, version, false, false);
    }

    /** An entry that nobody may overlook. */
    public static EntryType critical(String name, int version) {
        return new EntryType(name, version, true, false);
    }

    /** An entry that grants or takes away authority; always critical. */
    public static EntryType authority(String name, int version) {
        return new EntryType(name, version, true, true);
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
