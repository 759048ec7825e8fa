package io.aiops4j.spring.web;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.learning.decide.DecisionEntries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A request to each route that is answered well, each time about something new, and those that provoke what is peculiar to a route. Whoever
 * adds a route adds a line to {@link #WELL}, and one to {@link #PECULIAR} for each status that is described and not common to all.
 */
final class Requests {

    static final String NONE = "none-such";

    /** A service that the node of the test does not reach. */
    static final String ELSEWHERE = "elsewhere";

    /** What is sent. */
    record Sent(String user, List<String> variables, String query, String body, String type, String... headers) {

        static Sent get(String user, String... variables) {
            return new Sent(user, List.of(variables), "", null, "");
        }

        static Sent post(String user, String body, String... variables) {
            return new Sent(user, List.of(variables), "", body, "application/json");
        }

        Sent with(String header, String value) {
            return new Sent(user, variables, query, body, type, header, value);
        }

        Sent asking(String other) {
            return new Sent(user, variables, other, body, type, headers);
        }

        Sent by(String other) {
            return new Sent(other, variables, query, body, type, headers);
        }

        Sent about(String other) {
            return new Sent(user, variables.stream().map(each -> other).toList(), query, body, type, headers);
        }

        Sent saying(String other) {
            return new Sent(user, variables, query, other, type, headers);
        }

        Sent typed(String other) {
            return new Sent(user, variables, query, body, other, headers);
        }
    }

    /** How a request comes to be. */
    @FunctionalInterface
    interface Way {

        Sent prepare(Requests requests) throws Exception;
    }

    private static final Duration FILED = Duration.ofSeconds(20);
    static final String NOTE = "{\"note\": \"because\"}";
    static final String PATTERN =
            "{\"id\": \"stuck-%1$d\", \"regex\": \"queue %1$d is stuck\", \"incidentType\": \"stuck\", \"why\": \"seen\"}";

    /** What is answered well. */
    static final Map<String, Way> WELL = new LinkedHashMap<>();

    /** What is answered with a status that this route has and others have not, by the status and the route. */
    static final Map<String, Way> PECULIAR = new LinkedHashMap<>();

    static {
        for (String path : List.of(
                "/executions",
                "/learning",
                "/learning/outcomes",
                "/learning/metrics",
                "/learning/versions",
                "/runbooks",
                "/runs",
                "/actions",
                "/patterns",
                "/knowledge/investigations",
                "/detectors",
                "/anomalies",
                "/logs/recent",
                "/logs/statistics",
                "/guardrails",
                "/journal",
                "/journal/entries",
                "/me",
                "/openapi.json")) {
            WELL.put("GET " + path, requests -> Sent.get("reader"));
        }
        WELL.put("GET /journal/verification", requests -> Sent.get("root"));
        WELL.put("GET /runbooks/{id}", requests -> Sent.get("reader", requests.changed()));
        WELL.put("GET /runbooks/{id}/versions/{version}", requests -> Sent.get("reader", requests.runbook(), "1"));
        WELL.put(
                "POST /runbooks",
                requests ->
                        Sent.post("alice", requests.written(requests.next())).typed("application/yaml"));
        PECULIAR.put("409 POST /runbooks", requests -> {
            int number = requests.next();
            requests.rejected(requests.submitted(number));
            return Sent.post("alice", requests.written(number)).typed("application/yaml");
        });
        PECULIAR.put("422 POST /runbooks", requests -> Sent.post("alice", "{\"id\": \"x\"}"));
        WELL.put("POST /runs/{id}/cancel", requests -> Sent.post("operator", NOTE, requests.run()));
        for (String said : List.of("halt", "resume")) {
            WELL.put(
                    "POST /guardrails/" + said, requests -> Sent.post(said.equals("halt") ? "operator" : "root", NOTE));
        }
        for (String route : List.of("GET /executions", "GET /learning/outcomes")) {
            PECULIAR.put("422 " + route, requests -> Sent.get("reader").asking("after=nowhere"));
        }
        for (String route : List.of(
                "GET /runbooks/{id}",
                "GET /runbooks/{id}/diff",
                "GET /runbooks/{id}/versions/{version}",
                "GET /actions",
                "GET /actions/{id}")) {
            PECULIAR.put(
                    "422 " + route,
                    requests -> WELL.get(route).prepare(requests).asking("client=%20"));
        }
        WELL.put(
                "GET /runbooks/{id}/diff",
                requests -> Sent.get("reader", requests.changed()).asking("from=1&to=2"));
        ReviewRequests.add(WELL, PECULIAR);
        PatternRequests.add(WELL, PECULIAR);
        IncidentRequests.add(WELL, PECULIAR);
        StartRequests.add(WELL, PECULIAR);
    }

    final RestHost host;
    private int number;

    Requests(RestHost host) {
        this.host = host;
    }

    /** One of everything that is listed, so that no list is right because it is empty. */
    void fill() throws Exception {
        execution();
        incident();
        decision();
        pattern();
        proposal();
        host.aiops().observe(new MetricPoint("disk.used", Target.service("db"), 95, null));
        host.context().getBean(RecentLines.class).accept(LogLine.of("shop", "all is fine"), List.of());
        host.flush();
        run();
    }

    int next() {
        return ++number;
    }

    String written(int each) {
        return RestHost.RUNBOOK.replace("redis-oom", "book-" + each).replace("out_of_memory", "type_" + each);
    }

    String longer(int each) {
        return written(each).replace("timeout: 10s", "timeout: 20s");
    }

    String submitted(int each) {
        return host.aiops().runbooks().submit(RunbookCodec.fromYaml(written(each)), Actor.person("alice"));
    }

    String proposal() {
        return submitted(next());
    }

    String approved(String service) {
        String id = proposal();
        host.aiops().reviews().approve(id, Actor.person("bob"), Scope.service(service));
        return id;
    }

    RunbookVersion version(String proposal) {
        return host.aiops().runbooks().versions().stream()
                .filter(version -> version.proposalId().equals(proposal))
                .findFirst()
                .orElseThrow();
    }

    void rejected(String id) {
        host.aiops().reviews().reject(id, Actor.person("bob"), "no");
    }

    /** Alice asks for something; gives the id of the proposal that came of it. */
    String asked(String path, String body) throws Exception {
        String said = host.post("alice", path, body).body();
        int from = said.indexOf("\"proposal\":\"") + 12;
        return said.substring(from, said.indexOf('"', from));
    }

    Sent seen(Sent sent) {
        int version = host.aiops().reviews().history(sent.variables().get(0)).size();
        return sent.with("If-Match", "\"" + version + "\"");
    }

    String runbook() {
        return version(proposal()).runbook().id();
    }

    /** A runbook of which there are two versions; the first one is approved. */
    private String changed() {
        int each = next();
        host.aiops().reviews().approve(submitted(each), Actor.person("bob"), Scope.service("redis"));
        String proposal = host.aiops()
                .runbooks()
                .submit(RunbookCodec.fromYaml(longer(each).replace("version: 1", "version: 2")), Actor.person("alice"));
        return version(proposal).runbook().id();
    }

    String incident() throws InterruptedException {
        String service = "inc" + next();
        host.aiops().observe(LogLine.of(service, "OutOfMemoryError: heap space exhausted"));
        host.flush();
        return about(service);
    }

    String resolved() throws InterruptedException {
        String id = incident();
        host.aiops().incidents().resolve(id, Actor.person("bob"), "over");
        return id;
    }

    /** Something is decided about an incident against which a runbook is approved; gives its place in the journal. */
    long decision() throws InterruptedException {
        int each = next();
        host.aiops().reviews().approve(submitted(each), Actor.person("bob"), Scope.service("dec" + each));
        host.aiops()
                .observe(new Signal(
                        Client.DEFAULT,
                        "test",
                        "type_" + each,
                        Target.service("dec" + each),
                        Severity.ERROR,
                        "it is slow",
                        Map.of()));
        host.flush();
        String incident = about("dec" + each);
        return host.aiops().journal().stream(DecisionEntries.stream(incident))
                .get(0)
                .position();
    }

    String about(String service) {
        return host.aiops().incidents().open().stream()
                .filter(each -> each.target().service().equals(service))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Waits until what is over was filed, which another thread does. */
    void filed(String list) throws Exception {
        long end = System.nanoTime() + FILED.toNanos();
        while (host.get("reader", list).body().equals("{\"items\":[]}")) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not filed within " + FILED + ": " + list);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    String execution() throws Exception {
        return host.aiops()
                .runs()
                .run(RunRequest.of(version(approved("redis")), Target.service("redis"), Actor.person("bob")))
                .executionId();
    }

    // it waits for a node that reaches its target
    String run() {
        host.aiops()
                .runs()
                .queue(RunRequest.of(version(approved(ELSEWHERE)), Target.service(ELSEWHERE), Actor.person("bob")));
        var open = host.aiops().runs().open();
        return open.get(open.size() - 1).id();
    }

    String pattern() throws Exception {
        int mine = next();
        host.aiops().reviews().approve(asked("/patterns", PATTERN.formatted(mine)), Actor.person("bob"));
        host.aiops().learning().patterns().refresh();
        return "stuck-" + mine;
    }

    /** The path with the variables in the place of their names. */
    static String path(Route route, Sent sent) {
        List<String> left = new ArrayList<>(sent.variables());
        StringBuilder path = new StringBuilder();
        for (String segment : route.path().substring(1).split("/")) {
            path.append('/').append(segment.startsWith("{") ? left.remove(0) : segment);
        }
        return path + (sent.query().isEmpty() ? "" : "?" + sent.query());
    }
}
