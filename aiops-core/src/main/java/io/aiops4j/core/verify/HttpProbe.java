package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import io.aiops4j.core.document.DocumentException;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Node;
import io.aiops4j.core.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page that tells how a service is: status, latency, and the plain values of a small JSON document. */
final class HttpProbe implements StateProbe {

    static final Duration TIMEOUT = Duration.ofSeconds(3);
    static final int MOST_VALUES = 100;
    static final int LONGEST_NAME = 200;

    private static final String BASE = "health";
    private static final String STATUS = "http.status";

    private final HttpAccess access;
    private final Duration timeout;

    HttpProbe(URI page) {
        this(page, Map.of(), TIMEOUT);
    }

    HttpProbe(URI page, Map<String, String> headers, Duration timeout) {
        this.access = HttpAccess.to(BASE, page, headers);
        this.timeout = timeout;
    }

    @Override
    public Map<String, ?> read(Target target) throws IOException, InterruptedException {
        HttpAccess.Answer answer = access.send(HttpAccess.Call.get(BASE, "")
                .header("Accept", "application/json")
                .within(timeout));
        Map<String, Object> values = new HashMap<>();
        if (answer.whole() && answer.text().stripLeading().startsWith("{")) {
            try {
                collect("health", new Documents("health page", "{}").json(answer.text()), values);
            } catch (DocumentException noJson) {
                // a page is no document, and its status still counts
                values.clear();
            }
        }
        values.put(STATUS, answer.status());
        values.put("http.latency_ms", answer.took().toMillis());
        return values;
    }

    private static void collect(String name, Node node, Map<String, Object> values) {
        if (values.size() >= MOST_VALUES || name.length() > LONGEST_NAME || !Operand.isName(name)) {
            return;
        }
        if (node instanceof Node.Fields fields) {
            fields.fields().forEach((field, value) -> collect(name + "." + field, value, values));
        } else if (node instanceof Node.Items items) {
            List<Node> all = items.items();
            for (int i = 0; i < all.size() && values.size() < MOST_VALUES; i++) {
                collect(name + "." + i, all.get(i), values);
            }
        } else if (node instanceof Node.Scalar scalar && scalar.text() != null) {
            values.put(name, scalar.text());
        }
    }
}
