package io.aiops4j.spring.web;

import io.aiops4j.core.review.ReviewQueue;
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

    private final WebProperties properties;
    private final ReviewQueue reviews;
    private final ForgeryTokens tokens;

    SelfRoutes(WebProperties properties, ReviewQueue reviews, ForgeryTokens tokens) {
        this.properties = properties;
        this.reviews = reviews;
        this.tokens = tokens;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/me", Right.ANY, this::me), Route.get("/openapi.json", Right.ANY, call -> described()));
    }

    private Answer me(Call call) {
        Caller caller = call.caller();
        if (caller == null) {
            return Answer.of(Rows.row("signedIn", false, "authorities", List.of(), "readOnly", properties.readOnly()));
        }
        ForgeryTokens.Token token = tokens.current();
        return Answer.of(Rows.row(
                "signedIn", true,
                "name", caller.name(),
                "actor", call.person().toString(),
                "approver", reviews.isApprover(call.person()),
                "authorities",
                        caller.authorities().stream()
                                .filter(each -> each.startsWith(OURS))
                                .sorted()
                                .toList(),
                "readOnly", properties.readOnly(),
                "csrf", token == null ? null : Rows.row("header", token.header(), "token", token.value())));
    }

    private Answer described() {
        try (InputStream in = SelfRoutes.class.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its own " + DESCRIPTION);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(
                    200, "application/json", text.replace(WebProperties.DEFAULT_PATH, properties.path()), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's own " + DESCRIPTION + " cannot be read", e);
        }
    }
}
