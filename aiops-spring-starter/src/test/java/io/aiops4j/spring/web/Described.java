package io.aiops4j.spring.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Node;
import io.openapiparser.OpenApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The description as a validator reads it: whether it is one, and whether an answer is as it says. */
final class Described {

    private static final String OPENAPI = "https://spec.openapis.org/oas/";
    private static final String BASE = OPENAPI + "3.1/schema-base/2025-09-15";
    private static final String OURS = "https://aiops4j.io/openapi.json";

    private final String text;
    private final Node root;
    private final SchemaRegistry registry;

    Described(String text) throws IOException {
        this.text = text;
        this.root = new Documents("description", "paths").json(text);
        Map<String, String> known = new HashMap<>(Map.of(OURS, text));
        for (String file : List.of(
                "3.1/schema-base/2025-09-15",
                "3.1/schema/2025-09-15",
                "3.1/dialect/2024-11-10",
                "3.1/meta/2024-11-10")) {
            known.put(OPENAPI + file, official(file));
        }
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(known));
    }

    /** What is wrong with what this application answers well to a request for a path of its description. */
    static List<String> faults(RestHost host, String path, String body) throws IOException {
        Route route = host.context().getBean(RestDoor.class).routes().stream()
                .filter(each -> each.method().equals("GET") && each.path().equals(path))
                .findFirst()
                .orElseThrow();
        try (InputStream in = RestDoor.class.getResourceAsStream("openapi.json")) {
            Described description = new Described(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return description.faults(route, 200, "application/json", body);
        }
    }

    // as it comes in the jar of a parser, so that no network is needed
    private static String official(String file) throws IOException {
        try (InputStream in = OpenApiVersion.class.getResourceAsStream("/openapi/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What is wrong with the description by the schema of OpenAPI 3.1. */
    List<String> faults() {
        return faults(registry.getSchema(SchemaLocation.of(BASE)), text);
    }

    /** What is wrong with an answer. */
    List<String> faults(Route route, int status, String type, String body) {
        String path = "#/paths/" + route.path().replace("/", "~1") + "/"
                + route.method().toLowerCase(Locale.ROOT) + "/responses/" + status + "/content/"
                + type.replace("/", "~1") + "/schema";
        String shared = "#/components/responses/Problem/content/" + type.replace("/", "~1") + "/schema";
        return faults(
                registry.getSchema(SchemaLocation.of(OURS
                        + (status >= 400 ? shared : path).replace("{", "%7B").replace("}", "%7D"))),
                body);
    }

    private static List<String> faults(Schema schema, String json) {
        return schema
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The statuses that are said for a route. */
    Set<Integer> statuses(Route route) {
        Node responses = root;
        for (String name : List.of("paths", route.path(), route.method().toLowerCase(Locale.ROOT), "responses")) {
            responses =
                    responses instanceof Node.Fields fields ? fields.fields().get(name) : null;
        }
        Set<Integer> statuses = new TreeSet<>();
        if (responses instanceof Node.Fields fields) {
            fields.fields().keySet().forEach(status -> statuses.add(Integer.valueOf(status)));
        }
        return statuses;
    }
}
