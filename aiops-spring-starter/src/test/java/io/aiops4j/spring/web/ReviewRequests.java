package io.aiops4j.spring.web;

import io.aiops4j.core.Actor;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.spring.web.Requests.Sent;
import io.aiops4j.spring.web.Requests.Way;
import java.util.List;
import java.util.Map;

/** Requests about what waits for a person, and what people say to it. */
final class ReviewRequests {

    private ReviewRequests() {}

    static void add(Map<String, Way> well, Map<String, Way> peculiar) {
        well.put("GET /reviews", requests -> Sent.get("reader"));
        // one that stands in the place of another, and that somebody took up
        well.put("GET /reviews/{id}", requests -> {
            int number = requests.next();
            String now = requests.host
                    .aiops()
                    .runbooks()
                    .edit(
                            requests.submitted(number),
                            RunbookCodec.fromYaml(requests.longer(number)),
                            Actor.person("alice"),
                            "wait longer");
            requests.host.aiops().reviews().claim(now, Actor.person("bob"), "mine");
            return Sent.get("reader", now);
        });
        peculiar.put("200 GET /reviews", requests -> {
            requests.rejected(requests.proposal());
            requests.filed("/reviews?state=rejected");
            return Sent.get("reader").asking("state=rejected");
        });
        peculiar.put("422 GET /reviews", requests -> Sent.get("reader").asking("state=rejected&after=nowhere"));
        for (String move : List.of("claim", "reject", "request-changes", "withdraw")) {
            move(well, peculiar, move, requests -> requests.seen(Sent.post("bob", Requests.NOTE, requests.proposal())));
        }
        move(well, peculiar, "release", requests -> {
            String id = requests.proposal();
            requests.host.aiops().reviews().claim(id, Actor.person("bob"), "mine");
            return requests.seen(Sent.post("bob", Requests.NOTE, id));
        });
        move(
                well,
                peculiar,
                "approve",
                requests -> requests.seen(Sent.post("bob", "{\"everywhere\": true}", requests.proposal())));
        move(
                well,
                peculiar,
                "prioritise",
                requests -> requests.seen(
                        Sent.post("bob", "{\"priority\": \"high\", \"note\": \"soon\"}", requests.proposal())));
        move(well, peculiar, "edit", requests -> {
            int number = requests.next();
            return requests.seen(Sent.post("alice", requests.longer(number), requests.submitted(number))
                    .typed("application/yaml")
                    .asking("why=wait+longer"));
        });
        // only runbooks are edited
        peculiar.put(
                "409 POST /reviews/{id}/edit",
                requests -> requests.seen(well.get("POST /reviews/{id}/edit")
                        .prepare(requests)
                        .about(requests.asked("/patterns", Requests.PATTERN.formatted(requests.next())))));
        peculiar.put(
                "422 POST /reviews/{id}/edit",
                requests -> requests.seen(Sent.post("alice", "{\"id\": \"x\"}", requests.proposal())
                        .asking("why=it+is+short")));
        move(
                well,
                peculiar,
                "revoke",
                requests -> requests.seen(Sent.post("bob", Requests.NOTE, requests.approved("redis"))));
    }

    private static void move(Map<String, Way> well, Map<String, Way> peculiar, String move, Way way) {
        String route = "POST /reviews/{id}/" + move;
        well.put(route, way);
        peculiar.put("409 " + route, requests -> {
            String id = requests.proposal();
            requests.rejected(id);
            return requests.seen(way.prepare(requests).about(id));
        });
        peculiar.put("412 " + route, requests -> way.prepare(requests).with("If-Match", "\"99\""));
        peculiar.put("428 " + route, requests -> {
            Sent sent = way.prepare(requests);
            return new Sent(sent.user(), sent.variables(), sent.query(), sent.body(), sent.type());
        });
    }
}
