package io.aiops4j.core.execution;

import io.aiops4j.core.Client;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known about the host's own executions before they begin. */
record About(
        String node,
        String client,
        @Nullable String target,
        @Nullable String incidentId,
        @Nullable String incidentType,
        Map<String, String> labels) {

    static About node(String node) {
        return new About(node, Client.DEFAULT.id(), null, null, null, Map.of());
    }

    About client(String whose) {
        return new About(node, whose, target, incidentId, incidentType, labels);
    }

    About target(String what) {
        return new About(node, client, what, incidentId, incidentType, labels);
    }

    About incident(String id, String type) {
        return new About(node, client, target, id, type, labels);
    }

    About label(String name, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(name, value);
        return new About(node, client, target, incidentId, incidentType, Collections.unmodifiableMap(more));
    }
}
