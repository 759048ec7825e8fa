package io.aiops4j.spring.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Who is signed in, and what can be asked for. */
final class SelfRoutes {

    private static final String DESCRIPTION = "openapi.json";

    private static final String OURS = "aiops:";

    private final String path;

    SelfRoutes(String path) {
        this.path = path;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/me", Right.ANY, SelfRoutes::me),
                Route.get("/openapi.json", Right.ANY, call -> described()));
    }

    private static Answer me(Call call) {
        Caller caller = call.caller();
        return Answer.of(
                caller == null
                        ? Rows.row("signedIn", false)
                        : Rows.row(
                                "signedIn",
                                true,
                                "name",
                                caller.name(),
                                "authorities",
                                caller.authorities().stream()
                                        .filter(each -> each.startsWith(OURS))
                                        .sorted()
                                        .toList()));
    }

    private Answer described() {
        try (InputStream in = SelfRoutes.class.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its own " + DESCRIPTION);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(200, "application/json", text.replace(WebProperties.DEFAULT_PATH, path), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's own " + DESCRIPTION + " cannot be read", e);
        }
    }
}
