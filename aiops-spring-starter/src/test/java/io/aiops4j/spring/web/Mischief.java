package io.aiops4j.spring.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws requests to all routes, by anybody: some are fine, most are not, and of each it is known whether it may pass. */
final class Mischief {

    private static final Map<String, Set<String>> PEOPLE = Map.of(
            "alice", Set.of("aiops:read", "aiops:review"),
            "bob", Set.of("aiops:read", "aiops:review"),
            "carol", Set.of("aiops:read", "aiops:review"),
            "reader", Set.of("aiops:read"),
            "reviewer", Set.of("aiops:review"),
            "operator", Set.of("aiops:operate"),
            "root", Set.of("aiops:admin"),
            "guest", Set.of());
    private static final List<String> USERS =
            List.of("", "nobody", "guest", "reader", "alice", "bob", "carol", "reviewer", "operator", "root");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

    // each makes another path of it, or asks for what no route knows
    private static final List<String> SUFFIXES = List.of(
            "/",
            ";a=b",
            "?approver=bob",
            "?_method=POST",
            "/../approve",
            "%2e%2e",
            "?limit=-1",
            ".json",
            "%00",
            "%2f",
            "/%2e%2e/%2e%2e/actuator",
            "?limit=1&limit=2",
            "?%25zz=%00",
            "//",
            "/./",
            "?a=" + "b".repeat(3_000),
            "%c0%af");
    private static final List<String> IDS =
            List.of("x", "%2e%2e", "..", "p-%00", "%F0%9F%92%A9", "a".repeat(5_000), "null", "-1", "1e9", "p-*");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e999999999",
            "9".repeat(50_000),
            "\"\"",
            "\"x\"",
            "\"${jndi:ldap://127.0.0.1/a}\"",
            "\"\\u0000\\ud800\"",
            "\"<script>alert(1)</script>\"",
            "\"' OR 1=1 --\"",
            "\"" + "x".repeat(20_000) + "\"",
            "[]",
            "{}",
            "[null]",
            "[[\"redis\"]]",
            "[\"redis\"]",
            "{\"id\": \"bob\", \"type\": \"person\"}",
            "\"person:bob\"",
            "\"at_once\"",
            "\"PT0S\"",
            "\"P999999999D\"");
    private static final List<String> FORGED =
            List.of("approver", "actor", "person", "user", "author", "reviewer", "principal", "@class", "__proto__");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "{\"note\": \"because\"}",
            "{\"services\": [\"redis\"]}",
            "{\"services\": [\"redis\"], \"approver\": \"bob\"}",
            "{\"everywhere\": true, \"mode\": \"at_once\"}",
            "{\"note\": \"\u0000\"}",
            "{\"@class\": \"java.lang.Runtime\"}",
            "\"text\"",
            "[".repeat(100_000),
            "{\"a\":".repeat(40_000),
            "{" + "\"note\": \"a\",".repeat(10_000) + "\"note\": \"b\"}",
            "{\"lines\": [" + "0,".repeat(100_000) + "0]}",
            "{\"note\": \"" + "\\u0041".repeat(30_000) + "\"}",
            "{\"note\": \"" + "x".repeat(300_000) + "\"}",
            laughter());
    private static final List<String> HEADERS = List.of(
            "X-HTTP-Method-Override: POST",
            "X-HTTP-Method: DELETE",
            "X-Forwarded-User: bob",
            "X-Original-URL: /aiops/api/v1/reviews",
            "X-Rewrite-URL: /aiops/api/v1/guardrails/resume",
            "X-Forwarded-Prefix: /../..",
            "Forwarded: for=127.0.0.1;host=evil.example",
            "Idempotency-Key: k",
            "Idempotency-Key: " + "k".repeat(2_000),
            "If-Match: *",
            "If-Match: W/\"1\"",
            "Content-Type: application/yaml",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: ;;",
            "Content-Encoding: gzip",
            "Accept: text/html",
            "Authorization: Basic Ym9iOndyb25n",
            "Authorization: Basic ?",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ.");

    /**
     * One request.
     *
     * @param isPlain whether it is spelt as the route is, by its own method
     * @param mayPass whether whoever sends it has the right that the route takes
     */
    record Request(
            String user,
            String method,
            String path,
            @Nullable String body,
            boolean isPlain,
            boolean mayPass,
            String... headers) {

        @Override
        public String toString() {
            String told = "'" + user + "' " + method + " " + path + " " + Arrays.toString(headers) + " " + body;
            return told.length() < 2_000 ? told : told.substring(0, 2_000) + "...";
        }
    }

    private final Random random;
    private final List<Route> routes;
    private final String proposal;
    private final String incident;

    Mischief(Random random, List<Route> routes, String proposal, String incident) {
        this.random = random;
        this.routes = routes;
        this.proposal = proposal;
        this.incident = incident;
    }

    static Set<String> rights(String person) {
        return PEOPLE.getOrDefault(person, Set.of());
    }

    // every alias doubles what it stands for
    private static String laughter() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [ha, ha]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        return yaml.toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    Request next() {
        Route route = any(routes);
        String user = any(USERS);
        boolean plain = !oneIn(3);
        String method = oneIn(4) ? any(METHODS) : route.method();
        String path = filled(route.path());
        List<String> headers = new ArrayList<>();
        if (oneIn(2)) {
            String header = any(HEADERS);
            int colon = header.indexOf(':');
            headers.addAll(List.of(header.substring(0, colon), header.substring(colon + 2)));
        }
        if (!headers.contains("If-Match") && oneIn(2)) {
            headers.addAll(List.of("If-Match", "\"1\""));
        }
        Route asked = asked(method.equals("HEAD") ? "GET" : method, path);
        boolean known = PEOPLE.containsKey(user) && !headers.contains("Authorization");
        return new Request(
                user,
                method,
                RestHost.BASE + path + (plain ? "" : any(SUFFIXES)),
                method.equals("GET") || method.equals("HEAD") ? null : body(route),
                plain && asked != null,
                known && asked != null && has(user, asked.right()),
                headers.toArray(String[]::new));
    }

    private @Nullable Route asked(String method, String path) {
        return routes.stream()
                .filter(each -> each.method().equals(method) && each.match(path) != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean has(String user, Right right) {
        return right == Right.ANY || rights(user).contains(right.authority());
    }

    private String filled(String path) {
        String id = oneIn(4)
                ? any(IDS)
                : path.startsWith("/incidents") ? incident : path.startsWith("/runbooks") ? "redis-oom" : proposal;
        return path.replace("{id}", id)
                .replace("{name}", oneIn(4) ? id : "restart_service")
                .replace("{version}", oneIn(4) ? any(IDS) : "1");
    }

    private String body(Route route) {
        if (oneIn(3) || route.names().isEmpty()) {
            return any(BODIES);
        }
        List<String> fields = new ArrayList<>();
        for (String name : route.names()) {
            if (random.nextBoolean()) {
                fields.add("\"" + name + "\": " + any(VALUES));
            }
        }
        if (oneIn(3)) {
            fields.add("\"" + any(FORGED) + "\": " + any(VALUES));
        }
        return "{" + String.join(", ", fields) + "}";
    }
}
