package io.aiops4j.core.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which facts are meant, when something is to be forgotten or erased.
 *
 * <pre>{@code
 * aiops.forget(Selector.incident("inc-17"), Actor.person("bob"), "the drill of last night");
 * }</pre>
 *
 * @param kind what the value names
 * @param value a name
 */
public record Selector(Kind kind, String value) {

    static final Comparator<Selector> ORDER =
            Comparator.comparing(Selector::kind).thenComparing(Selector::value);

    /** What can be selected by. */
    public enum Kind {
        /** Everything about one incident, and the runs against it. */
        INCIDENT,
        /** Everything about one run. */
        RUN,
        /** Everything in one client's systems. */
        CLIENT,
        /** Everything that one actor did, written as {@code person:alice}. */
        ACTOR
    }

    /** Everything about one incident, and the runs against it. */
    public static Selector incident(String id) {
        return new Selector(Kind.INCIDENT, id);
    }

    /** Everything about one run. */
    public static Selector run(String executionId) {
        return new Selector(Kind.RUN, executionId);
    }

    /** Everything in one client's systems. */
    public static Selector client(io.aiops4j.core.Client client) {
        return new Selector(Kind.CLIENT, client.id());
    }

    /** Everything that one actor did. */
    public static Selector actor(io.aiops4j.core.Actor actor) {
        return new Selector(Kind.ACTOR, actor.toString());
    }

    /** Whether this entry is meant by itself; what only such entries caused is meant too. */
    public boolean matches(Entry entry) {
        return naming(entry).contains(this);
    }

    /** All selectors that mean this entry by itself. */
    static List<Selector> naming(Entry entry) {
        List<Selector> naming = new ArrayList<>();
        naming.add(client(entry.client()));
        naming.add(actor(entry.actor()));
        // incident/inc-17, decision/inc-17, run/run-5f0c
        String stream = entry.stream();
        String thing = stream.substring(stream.lastIndexOf('/') + 1);
        naming.add(incident(thing));
        if (stream.startsWith("run/")) {
            naming.add(run(thing));
        }
        // every payload that belongs to an incident names it in a field of this name
        String incident = entry.payload().isErased() ? null : entry.payload().field("incident");
        if (incident != null) {
            naming.add(incident(incident));
        }
        return naming;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + value;
    }
}
