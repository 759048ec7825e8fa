package io.aiops4j.core.http;

import io.aiops4j.core.AiopsException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes on the wire before the body: names and values are checked here, because the JDK's complaint quotes the value. */
final class Headers {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final char DELETE = 0x7f;

    private Headers() {}

    static void put(HttpRequest.Builder request, String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c >= DELETE) {
                throw refused(name, "its value has a line break, a control character or one beyond ASCII");
            }
        }
        try {
            request.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            throw refused(name, "it is no header's name, or one that the connection sets by itself");
        }
    }

    private static AiopsException refused(String name, String why) {
        return new AiopsException("The header '" + PathRule.shown(name) + "' cannot be sent: " + why + ". Correct it.");
    }

    static HttpRequest.Builder method(HttpRequest.Builder request, String method, @Nullable String body) {
        if (!METHODS.contains(method)) {
            throw new AiopsException("The method '" + PathRule.shown(method)
                    + "' is not known. Use one of GET, HEAD, POST," + " PUT, PATCH and DELETE.");
        }
        return request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }
}
