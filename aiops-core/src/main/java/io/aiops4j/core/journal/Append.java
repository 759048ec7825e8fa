package io.aiops4j.core.journal;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries for one or more streams that become durable and visible together or not at all, on the condition that the named
 * streams have the named versions. A stream may be named to which nothing is appended: so a run depends on its approval.
 *
 * <pre>{@code
 * journal.append(Append.by(Actor.person("bob"))
 *         .require("proposal/p-17", 1)
 *         .add("proposal/p-17", APPROVED, approval)
 *         .sealedWith(seal));
 * }</pre>
 *
 * @param id names the append, so that repeating it after a time-out gives the first result; null for one that is not repeated
 * @param actor who
 * @param client whose systems
 * @param causes positions of the entries that led to it
 * @param requires the version that each named stream must have; 0 means that it must not exist
 * @param fences the fencing number that each named lease must still have
 * @param items what is appended, in order
 */
public record Append(
        @Nullable String id,
        Actor actor,
        Client client,
        List<Long> causes,
        Map<String, Long> requires,
        Map<String, Long> fences,
        List<Item> items) {

    /** Copies everything. */
    public Append {
        causes = List.copyOf(causes);
        requires = Collections.unmodifiableMap(new TreeMap<>(requires));
        fences = Collections.unmodifiableMap(new TreeMap<>(fences));
        items = List.copyOf(items);
    }

    /**
     * One entry to be.
     *
     * @param stream which stream it joins
     * @param type what it says
     * @param payload the bytes that it carries
     * @param mac the seal of an authority entry, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the journal copies it
    public record Item(
            String stream,
            EntryType type,
            byte[] payload,
            @Nullable String mac) {

        /** The longest name of a stream, in every store. */
        public static final int LONGEST_STREAM = 500;

        /** Refuses a stream without a name, or with one that no store keeps. */
        public Item {
            if (stream.isEmpty() || stream.length() > LONGEST_STREAM) {
                throw new AiopsException("The stream's name has " + stream.length() + " characters; from 1 to "
                        + LONGEST_STREAM + " are kept. Shorten it, or store it as a record and name that.");
            }
        }
    }

    /** An append without entries yet, for the default client. */
    public static Append by(Actor actor) {
        return new Append(null, actor, Client.DEFAULT, List.of(), Map.of(), Map.of(), List.of());
    }

    /** The same append for another client. */
    public Append client(Client other) {
        return new Append(id, actor, other, causes, requires, fences, items);
    }

    /** The same append under this id: repeated after a time-out, it gives the first result. */
    public Append identified(String name) {
        return new Append(name, actor, client, causes, requires, fences, items);
    }

    /** The same append on the condition that nobody else took this lease in between. */
    public Append fenced(Lease lease) {
        Map<String, Long> more = new TreeMap<>(fences);
        more.put(lease.name(), lease.fence());
        return new Append(id, actor, client, causes, requires, more, items);
    }

    /** The same append with one more cause. */
    public Append causedBy(long position) {
        List<Long> more = new ArrayList<>(causes);
        more.add(position);
        return new Append(id, actor, client, more, requires, fences, items);
    }

    /** The same append on one more condition. */
    public Append require(String stream, long version) {
        return requireAll(Map.of(stream, version));
    }

    /** The same append on these further conditions. */
    public Append requireAll(Map<String, Long> versions) {
        Map<String, Long> more = new TreeMap<>(requires);
        more.putAll(versions);
        return new Append(id, actor, client, causes, more, fences, items);
    }

    /** The same append with one more entry. */
    public Append add(String stream, EntryType type, Object payload) {
        List<Item> more = new ArrayList<>(items);
        more.add(new Item(stream, type, Payload.write(payload), null));
        return new Append(id, actor, client, causes, requires, fences, more);
    }

    /**
     * The same append with its authority entries sealed. The seal covers the place in the stream, so each stream that gets an
     * authority entry must be named by a precondition.
     */
    public Append sealedWith(Seal seal) {
        Map<String, Long> versions = new TreeMap<>(requires);
        List<Item> sealed = new ArrayList<>();
        for (Item item : items) {
            Long before = versions.get(item.stream());
            if (before == null && item.type().authority()) {
                throw new AiopsException("An authority entry needs a precondition on its stream: add require(\""
                        + item.stream() + "\", version).");
            }
            if (before == null) {
                sealed.add(item);
                continue;
            }
            long version = before + 1;
            versions.put(item.stream(), version);
            sealed.add(item.type().authority() ? seal.seal(this, item, version) : item);
        }
        return new Append(id, actor, client, causes, requires, fences, sealed);
    }
}
