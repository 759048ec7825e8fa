package io.aiops4j.jmh.place;

import io.aiops4j.core.stores.Stores;
import java.io.IOException;
import java.nio.file.Path;

/** A store for the length of a measurement, with the server that it needs; closing stops that server. */
public final class StorePlace implements AutoCloseable {

    private final StoreChoice choice;
    private final String place;
    private final Server server;

    private StorePlace(StoreChoice choice, String place, Server server) {
        this.choice = choice;
        this.place = place;
        this.server = server;
    }

    /** A new, empty one in this folder. */
    public static StorePlace in(Path folder, StoreChoice choice) throws IOException {
        Path path = folder.resolve("store");
        return switch (choice) {
            case MEMORY, FILE -> new StorePlace(choice, path.toString(), null);
            case H2 -> new StorePlace(choice, "jdbc:h2:file:" + path.toAbsolutePath(), null);
            case SQLITE -> new StorePlace(choice, "jdbc:sqlite:" + path, null);
            case POSTGRESQL -> {
                Server server = Server.in(folder);
                yield new StorePlace(choice, server.url(), server);
            }
        };
    }

    /** Which kind it is. */
    public StoreChoice choice() {
        return choice;
    }

    /** What to hand to {@link StoreChoice#open}: a folder or a URL. */
    public String place() {
        return place;
    }

    /** The PostgreSQL server, where there is one. */
    public Server server() {
        return server;
    }

    /** Opens it. */
    public Stores open() {
        return choice.open(place);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
