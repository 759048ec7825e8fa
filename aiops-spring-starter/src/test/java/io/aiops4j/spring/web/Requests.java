package io.aiops4j.spring.web;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Scope;
import io.aiops4j.core.Target;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.MetricPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private static final String NOTE = "{\"note\": \"because\"}";
    private static final String ASKED =
            "{\"service\": \"s%d\", \"why\": \"it hangs\", \"verification\": [\"status = 'up'\"]}";
    private static final String PATTERN =
            "{\"id\": \"stuck-%1$d\", \"regex\": \"queue %1$d is stuck\", \"incidentType\": \"stuck\", \"why\": \"seen\"}";

    /** What is answered well. */
    static final Map<String, Way> WELL = new LinkedHashMap<>();

    /** What is answered with a status that this route has and others have not, by the status and the route. */
    static final Map<String, Way> PECULIAR = new LinkedHashMap<>();

    static {
        for (String path : List.of(
                "/reviews",
                "/incidents",
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
        WELL.put("GET /reviews/{id}", requests -> Sent.get("reader", requests.proposal()));
        WELL.put("GET /incidents/{id}", requests -> Sent.get("reader", requests.incident()));
        WELL.put("GET /executions/{id}", requests -> Sent.get("reader", requests.execution()));
        WELL.put("GET /runbooks/{id}", requests -> Sent.get("reader", requests.runbook()));
        WELL.put("GET /runbooks/{id}/versions/{version}", requests -> Sent.get("reader", requests.runbook(), "1"));
        WELL.put("GET /actions/{id}", requests -> Sent.get("reader", "restart_service"));
        WELL.put("GET /patterns/{id}", requests -> Sent.get("reader", requests.pattern()));
        for (String move : List.of("claim", "reject", "request-changes", "withdraw")) {
            move(move, requests -> requests.seen(Sent.post("bob", NOTE, requests.proposal())));
        }
        move("release", requests -> {
            String id = requests.proposal();
            requests.host.aiops().reviews().claim(id, Actor.person("bob"), "mine");
            return requests.seen(Sent.post("bob", NOTE, id));
        });
        move("approve", requests -> requests.seen(Sent.post("bob", "{\"everywhere\": true}", requests.proposal())));
        move("revoke", requests -> requests.seen(Sent.post("bob", NOTE, requests.approved("redis"))));
        for (String said : List.of("resolve", "take-over", "hand-back")) {
            String route = "POST /incidents/{id}/" + said;
            WELL.put(route, requests -> Sent.post("operator", NOTE, requests.incident()));
            PECULIAR.put("409 " + route, requests -> Sent.post("operator", NOTE, requests.resolved()));
        }
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
        WELL.put(
                "POST /runs/dry-run",
                requests -> Sent.post(
                        "operator",
                        requests.dry(requests.version(requests.approved("redis"))
                                .runbook()
                                .id())));
        PECULIAR.put("404 POST /runs/dry-run", requests -> Sent.post("operator", requests.dry(NONE)));
        PECULIAR.put("409 POST /runs/dry-run", requests -> Sent.post("operator", requests.dry(requests.runbook())));
        WELL.put(
                "POST /actions/{id}/run",
                requests -> Sent.post("alice", ASKED.formatted(requests.next()), "restart_service"));
        PECULIAR.put("409 POST /actions/{id}/run", requests -> {
            String body = ASKED.formatted(requests.next());
            requests.rejected(requests.asked("/actions/restart_service/run", body));
            return Sent.post("alice", body, "restart_service");
        });
        WELL.put("POST /patterns", requests -> Sent.post("alice", PATTERN.formatted(requests.next())));
        PECULIAR.put("409 POST /patterns", requests -> {
            String body = PATTERN.formatted(requests.next());
            requests.rejected(requests.asked("/patterns", body));
            return Sent.post("alice", body);
        });
        WELL.put(
                "POST /patterns/{id}/change",
                requests -> Sent.post("alice", "{\"category\": \"other\", \"why\": \"x\"}", requests.pattern()));
        WELL.put("POST /patterns/{id}/delete", requests -> Sent.post("bob", NOTE, requests.pattern()));
        PECULIAR.put(
                "409 POST /patterns/{id}/change", requests -> Sent.post("alice", "{\"why\": \"x\"}", given(requests)));
        PECULIAR.put("409 POST /patterns/{id}/delete", requests -> Sent.post("bob", NOTE, given(requests)));
        WELL.put("POST /patterns/try", requests -> Sent.post("alice", "{\"lines\": [\"OutOfMemoryError: heap\"]}"));
        PECULIAR.put(
                "404 POST /patterns/try",
                requests -> Sent.post("alice", "{\"id\": \"" + NONE + "\", \"lines\": [\"x\"]}"));
        for (String said : List.of("halt", "resume")) {
            WELL.put(
                    "POST /guardrails/" + said, requests -> Sent.post(said.equals("halt") ? "operator" : "root", NOTE));
        }
        WELL.put(
                "POST /signals",
                requests -> Sent.post("operator", "{\"lines\": [{\"service\": \"a\", \"message\": \"x\"}]}"));
        WELL.put(
                "POST /signals/alertmanager",
                requests -> Sent.post(
                        "operator", "{\"alerts\": [{\"labels\": {\"alertname\": \"Full\", \"service\": \"db\"}}]}"));
        PECULIAR.put("422 POST /signals/alertmanager", requests -> Sent.post("operator", "{}"));
        for (String route : List.of("GET /executions", "GET /learning/outcomes")) {
            PECULIAR.put("422 " + route, requests -> Sent.get("reader").asking("after=nowhere"));
        }
        for (String route : List.of(
                "GET /runbooks/{id}", "GET /runbooks/{id}/versions/{version}", "GET /actions", "GET /actions/{id}")) {
            PECULIAR.put(
                    "422 " + route,
                    requests -> WELL.get(route).prepare(requests).asking("client=%20"));
        }
    }

    private static void move(String move, Way well) {
        String route = "POST /reviews/{id}/" + move;
        WELL.put(route, well);
        PECULIAR.put("409 " + route, requests -> {
            String id = requests.proposal();
            requests.rejected(id);
            Sent sent = well.prepare(requests);
            return requests.seen(Sent.post("bob", sent.body(), id));
        });
        PECULIAR.put("412 " + route, requests -> well.prepare(requests).with("If-Match", "\"99\""));
        PECULIAR.put("428 " + route, requests -> {
            Sent sent = well.prepare(requests);
            return new Sent(sent.user(), sent.variables(), "", sent.body(), sent.type());
        });
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
        pattern();
        proposal();
        host.aiops().observe(new MetricPoint("disk.used", Target.service("db"), 95, null));
        host.context().getBean(RecentLines.class).accept(LogLine.of("shop", "all is fine"), List.of());
        host.flush();
        run();
    }

    private int next() {
        return ++number;
    }

    private String written(int each) {
        return RestHost.RUNBOOK.replace("redis-oom", "book-" + each).replace("out_of_memory", "type_" + each);
    }

    private String submitted(int each) {
        return host.aiops().runbooks().submit(RunbookCodec.fromYaml(written(each)), Actor.person("alice"));
    }

    private String proposal() {
        return submitted(next());
    }

    private String approved(String service) {
        String id = proposal();
        host.aiops().reviews().approve(id, Actor.person("bob"), Scope.service(service));
        return id;
    }

    private RunbookVersion version(String proposal) {
        return host.aiops().runbooks().versions().stream()
                .filter(version -> version.proposalId().equals(proposal))
                .findFirst()
                .orElseThrow();
    }

    private void rejected(String id) {
        host.aiops().reviews().reject(id, Actor.person("bob"), "no");
    }

    /** Alice asks for something; gives the id of the proposal that came of it. */
    private String asked(String path, String body) throws Exception {
        String said = host.post("alice", path, body).body();
        int from = said.indexOf("\"proposal\":\"") + 12;
        return said.substring(from, said.indexOf('"', from));
    }

    private Sent seen(Sent sent) {
        int version = host.aiops().reviews().history(sent.variables().get(0)).size();
        return sent.with("If-Match", "\"" + version + "\"");
    }

    private String runbook() {
        return version(proposal()).runbook().id();
    }

    private String dry(String runbook) {
        return "{\"runbook\": \"" + runbook + "\", \"version\": 1, \"service\": \"redis\"}";
    }

    private String incident() throws InterruptedException {
        String service = "inc" + next();
        host.aiops().observe(LogLine.of(service, "OutOfMemoryError: heap space exhausted"));
        host.flush();
        return host.aiops().incidents().open().stream()
                .filter(each -> each.target().service().equals(service))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private String resolved() throws InterruptedException {
        String id = incident();
        host.aiops().incidents().resolve(id, Actor.person("bob"), "over");
        return id;
    }

    private String execution() throws Exception {
        return host.aiops()
                .runs()
                .run(RunRequest.of(version(approved("redis")), Target.service("redis"), Actor.person("bob")))
                .executionId();
    }

    // it waits for a node that reaches its target
    private String run() {
        host.aiops()
                .runs()
                .queue(RunRequest.of(version(approved(ELSEWHERE)), Target.service(ELSEWHERE), Actor.person("bob")));
        var open = host.aiops().runs().open();
        return open.get(open.size() - 1).id();
    }

    private String pattern() throws Exception {
        int mine = next();
        host.aiops().reviews().approve(asked("/patterns", PATTERN.formatted(mine)), Actor.person("bob"));
        host.aiops().learning().patterns().refresh();
        return "stuck-" + mine;
    }

    private static String given(Requests requests) {
        return requests.host
                .aiops()
                .learning()
                .patterns()
                .given()
                .patterns()
                .get(0)
                .id();
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
