package io.aiops4j.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A real server on a socket that answers as no server should: too late, too much, or not at all. */
public final class OddServer implements AutoCloseable {

    /** What it does with a connection once it has read the request. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(Socket socket, OddServer server) throws Exception;
    }

    /** Says nothing for ever. */
    public static final Behaviour SILENT = (socket, server) -> server.awaitEnd(socket);

    /** Tears the connection down. */
    public static final Behaviour RESET = (socket, server) -> socket.setSoLinger(true, 0);

    /** No HTTP. */
    public static final Behaviour GARBAGE = (socket, server) -> {
        byte[] garbage = new byte[5_000];
        new java.util.Random(7).nextBytes(garbage);
        socket.getOutputStream().write(garbage);
    };

    /** A body of 50 MB. */
    public static final Behaviour FLOOD = (socket, server) -> {
        head(socket, "Content-Length: 52428800");
        byte[] part = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 800; i++) {
            socket.getOutputStream().write(part);
        }
    };

    /** A body of which one byte comes each second. */
    public static final Behaviour DRIP = (socket, server) -> {
        head(socket, "Content-Length: 1000");
        while (!server.closed.await(1, TimeUnit.SECONDS)) {
            socket.getOutputStream().write('x');
            socket.getOutputStream().flush();
        }
    };

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private OddServer(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    public static OddServer start(Behaviour behaviour) throws IOException {
        OddServer odd = new OddServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
        odd.daemon(odd::accept);
        return odd;
    }

    /** Answers properly, with these header lines and this body. */
    public static Behaviour answering(int status, String headers, String body) {
        return (socket, server) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + status + " So\r\nConnection: close\r\nContent-Length: " + bytes.length + "\r\n"
                    + (headers.isEmpty() ? "" : headers + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
        };
    }

    static void head(Socket socket, String header) throws IOException {
        socket.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + server.getLocalPort() + path);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Every request as it came, head and body. */
    public List<String> requests() {
        return requests;
    }

    public boolean awaitRequest() throws InterruptedException {
        return asked.await(10, TimeUnit.SECONDS);
    }

    /** Whether the other side closed a connection before this one did. */
    public boolean awaitHangUp(Duration patience) throws InterruptedException {
        return hungUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException over) {
            // closed
        }
    }

    private void daemon(Runnable work) {
        Thread thread = new Thread(work, "odd-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(request(socket.getInputStream()));
            asked.countDown();
            behaviour.serve(socket, this);
            socket.getOutputStream().flush();
        } catch (Exception e) {
            hungUp.countDown();
        }
    }

    private void awaitEnd(Socket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            hungUp.countDown();
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return head.toString();
            }
            head.append((char) octet);
        }
        int length = 0;
        for (String line : head.toString().split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
