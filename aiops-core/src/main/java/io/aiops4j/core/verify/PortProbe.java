package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Map;

/** Whether a port accepts connections. Refused and no answer in time are both "not open"; a name that leads nowhere is unknown. */
final class PortProbe implements StateProbe {

    private final String host;
    private final int port;
    private final Duration timeout;

    PortProbe(String host, int port) {
        this(host, port, Dial.TIMEOUT);
    }

    PortProbe(String host, int port, Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    @Override
    public Map<String, ?> read(Target target) throws Exception {
        long begin = System.nanoTime();
        try (Socket open = Dial.to(host, port, timeout)) {
            return Map.of(
                    "port.open",
                    open.isConnected(),
                    "port.connect_ms",
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
        } catch (ConnectException | SocketTimeoutException | NoRouteToHostException closed) {
            return Map.of("port.open", false);
        } catch (ClosedByInterruptException e) {
            throw new IOException("told to stop before it was known", e);
        }
    }
}
