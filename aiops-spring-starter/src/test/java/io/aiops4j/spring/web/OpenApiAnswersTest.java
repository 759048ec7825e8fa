package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.spring.AiopsBuilderCustomizer;
import io.aiops4j.spring.BreakableStores;
import io.aiops4j.spring.web.Requests.Sent;
import io.aiops4j.spring.web.Requests.Way;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Each route is answered as the description says: every status that is described is provoked, and each body is
 * what its schema says. A status that is not described fails, and so does one that nobody ever saw.
 */
class OpenApiAnswersTest {

    /** What is described and cannot be provoked here, each with the reason. */
    private static final Set<String> NEVER_SEEN = Set.of(
            // two would have to verify a long journal in one moment
            "409 GET /journal/verification");

    /** A store that can be taken away, and a service that this node does not reach, so that runs on it wait. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        BreakableStores stores() {
            return new BreakableStores();
        }

        @Bean
        AiopsBuilderCustomizer here() {
            return builder -> builder.reach(target -> !target.service().equals(Requests.ELSEWHERE));
        }
    }

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    private static RestHost host(String... properties) {
        return RestHost.with(Parts.class, properties);
    }

    private static List<Route> routes(RestHost host) {
        return host.context().getBean(RestDoor.class).routes();
    }

    private static Described described(RestHost host) throws Exception {
        return new Described(host.get("guest", "/openapi.json").body());
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    @Test
    void each_route_is_answered_as_it_is_described_and_everything_that_is_described_is_seen() throws Exception {
        CompletableFuture<Void> held = CompletableFuture.runAsync(this::held);
        Described description;
        List<Route> routes;
        try (RestHost host = host(
                "aiops.web.largest-body=4KB",
                "aiops.web.requests-per-minute=100000",
                "aiops.detection.rules.full.metric=disk.used",
                "aiops.detection.rules.full.comparison=above",
                "aiops.detection.rules.full.limit=90")) {
            description = described(host);
            routes = routes(host);
            Requests requests = new Requests(host);
            requests.fill();
            for (Route route : routes) {
                if (!Requests.WELL.containsKey(name(route))) {
                    wrong.add(name(route) + ": nobody knows how to ask. Add a line to Requests.WELL.");
                    continue;
                }
                all(requests, route, description);
            }
        }
        pressed(routes, description);
        away(description);
        held.join();
        for (Route route : routes) {
            for (int status : description.statuses(route)) {
                String each = status + " " + name(route);
                if (!seen.contains(each) && !NEVER_SEEN.contains(each)) {
                    wrong.add(
                            each + ": it is described and was never seen. Take it out of openapi.json, or add a line to"
                                    + " Requests.PECULIAR.");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void all(Requests requests, Route route, Described description) throws Exception {
        Way well = Requests.WELL.get(name(route));
        String body = "{\"nonsense\": 1}";
        if (asked(requests, route, well, description, 200, 299).equals("{\"items\":[]}")) {
            wrong.add(name(route) + ": there is nothing in the list, so nobody knows what it is made of. Make one in"
                    + " Requests.fill.");
        }
        asked(requests, route, with -> well.prepare(with).asking("nonsense=1"), description, 400, 400);
        asked(
                requests,
                route,
                with -> well.prepare(with).by(route.right() == Right.ANY ? "" : "guest"),
                description,
                403,
                403);
        if (route.path().contains("{")) {
            asked(requests, route, with -> well.prepare(with).about(Requests.NONE), description, 404, 404);
        }
        if (route.isMutating()) {
            asked(requests, route, with -> well.prepare(with).saying("x".repeat(5_000)), description, 413, 413);
            asked(requests, route, with -> well.prepare(with).typed("text/html"), description, 415, 415);
            if (route.body() == Route.Body.FIELDS) {
                asked(requests, route, with -> well.prepare(with).saying(body), description, 422, 422);
                asked(requests, route, with -> well.prepare(with).saying("["), description, 400, 400);
            }
        }
        for (int status : description.statuses(route)) {
            Way peculiar = Requests.PECULIAR.get(status + " " + name(route));
            if (peculiar != null) {
                asked(requests, route, peculiar, description, status, status);
            }
        }
    }

    // everybody has had their requests
    private void pressed(List<Route> routes, Described description) throws Exception {
        try (RestHost host = host("aiops.web.requests-per-minute=1")) {
            Requests requests = new Requests(host);
            for (String user : List.of("reader", "alice", "bob", "operator", "root")) {
                host.get(user, "/me");
            }
            for (Route route : routes) {
                Sent empty = route.isMutating()
                        ? Sent.post(holder(route), "{}", "x", "1")
                        : Sent.get(holder(route), "x", "1");
                host.get(
                        empty.user(),
                        "/me"); // a slow machine takes longer than the minute after which there is one again
                asked(requests, route, with -> empty, description, 429, 429);
            }
        }
    }

    private static String holder(Route route) {
        return switch (route.right()) {
            case READ, ANY -> "reader";
            case REVIEW -> "bob";
            case OPERATE -> "operator";
            case ADMIN -> "root";
        };
    }

    // what does not need the store is answered all the same
    private void away(Described description) throws Exception {
        try (RestHost host = host("aiops.web.requests-per-minute=100000")) {
            Requests requests = new Requests(host);
            BreakableStores stores = host.context().getBean(BreakableStores.class);
            for (Route route : routes(host)) {
                Way well = Requests.WELL.get(name(route));
                if (well != null) {
                    Sent sent = well.prepare(requests);
                    stores.breakDownWhole();
                    asked(requests, route, with -> sent, description, 200, 503);
                    stores.recover();
                }
            }
        }
    }

    // what takes longer than a request waits is told so: beside all else, for it takes as long
    private void held() {
        try (RestHost host = host()) {
            Described description = described(host);
            Route opening = routes(host).stream()
                    .filter(route -> name(route).equals("POST /incidents"))
                    .findFirst()
                    .orElseThrow();
            BreakableStores stores = host.context().getBean(BreakableStores.class);
            stores.hold();
            asked(new Requests(host), opening, Requests.WELL.get(name(opening)), description, 202, 202);
            stores.release();
        } catch (Exception e) {
            wrong.add("nothing could be held up, " + e);
        }
    }

    private String asked(Requests requests, Route route, Way way, Described description, int from, int to) {
        String what = name(route);
        try {
            Sent sent = way.prepare(requests);
            HttpResponse<String> answer = sent(requests.host, route, sent);
            int status = answer.statusCode();
            what = status + " " + name(route);
            seen.add(what);
            if (status < from || status > to) {
                wrong.add(what + ": it should be " + from + (to == from ? "" : " to " + to) + ", and says "
                        + answer.body());
            } else if (!description.statuses(route).contains(status)) {
                wrong.add(what + ": this is not described. Add the status to openapi.json. It says " + answer.body());
            } else {
                String type = answer.headers().firstValue("Content-Type").orElse("");
                List<String> faults = description.faults(
                        route, status, type.contains(";") ? type.substring(0, type.indexOf(';')) : type, answer.body());
                if (!faults.isEmpty()) {
                    wrong.add(what + ": the body is not as described, " + faults + ". It is " + answer.body());
                }
            }
            return answer.body();
        } catch (Exception e) {
            wrong.add(what + ": it could not be asked, " + e);
            return "";
        }
    }

    private static HttpResponse<String> sent(RestHost host, Route route, Sent sent) throws Exception {
        List<String> headers = new ArrayList<>(List.of(sent.headers()));
        if (!sent.type().isEmpty()) {
            headers.addAll(List.of("Content-Type", sent.type()));
        }
        return host.send(
                sent.user(),
                route.method(),
                RestHost.BASE + Requests.path(route, sent),
                sent.body(),
                headers.toArray(String[]::new));
    }
}
