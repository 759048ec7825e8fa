package io.aiops4j.core;

/**
 * Whose systems these are. Approvals, scopes, knowledge, confidence and reports are kept apart by client; a team that serves
 * only itself never meets this type and uses {@link #DEFAULT}.
 *
 * <pre>{@code
 * Client acme = Client.of("acme");
 * }</pre>
 *
 * @param id the client's name
 */
public record Client(String id) {

    /** The client of a host that serves only one. */
    public static final Client DEFAULT = new Client("default");

    /** Refuses a client without a name. */
    public Client {
        Text.requireName("client", id);
    }

    /** A client by name. */
    public static Client of(String id) {
        return new Client(id);
    }

    @Override
    public String toString() {
        return id;
    }
}
