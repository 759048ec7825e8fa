package io.aiops4j.jmh.place;

import io.aiops4j.core.stores.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** Where what is measured keeps things. */
public enum StoreChoice {
    MEMORY,
    FILE,
    H2,
    SQLITE,
    POSTGRESQL;

    /** Opens the store at its place, which another process can do as well. */
    public Stores open(String place) {
        return switch (this) {
            case MEMORY -> Stores.inMemory(Clock.systemUTC());
            case FILE -> Stores.inFolder(Path.of(place), Clock.systemUTC());
            case H2 -> PooledStores.open(place, org.h2.Driver.class);
            case SQLITE -> PooledStores.open(place, org.sqlite.JDBC.class);
            case POSTGRESQL -> PooledStores.open(place, org.postgresql.Driver.class);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
