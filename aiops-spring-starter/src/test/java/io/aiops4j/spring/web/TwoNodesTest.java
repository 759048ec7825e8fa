package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two applications, each a process of its own, on one PostgreSQL: what is approved on one runs once, on either, whoever is killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TwoNodesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE = 20_000_000L;

    @TempDir
    Path folder;

    private EmbeddedPostgres server;
    private Path done;
    private Path held;
    private final List<Node> nodes = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        done = Files.createFile(folder.resolve("done"));
        held = folder.resolve("held");
    }

    @AfterEach
    void stop() throws Exception {
        for (Node node : nodes) {
            node.process.destroyForcibly().waitFor();
        }
        server.close();
    }

    /** A process, and where it answers. */
    private record Node(Process process, int port) {

        HttpResponse<String> get(String user, String path) throws Exception {
            return RestHost.send(port, user, "GET", RestHost.BASE + path, null);
        }

        HttpResponse<String> post(String user, String path, String body, String... headers) throws Exception {
            return RestHost.send(port, user, "POST", RestHost.BASE + path, body, headers);
        }

        void stop() throws Exception {
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it stopped by itself")
                    .isTrue();
        }

        void kill() throws Exception {
            process.destroyForcibly().waitFor(); // SIGKILL
        }
    }

    private Node start(String name) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dorg.springframework.boot.logging.LoggingSystem=none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharedNode.class.getName(),
                        Integer.toString(server.getPort()),
                        name,
                        done.toString(),
                        held.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder before = new StringBuilder();
        String line = told.readLine();
        while (line != null && !line.startsWith("listening on ")) {
            before.append(line).append('\n');
            line = told.readLine();
        }
        assertThat(line).as("%s said%n%s", name, before).isNotNull();
        Node node = new Node(process, Integer.parseInt(line.substring("listening on ".length())));
        nodes.add(node);
        Thread reader = new Thread(() -> told.lines().forEach(each -> {}), name);
        reader.setDaemon(true);
        reader.start();
        return node;
    }

    private static String until(Node node, String path, Predicate<String> fine) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String body = "";
        while (System.nanoTime() < deadline) {
            body = node.get("reader", path).body();
            if (fine.test(body)) {
                return body;
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new AssertionError(path + " did not become what was waited for in " + PATIENCE + ": " + body);
    }

    private void untilDone(String line) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readAllLines(done).contains(line)) {
            assertThat(System.nanoTime()).as(line).isLessThan(deadline);
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static void approve(Node submits, Node approves, String action) throws Exception {
        String runbook = """
                id: %1$s
                version: 1
                title: It %1$s
                incidentTypes: [%1$s]
                steps:
                  - name: act
                    action: %1$s
                    parameters: {service: "${target.service}"}
                    timeout: 5m
                verification:
                  - status = 'running'
                """.formatted(action);
        HttpResponse<String> submitted =
                submits.post("alice", "/runbooks", runbook, "Content-Type", "application/yaml");
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
        String id = field(submitted.body(), "proposal");
        HttpResponse<String> approved = approves.post(
                "bob",
                "/reviews/" + id + "/approve",
                "{\"everywhere\": true, \"mode\": \"at_once\"}",
                "If-Match",
                "\"1\"");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    }

    private static String field(String body, String name) {
        int from = body.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return body.substring(from, body.indexOf('"', from));
    }

    private static void fail(Node node, String type, String service) throws Exception {
        HttpResponse<String> taken = node.post(
                "operator",
                "/signals",
                "{\"signals\": [{\"type\": \"" + type + "\", \"service\": \"" + service
                        + "\", \"message\": \"it fails\"}]}");
        assertThat(taken.statusCode()).as(taken.body()).isLessThan(300);
    }

    private List<String> doneFor(String service) throws IOException {
        return Files.readAllLines(done).stream()
                .filter(line -> line.contains(" " + service + " "))
                .map(line -> line.substring(0, line.indexOf(" on ")))
                .toList();
    }

    @Test
    void what_is_approved_on_one_runs_once_on_either_and_a_node_that_is_killed_in_a_run_is_made_up_for()
            throws Exception {
        Node left = start("left");
        Node right = start("right");
        approve(left, right, "can_be_done_twice");
        approve(right, left, "must_be_done_once");

        for (int i = 0; i < 6; i++) {
            fail(i % 2 == 0 ? left : right, "must_be_done_once", "shop-" + i);
        }
        for (int i = 0; i < 6; i++) {
            Node other = i % 2 == 0 ? right : left;
            until(
                    other,
                    "/executions?incidentType=must_be_done_once&target=shop-" + i,
                    body -> body.contains("\"success\":true"));
            assertThat(doneFor("shop-" + i)).containsExactly("began shop-" + i, "ended shop-" + i);
        }
        until(left, "/incidents", body -> body.contains("\"items\":[]"));

        right.stop();
        Files.createFile(held);
        fail(left, "can_be_done_twice", "books");
        fail(left, "must_be_done_once", "money");
        untilDone("began books on left");
        untilDone("began money on left");
        left.kill();
        Files.delete(held);
        Node again = start("right");

        until(
                again,
                "/executions?target=books",
                body -> body.contains("\"success\":true") && body.contains("\"host\":\"right\""));
        assertThat(doneFor("books")).containsExactly("began books", "began books", "ended books");
        String incidents = until(again, "/incidents?target=money", body -> body.contains("\"status\":\"escalated\""));
        assertThat(incidents).doesNotContain("books");
        String executions = again.get("reader", "/executions?target=money").body();
        assertThat(executions).contains("\"status\":\"in_doubt\"").contains("\"success\":false");
        assertThat(doneFor("money")).as("what is in doubt is not done again").containsExactly("began money");
        assertThat(again.get("root", "/journal/verification").body()).contains("\"intact\":true");
        again.stop();
    }
}
