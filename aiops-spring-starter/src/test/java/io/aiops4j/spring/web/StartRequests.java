package io.aiops4j.spring.web;

import io.aiops4j.core.Actor;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.spring.web.Requests.Sent;
import io.aiops4j.spring.web.Requests.Way;
import java.util.Map;

/** Requests that let something run, and those about what ran. */
final class StartRequests {

    private static final String ASKED = "{\"runbook\": \"%s\", \"version\": 1, \"incident\": \"%s\"%s}";

    private StartRequests() {}

    static void add(Map<String, Way> well, Map<String, Way> peculiar) {
        put("POST /runs", "", well, peculiar);
        put("POST /runs/permissions", ", \"note\": \"it is full\"", well, peculiar);
        well.put(
                "POST /runs/dry-run",
                requests -> Sent.post(
                        "operator",
                        dry(requests.version(requests.approved("redis"))
                                .runbook()
                                .id())));
        peculiar.put(
                "200 POST /runs/dry-run",
                requests -> Sent.post(
                        "operator",
                        dry(requests.version(requests.approved("other"))
                                .runbook()
                                .id())));
        peculiar.put("404 POST /runs/dry-run", requests -> Sent.post("operator", dry(Requests.NONE)));
        peculiar.put("409 POST /runs/dry-run", requests -> Sent.post("operator", dry(requests.runbook())));
        well.put("GET /executions/{id}", requests -> {
            String id = requests.execution();
            requests.host.aiops().learning().feedback(id, Actor.person("bob"), false, "it came back");
            return Sent.get("reader", id);
        });
        well.put(
                "POST /executions/{id}/feedback",
                requests ->
                        Sent.post("operator", "{\"helped\": false, \"note\": \"it came back\"}", requests.execution()));
    }

    private static void put(String route, String note, Map<String, Way> well, Map<String, Way> peculiar) {
        well.put(route, requests -> {
            String incident = requests.incident();
            String service = requests.host
                    .aiops()
                    .incidents()
                    .byId(incident)
                    .orElseThrow()
                    .target()
                    .service();
            Runbook runbook = requests.version(requests.approved(service)).runbook();
            return Sent.post("operator", ASKED.formatted(runbook.id(), incident, note));
        });
        peculiar.put(
                "404 " + route,
                requests -> Sent.post("operator", ASKED.formatted(Requests.NONE, requests.incident(), note)));
        peculiar.put(
                "409 " + route,
                requests -> Sent.post("operator", ASKED.formatted(requests.runbook(), requests.incident(), note)));
    }

    private static String dry(String runbook) {
        return "{\"runbook\": \"" + runbook + "\", \"version\": 1, \"service\": \"redis\"}";
    }
}
