package io.aiops4j.learning.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on this machine that speaks what OpenAI-compatible servers and Ollama speak, as well or as badly as a test says, and
 * keeps every byte that it was sent.
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.doing(ModelServer.status(429, "Retry-After: 7"), ModelServer.saying("{}"))) {
 *     ChatModel model = OpenAiChatModel.builder().baseUrl(server.url()).apiKey("k").modelName("m").build();
 *     model.chat("Hello?");
 *     assertThat(server.requests()).hasSize(2);
 * }
 * }</pre>
 */
public final class ModelServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Deque<Move> script = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong written = new AtomicLong();

    /** What the server does about one request. */
    @FunctionalInterface
    public interface Move {

        /** Answers a request for this path, or does something else. */
        void make(String path, OutputStream out, CountDownLatch closed) throws IOException, InterruptedException;
    }

    private ModelServer(Move... moves) {
        script.addAll(List.of(moves));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("model-server", this::accept);
    }

    /** A server that makes these moves, one for each request, and the last one again and again. */
    public static ModelServer doing(Move... moves) {
        return new ModelServer(moves);
    }

    /** The model says this, and it took 100 tokens to read and 20 to write. */
    public static Move saying(String text) {
        return (path, out, closed) -> write(out, 200, "", body(path, text, "stop"));
    }

    /** The model says this and was cut off there by its own bound. */
    public static Move cutShort(String text) {
        return (path, out, closed) -> write(out, 200, "", body(path, text, "length"));
    }

    /** An error with this status, and one header more if it is not empty. */
    public static Move status(int status, String header) {
        return (path, out, closed) -> write(out, status, header, "{\"error\":{\"message\":\"status " + status + "\"}}");
    }

    /** Something that is no JSON. */
    public static Move garbage() {
        return (path, out, closed) -> write(out, 200, "", "<html>\u0000\ufffd it works! </html>");
    }

    /** Nothing, until the server is closed. */
    public static Move stalling() {
        return (path, out, closed) -> closed.await();
    }

    /** Half of an answer, and then the connection is gone. */
    public static Move cuttingOff() {
        return (path, out, closed) -> {
            out.write(head(200, "", 10_000));
            out.write(body(path, "half of it", "stop").substring(0, 20).getBytes(StandardCharsets.UTF_8));
            out.flush();
        };
    }

    /** An answer of so many bytes. */
    public static Move flooding(int bytes) {
        return (path, out, closed) -> {
            String body = body(path, "@", "stop");
            int at = body.indexOf('@');
            out.write(head(200, "", body.length() - 1L + bytes));
            out.write(body.substring(0, at).getBytes(StandardCharsets.UTF_8));
            byte[] part = "a".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int left = bytes; left > 0; left -= part.length) {
                out.write(part, 0, Math.min(left, part.length));
            }
            out.write(body.substring(at + 1).getBytes(StandardCharsets.UTF_8));
            out.flush();
        };
    }

    /** A good answer, one byte a second. */
    public static Move dripping() {
        return (path, out, closed) -> {
            byte[] body = body(path, "drip", "stop").getBytes(StandardCharsets.UTF_8);
            out.write(head(200, "", body.length));
            for (byte each : body) {
                out.write(each);
                out.flush();
                if (closed.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        };
    }

    private static String body(String path, String text, String reason) {
        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        return path.endsWith("/api/chat")
                ? "{\"model\":\"toy\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":"
                        + quoted + "},\"done\":true,\"done_reason\":\"" + reason
                        + "\",\"prompt_eval_count\":100,\"eval_count\":20}"
                : "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"toy-2026\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":" + quoted + "},\"finish_reason\":\""
                        + reason
                        + "\"}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120}}";
    }

    private static void write(OutputStream out, int status, String header, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write(head(status, header, bytes.length));
        out.write(bytes);
        out.flush();
    }

    private static byte[] head(int status, String header, long length) {
        String more = header.isEmpty() ? "" : header + "\r\n";
        return ("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nConnection: close\r\n" + more
                        + "Content-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** What it was sent, heads and bodies. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many bytes it could send. */
    public long written() {
        return written.get();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
            synchronized (this) {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (closed.getCount() > 0) {
                Socket socket = listening.accept();
                synchronized (this) {
                    open.add(socket);
                }
                daemon("model-server-call", () -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = read(socket.getInputStream());
            Move move;
            synchronized (this) {
                requests.add(request);
                move = script.size() > 1 ? script.poll() : script.peek();
            }
            if (move != null && !request.isEmpty()) {
                move.make(request.split(" ", 3)[1], counted(socket.getOutputStream()), closed);
            }
        } catch (IOException | InterruptedException e) {
            // the other side is gone
        }
    }

    private OutputStream counted(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                out.write(one);
                written.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
                written.addAndGet(length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return head;
            }
            bytes.write(next);
            head = next == '\n' ? bytes.toString(StandardCharsets.UTF_8) : head;
        }
        for (String line : head.toLowerCase(Locale.ROOT).split("\r\n")) {
            if (line.startsWith("content-length:")) {
                bytes.write(in.readNBytes(
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip())));
            }
            if (line.startsWith("transfer-encoding: chunked")) {
                chunks(in, bytes);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void chunks(InputStream in, ByteArrayOutputStream bytes) throws IOException {
        while (true) {
            StringBuilder size = new StringBuilder();
            for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
                size.append((char) c);
            }
            int length = Integer.parseInt(size.toString().strip(), 16);
            bytes.write(in.readNBytes(length));
            in.readNBytes(2);
            if (length == 0) {
                return;
            }
        }
    }
}
