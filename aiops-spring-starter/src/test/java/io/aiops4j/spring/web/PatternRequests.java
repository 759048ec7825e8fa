package io.aiops4j.spring.web;

import io.aiops4j.spring.web.Requests.Sent;
import io.aiops4j.spring.web.Requests.Way;
import java.util.Map;

/** Requests about patterns and about single actions. */
final class PatternRequests {

    private static final String ASKED =
            "{\"service\": \"s%d\", \"why\": \"it hangs\", \"verification\": [\"status = 'up'\"]}";

    private PatternRequests() {}

    static void add(Map<String, Way> well, Map<String, Way> peculiar) {
        well.put("GET /actions/{id}", requests -> Sent.get("reader", "restart_service"));
        well.put(
                "POST /actions/{id}/run",
                requests -> Sent.post("alice", ASKED.formatted(requests.next()), "restart_service"));
        peculiar.put("409 POST /actions/{id}/run", requests -> {
            String body = ASKED.formatted(requests.next());
            requests.rejected(requests.asked("/actions/restart_service/run", body));
            return Sent.post("alice", body, "restart_service");
        });
        well.put("GET /patterns/{id}", requests -> Sent.get("reader", requests.pattern()));
        well.put("POST /patterns", requests -> Sent.post("alice", Requests.PATTERN.formatted(requests.next())));
        peculiar.put("409 POST /patterns", requests -> {
            String body = Requests.PATTERN.formatted(requests.next());
            requests.rejected(requests.asked("/patterns", body));
            return Sent.post("alice", body);
        });
        well.put(
                "POST /patterns/{id}/change",
                requests -> Sent.post("alice", "{\"category\": \"other\", \"why\": \"x\"}", requests.pattern()));
        well.put("POST /patterns/{id}/delete", requests -> Sent.post("bob", Requests.NOTE, requests.pattern()));
        peculiar.put(
                "409 POST /patterns/{id}/change", requests -> Sent.post("alice", "{\"why\": \"x\"}", given(requests)));
        peculiar.put("409 POST /patterns/{id}/delete", requests -> Sent.post("bob", Requests.NOTE, given(requests)));
        well.put("POST /patterns/try", requests -> Sent.post("alice", "{\"lines\": [\"OutOfMemoryError: heap\"]}"));
        peculiar.put(
                "404 POST /patterns/try",
                requests -> Sent.post("alice", "{\"id\": \"" + Requests.NONE + "\", \"lines\": [\"x\"]}"));
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
}
