package io.aiops4j.spring.web;

import io.aiops4j.core.Digest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;

/** One file of the page. It holds no data, so whoever the application lets through may have it. */
final class PageFile implements HttpRequestHandler {

    // nothing but the page's own files and its own origin; and no text ever becomes markup or code
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            // kept, and asked for at each use: a new version of the library shows at once
            "Cache-Control",
            "no-cache");

    private final String type;
    private final byte[] bytes;
    private final String tag;

    PageFile(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes.clone();
        this.tag = "\"" + Digest.of(bytes).abbreviated() + "\"";
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HEADERS.forEach(response::setHeader);
        boolean head = request.getMethod().equals("HEAD");
        if (!head && !request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        response.setHeader("ETag", tag);
        if (isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        response.setContentLength(bytes.length);
        if (!head) {
            response.getOutputStream().write(bytes);
        }
    }

    // compression on the way makes a tag weak
    private boolean isKnown(@Nullable String tags) {
        StringTokenizer known = new StringTokenizer(tags == null ? "" : tags, ", ");
        while (known.hasMoreTokens()) {
            String each = known.nextToken();
            if (each.equals(tag) || each.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
