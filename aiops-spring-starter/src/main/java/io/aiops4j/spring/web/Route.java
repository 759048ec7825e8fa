package io.aiops4j.spring.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked for or done. Which right it takes stands here and nowhere else, so that none is without.
 *
 * @param method {@code GET}, or {@code POST} for what changes something
 * @param path below the base, with names in braces
 * @param right that the caller must have
 * @param names of the parameters of a query; of what changes something, the fields of its body
 * @param body what may come along; beside a document there may be parameters
 * @param handler what is done
 */
record Route(String method, String path, Right right, List<String> names, Body body, Handler handler) {

    /** What comes along with a request. */
    enum Body {
        /** Nothing. */
        NONE,
        /** Fields of the route. */
        FIELDS,
        /** What another program sends. */
        FOREIGN,
        /** A document that people write. */
        DOCUMENT;

        List<String> types() {
            return switch (this) {
                case NONE -> List.of();
                case FIELDS, FOREIGN -> List.of("application/json");
                case DOCUMENT -> List.of("application/json", "application/yaml", "application/x-yaml", "text/yaml");
            };
        }
    }

    /** What a route does. */
    @FunctionalInterface
    interface Handler {

        Answer handle(Call call);
    }

    Route {
        names = List.copyOf(names);
    }

    static Route get(String path, Right right, Handler handler, String... parameters) {
        return new Route("GET", path, right, List.of(parameters), Body.NONE, handler);
    }

    static Route post(String path, Right right, Handler handler, String... fields) {
        return new Route("POST", path, right, List.of(fields), Body.FIELDS, handler);
    }

    static Route document(String path, Right right, Handler handler, String... parameters) {
        return new Route("POST", path, right, List.of(parameters), Body.DOCUMENT, handler);
    }

    static Route foreign(String path, Right right, Handler handler, String... parameters) {
        return new Route("POST", path, right, List.of(parameters), Body.FOREIGN, handler);
    }

    /** What may stand in the query. */
    List<String> parameters() {
        return body == Body.FIELDS ? List.of() : names;
    }

    boolean isMutating() {
        return method.equals("POST");
    }

    /** The values of the names in the path, or null when it is another path. */
    @Nullable
    Map<String, String> match(String asked) {
        List<String> mine = segments(path);
        List<String> theirs = segments(asked);
        if (mine.size() != theirs.size()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < mine.size(); i++) {
            String segment = mine.get(i);
            if (segment.startsWith("{")) {
                values.put(segment.substring(1, segment.length() - 1), theirs.get(i));
            } else if (!segment.equals(theirs.get(i))) {
                return null;
            }
        }
        return values;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            segments.add(path.substring(from, to));
            from = to + 1;
        }
        return segments;
    }
}
