package io.aiops4j.core;

/**
 * Who did something: a person, as the host identified them, or a part of this library. Nothing that a log line or a model
 * wrote can become an actor.
 *
 * <pre>{@code
 * Actor alice = Actor.person("alice");
 * }</pre>
 *
 * @param kind whether a person or the library itself acts
 * @param id the person's name in the host's own directory, or the name of the acting part
 */
public record Actor(Kind kind, String id) {

    /** Whether a person or the library itself acts. */
    public enum Kind {
        /** A person, identified by the host. */
        PERSON,
        /** A part of this library that acts by itself. */
        SYSTEM
    }

    /** Refuses an actor without a name. */
    public Actor {
        Text.requireName("actor", id);
    }

    /** A person, identified by the host. */
    public static Actor person(String id) {
        return new Actor(Kind.PERSON, id);
    }

    /** A part of this library that acts by itself, such as the improver. */
    public static Actor system(String id) {
        return new Actor(Kind.SYSTEM, id);
    }

    /** Whether this actor is a person. */
    public boolean isPerson() {
        return kind == Kind.PERSON;
    }

    /** Reads back what {@link #toString()} wrote. */
    public static Actor parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new AiopsException("Not an actor: '" + text + "'. Write person:<id> or system:<id>.");
        }
        return switch (text.substring(0, colon)) {
            case "person" -> person(text.substring(colon + 1));
            case "system" -> system(text.substring(colon + 1));
            default -> throw new AiopsException("Not an actor: '" + text + "'. Write person:<id> or system:<id>.");
        };
    }

    @Override
    public String toString() {
        return (isPerson() ? "person:" : "system:") + id;
    }
}
