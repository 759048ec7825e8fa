package io.aiops4j.spring.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent back.
 *
 * @param status of HTTP
 * @param type of the body
 * @param body as text, or null for none
 * @param headers beside those that all answers have
 */
record Answer(int status, String type, @Nullable String body, Map<String, String> headers) {

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer of(Map<String, ?> row) {
        return of(200, row);
    }

    static Answer of(int status, Map<String, ?> row) {
        return new Answer(status, "application/json", Json.write(row), Map.of());
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more);
    }

    /** Sends it; a head alone has no body. */
    void writeTo(HttpServletResponse response, boolean head) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        headers.forEach(response::setHeader);
        if (body != null) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setContentType(type);
            response.setContentLength(bytes.length);
            if (!head) {
                response.getOutputStream().write(bytes);
            }
        }
    }
}
