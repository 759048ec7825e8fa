package io.aiops4j.core.service;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The services of a machine (SPI): what state they are in, and how they are started and stopped.
 *
 * <pre>{@code
 * Services services = Services.systemd();
 * if (services.state("nginx").state() != Services.State.RUNNING) {
 *     services.start("nginx");
 * }
 * }</pre>
 *
 * <p>What fails is a {@link ServiceException} that knows its kind. Every method ends soon after its thread is interrupted.
 * Implementations are safe for use by many threads.
 */
public interface Services {

    /** What a service does. */
    enum State {
        /** It works. */
        RUNNING,
        /** It is about to run. */
        STARTING,
        /** It is about to stop. */
        STOPPING,
        /** It was stopped, or never started. */
        STOPPED,
        /** It ended by itself, and not well. */
        FAILED,
        /** Whoever knows it says something that we do not understand. */
        UNKNOWN;

        /** As it stands in a state: {@code running}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The state of a service, in our word and in those of whoever keeps it.
     *
     * @param state what it does
     * @param detail what was said of it, such as {@code active (running)}
     */
    record Status(State state, String detail) {

        @Override
        public String toString() {
            return detail.isEmpty() ? state.word() : state.word() + ", " + detail;
        }
    }

    /** What it does now. */
    Status state(String service) throws InterruptedException;

    /** Starts it; one that runs already is left alone. */
    void start(String service) throws InterruptedException;

    /** Stops it, and is back when it has stopped; one that does not run is left alone. */
    void stop(String service) throws InterruptedException;

    /** Stops it if it runs, and starts it. */
    void restart(String service) throws InterruptedException;

    /** The units of systemd whose names end in {@code .service}, by the {@code systemctl} on the PATH. */
    static Services systemd() {
        return new Systemd(Programs.onPath("systemctl"));
    }

    /** The same by this {@code systemctl}. */
    static Services systemd(Path systemctl) {
        return new Systemd(Programs.at(systemctl));
    }

    /** Containers that exist already, by the {@code docker} on the PATH. */
    static Services docker() {
        return new Docker(Programs.onPath("docker"));
    }

    /** The same by this {@code docker}. */
    static Services docker(Path docker) {
        return new Docker(Programs.at(docker));
    }

    /** The services of Windows, by the {@code sc.exe} on the PATH. */
    static Services windows() {
        return new WindowsServices(Programs.onPath("sc.exe"));
    }

    /** The same by this {@code sc.exe}. */
    static Services windows(Path sc) {
        return new WindowsServices(Programs.at(sc));
    }
}
