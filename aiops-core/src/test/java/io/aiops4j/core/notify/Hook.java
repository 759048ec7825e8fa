package io.aiops4j.core.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real receiver of webhooks. It answers as it is told, and 204 then. */
final class Hook implements AutoCloseable {

    record Answer(int status, Map<String, String> headers) {}

    record Got(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.get(name).get(0);
        }
    }

    final List<Got> got = new CopyOnWriteArrayList<>();
    final List<String> accepted = new CopyOnWriteArrayList<>();
    final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    volatile boolean refusing;
    private final HttpServer server;

    Hook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "hook");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hooks/T0Psecret?x=y");
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        got.add(new Got(Map.copyOf(exchange.getRequestHeaders()), body));
        Answer answer = answers.poll();
        int status = refusing ? 410 : answer == null ? 204 : answer.status();
        if (answer != null) {
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        }
        if (status < 300) {
            accepted.add(body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    void answer(int status, String... header) {
        answers.add(new Answer(status, header.length == 0 ? Map.of() : Map.of(header[0], header[1])));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
