package io.aiops4j.spring.web;

import io.aiops4j.core.document.Form;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.spring.web.Problem.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The one door. Each request passes the same checks in the same order, whatever it asks for: is there such a route, may the caller, how
 * often, does it fit. A route cannot leave one out, and none of the application's own settings for controllers bears on it.
 */
final class RestDoor implements HttpRequestHandler {

    private final List<Route> routes;
    private final WebProperties properties;
    private final Callers callers;
    private final Allowance allowance;
    private final Repeats repeats = new Repeats();
    private final Problems problems;
    private final Redactor redactor;

    RestDoor(
            List<Route> routes,
            WebProperties properties,
            Callers callers,
            Allowance allowance,
            Problems problems,
            Redactor redactor) {
        this.routes = List.copyOf(routes);
        this.properties = properties;
        this.callers = callers;
        this.allowance = allowance;
        this.problems = problems;
        this.redactor = redactor;
    }

    List<Route> routes() {
        return routes;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer;
        try {
            answer = answer(request);
        } catch (RuntimeException e) {
            answer = problems.of(e).answer(redactor);
        }
        answer.writeTo(response, request.getMethod().equals("HEAD"));
    }

    private Answer answer(HttpServletRequest request) throws IOException {
        String path = path(request);
        Route route = route(method(request), path);
        Caller caller = callers.current();
        requireRight(route, caller);
        allowance.take(caller == null ? "" : caller.name());
        if (route.isMutating() && properties.readOnly()) {
            throw new Problem(
                    Kind.CLOSED,
                    "Nothing can be changed here: aiops.web.read-only is set. Ask whoever runs the application.");
        }
        Map<String, String> parameters = parameters(request.getQueryString(), route);
        Map<String, String> variables = route.match(path);
        Call.Body body = body(request, route);
        Call call = new Call(route, variables == null ? Map.of() : variables, parameters, caller, body);
        if (!route.isMutating()) {
            return route.handler().handle(call);
        }
        return repeats.once(
                caller == null ? "" : caller.name(),
                request.getHeader("Idempotency-Key"),
                path + "?" + parameters,
                body.text(),
                () -> route.handler().handle(call));
    }

    private static String method(HttpServletRequest request) {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }

    // as it was sent, not decoded: what is spelt in another way is another path, and there is none such here
    private String path(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        String whole = ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .value();
        String path = whole.startsWith(properties.path() + "/")
                ? whole.substring(properties.path().length())
                : "/";
        boolean plain = path.chars().allMatch(RestDoor::isPlain);
        if (!plain || path.contains("//") || path.contains("/.") || path.endsWith("/")) {
            throw nothing();
        }
        return path;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '/'
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private Problem nothing() {
        return new Problem(
                Kind.NOT_FOUND,
                "There is nothing under this path. " + properties.path() + "/openapi.json lists all routes.");
    }

    private Route route(String method, String path) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Route each : routes) {
            if (each.match(path) != null) {
                if (each.method().equals(method)) {
                    return each;
                }
                allowed.add(each.method());
            }
        }
        if (allowed.isEmpty()) {
            throw nothing();
        }
        String allow = String.join(", ", allowed);
        throw new Problem(
                Kind.METHOD, "This path answers " + allow + " alone. Use that.", List.of(), Map.of("Allow", allow));
    }

    private void requireRight(Route route, @Nullable Caller caller) {
        if (!callers.areKnown()) {
            boolean reading = route.right() == Right.READ || route.right() == Right.ANY;
            if (route.isMutating() || !reading) {
                throw new Problem(
                        Kind.CLOSED,
                        "Nobody can tell who you are: Spring Security is not on the class path. Add spring-boot-starter-security, and"
                                + " give the authority " + needed(route) + " to whoever may do this.");
            }
            if (!properties.openReading()) {
                throw new Problem(
                        Kind.CLOSED,
                        "Reading is closed: Spring Security is not on the class path. Add spring-boot-starter-security and give the"
                                + " authority " + needed(route)
                                + ", or let everybody read with aiops.web.open-reading=true.");
            }
            return;
        }
        if (caller == null) {
            throw new Problem(
                    Kind.CLOSED, "Nobody is signed in. Sign in as somebody with the authority " + needed(route) + ".");
        }
        if (!caller.may(route.right())) {
            throw new Problem(
                    Kind.FORBIDDEN, "It takes the authority " + needed(route) + ", which you do not have. Ask for it.");
        }
    }

    private static String needed(Route route) {
        return route.right() == Right.ANY
                ? Right.READ.authority()
                : route.right().authority();
    }

    // by hand: the server's own way reads the body too, and fails at what cannot be decoded
    private static Map<String, String> parameters(@Nullable String query, Route route) {
        Map<String, String> parameters = new LinkedHashMap<>();
        StringTokenizer pairs = new StringTokenizer(query == null ? "" : query, "&");
        while (pairs.hasMoreTokens()) {
            String pair = pairs.nextToken();
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!route.parameters().contains(name) || parameters.put(name, value) != null) {
                throw new Problem(
                        Kind.MALFORMED,
                        "The parameter " + Form.quote(name) + " is not known here, or is there twice. Known are "
                                + route.parameters() + ".");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    Kind.MALFORMED, "The query cannot be decoded: a % is not followed by two hexadecimal digits.");
        }
    }

    private Call.Body body(HttpServletRequest request, Route route) throws IOException {
        if (!route.isMutating()) {
            return new Call.Body("", "", null);
        }
        String type = type(request.getContentType());
        List<String> known = route.body().types();
        if (!known.contains(type)) {
            throw new Problem(
                    Kind.MEDIA_TYPE,
                    "The body is to be of the type " + String.join(" or ", known) + ". Say so in Content-Type.",
                    List.of(),
                    Map.of("Accept-Post", String.join(", ", known)));
        }
        int most = (int) properties.largestBody().toBytes();
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        byte[] bytes;
        try (InputStream in = request.getInputStream()) {
            bytes = in.readNBytes(most + 1);
        }
        if (bytes.length > most) {
            throw tooLarge(most);
        }
        return new Call.Body(type, text(bytes), request.getHeader("If-Match"));
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem(Kind.MALFORMED, "The body is not in UTF-8. Send it in that encoding.");
        }
    }

    private static Problem tooLarge(int most) {
        return new Problem(
                Kind.TOO_LARGE,
                "The body has more than " + most + " bytes. Send less, or raise aiops.web.largest-body.");
    }

    private static String type(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
