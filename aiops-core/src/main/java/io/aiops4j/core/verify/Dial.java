package io.aiops4j.core.verify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection for a look: bounded in time, and ended by an interrupt, which a plain socket is not. */
final class Dial {

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    private Dial() {}

    static Socket to(String host, int port, Duration timeout) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("The name " + host + " leads to no address.");
        }
        Socket socket = SocketChannel.open().socket(); // reading and connecting by a channel end with an interrupt
        try {
            int millis = Math.max(1, (int) timeout.toMillis());
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }
}
