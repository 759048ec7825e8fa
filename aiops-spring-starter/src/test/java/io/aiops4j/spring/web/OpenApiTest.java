package io.aiops4j.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.document.Documents;
import io.aiops4j.core.document.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description is one of OpenAPI 3.1, and what it and the document say of routes is what there is, and the other way round. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private static RestHost host;

    @BeforeAll
    static void start() {
        host = RestHost.open();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static List<Route> routes() {
        return host.context().getBean(RestDoor.class).routes();
    }

    private static Node at(Node node, String... path) {
        Node found = node;
        for (String name : path) {
            found = found instanceof Node.Fields fields
                    ? fields.fields().getOrDefault(name, new Node.Fields(Map.of(), 0))
                    : new Node.Fields(Map.of(), 0);
        }
        return found;
    }

    private static Set<String> names(Node node) {
        return node instanceof Node.Fields fields
                ? new TreeSet<>(fields.fields().keySet())
                : new TreeSet<>();
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? String.valueOf(scalar.text()) : "";
    }

    private static Node described() throws Exception {
        return new Documents("description", "paths")
                .json(host.get("guest", "/openapi.json").body());
    }

    @Test
    void the_description_is_one_of_openapi() throws Exception {
        String text = host.get("guest", "/openapi.json").body();
        assertThat(new Described(text).faults()).isEmpty();
        assertThat(new Described(text.replace("\"responses\": {", "\"answers\": {")).faults())
                .as("the validator finds what is wrong")
                .isNotEmpty();
    }

    @Test
    void requests_are_known_for_routes_that_are_there() {
        Set<String> there = new TreeSet<>();
        routes().forEach(route -> there.add(route.method() + " " + route.path()));
        assertThat(there).containsAll(Requests.WELL.keySet());
        for (String each : Requests.PECULIAR.keySet()) {
            assertThat(there).contains(each.substring(each.indexOf(' ') + 1));
        }
    }

    @Test
    void every_route_is_described_with_its_right_and_its_names() throws Exception {
        Node paths = at(described(), "paths");
        Set<String> described = new TreeSet<>();
        for (String path : names(paths)) {
            for (String method : names(at(paths, path))) {
                assertThat(METHODS).contains(method);
                described.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        Set<String> there = new TreeSet<>();
        for (Route route : routes()) {
            there.add(route.method() + " " + route.path());
            Node operation = at(paths, route.path(), route.method().toLowerCase(Locale.ROOT));
            assertThat(text(at(operation, "x-authority")))
                    .as(route.path())
                    .isEqualTo(route.right().authority());
            Set<String> query = new TreeSet<>();
            for (Node parameter : ((Node.Items) at(operation, "parameters")).items()) {
                if (text(at(parameter, "in")).equals("query")) {
                    query.add(text(at(parameter, "name")));
                }
            }
            assertThat(query).as(route.path()).isEqualTo(new TreeSet<>(route.parameters()));
            assertThat(names(at(operation, "requestBody", "content")))
                    .as(route.path())
                    .isEqualTo(new TreeSet<>(route.body().types()));
            if (route.body() == Route.Body.FIELDS) {
                Node schema = at(operation, "requestBody", "content", "application/json", "schema");
                assertThat(names(at(schema, "properties"))).as(route.path()).isEqualTo(new TreeSet<>(route.names()));
                assertThat(text(at(schema, "additionalProperties"))).isEqualTo("false");
            }
        }
        assertThat(described).isEqualTo(there);
        assertThat(there).hasSameSizeAs(routes());
    }

    @Test
    void it_names_the_path_under_which_it_is_served() throws Exception {
        assertThat(host.get("guest", "/openapi.json").body()).contains("\"url\": \"/aiops/api/v1\"");
        try (RestHost elsewhere = RestHost.open("aiops.web.path=/ops")) {
            assertThat(elsewhere.send("guest", "GET", "/ops/openapi.json", null).body())
                    .contains("\"url\": \"/ops\"")
                    .doesNotContain("/aiops/api/v1");
        }
    }

    @Test
    void the_document_lists_the_same_routes() throws Exception {
        String document =
                Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/rest.md"));
        Set<String> listed = new TreeSet<>();
        document.lines()
                .filter(line -> line.startsWith("| `GET`") || line.startsWith("| `POST`"))
                .forEach(line -> {
                    String[] cells = line.split("\\|");
                    listed.add((cells[1] + cells[2] + cells[3])
                            .replace("`", "")
                            .replace("  ", " ")
                            .strip());
                });
        Set<String> there = new TreeSet<>();
        routes().forEach(route -> there.add(route.method() + " " + route.path() + " "
                + (route.right() == Right.ANY ? "signed in" : route.right().authority())));
        assertThat(listed).isEqualTo(there);
    }
}
