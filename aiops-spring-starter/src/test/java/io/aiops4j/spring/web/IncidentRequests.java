package io.aiops4j.spring.web;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.spring.BreakableStores;
import io.aiops4j.spring.web.Requests.Sent;
import io.aiops4j.spring.web.Requests.Way;
import java.util.List;
import java.util.Map;

/** Requests about what is noticed, what is open, what was decided about it, and what people say of it. */
final class IncidentRequests {

    private static final String OPENED = "{\"type\": \"slow\", \"service\": \"opened%d\", \"message\": \"it is slow\"}";

    private IncidentRequests() {}

    static void add(Map<String, Way> well, Map<String, Way> peculiar) {
        well.put("GET /incidents", requests -> Sent.get("reader"));
        peculiar.put("200 GET /incidents", requests -> {
            requests.resolved();
            requests.filed("/incidents?status=resolved");
            return Sent.get("reader").asking("status=resolved");
        });
        peculiar.put("422 GET /incidents", requests -> Sent.get("reader").asking("status=resolved&after=nowhere"));
        well.put("GET /incidents/{id}", requests -> Sent.get("reader", remarked(requests)));
        well.put("POST /incidents", requests -> Sent.post("operator", OPENED.formatted(requests.next())));
        peculiar.put("200 POST /incidents", requests -> {
            int number = requests.next();
            String body = OPENED.formatted(number);
            requests.host.post("operator", "/incidents", body);
            String id = requests.about("opened" + number);
            requests.host.aiops().incidents().takeOver(id, Actor.person("bob"), "mine");
            return Sent.post("operator", body);
        });
        for (String said : List.of("resolve", "take-over", "hand-back")) {
            String route = "POST /incidents/{id}/" + said;
            well.put(route, requests -> Sent.post("operator", Requests.NOTE, requests.incident()));
            peculiar.put("409 " + route, requests -> Sent.post("operator", Requests.NOTE, requests.resolved()));
        }
        well.put("POST /incidents/{id}/notes", requests -> Sent.post("operator", Requests.NOTE, remarked(requests)));
        well.put(
                "POST /incidents/{id}/feedback",
                requests -> Sent.post("operator", "{\"real\": false, \"note\": \"a drill\"}", requests.incident()));
        well.put("GET /decisions", requests -> Sent.get("reader"));
        well.put("GET /decisions/{id}", requests -> Sent.get("reader", Long.toString(requests.decision())));
        signals(well, peculiar);
        for (String verb : List.of("/forget", "/erase")) {
            well.put(
                    "POST " + verb,
                    requests -> Sent.post(
                            "root", "{\"incident\": \"" + requests.incident() + "\", \"reason\": \"a drill\"}"));
            String stream = verb.equals("/forget") ? LessonView.STREAM : Erasure.STREAM;
            peculiar.put("409 POST " + verb, requests -> {
                requests.host.context().getBean(BreakableStores.class).outpace(stream);
                return well.get("POST " + verb).prepare(requests);
            });
        }
    }

    private static void signals(Map<String, Way> well, Map<String, Way> peculiar) {
        String failure = "{\"service\": \"sig%1$d\", \"message\": \"OutOfMemoryError: heap space\"}";
        String anomaly = "{\"service\": \"sig%1$d\", \"type\": \"slow\", \"confidence\": 0.9}";
        String body = "{\"lines\": [" + failure + "], \"anomalies\": [" + anomaly + "]}";
        well.put("POST /signals", requests -> Sent.post("operator", body.formatted(requests.next())));
        peculiar.put(
                "202 POST /signals",
                requests -> Sent.post(
                        "operator", "{\"wait\": 0, \"lines\": [" + failure.formatted(requests.next()) + "]}"));
        well.put(
                "POST /signals/alertmanager",
                requests -> Sent.post(
                        "operator", "{\"alerts\": [{\"labels\": {\"alertname\": \"Full\", \"service\": \"db\"}}]}"));
        peculiar.put("422 POST /signals/alertmanager", requests -> Sent.post("operator", "{}"));
    }

    /** One of which people said something. */
    private static String remarked(Requests requests) throws InterruptedException {
        String id = requests.incident();
        requests.host.aiops().incidents().note(id, Actor.person("bob"), "it was the new release");
        requests.host.aiops().incidents().label(id, Actor.person("bob"), true, "users saw it");
        return id;
    }
}
