package io.aiops4j.spring.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.HttpRequestHandler;

/**
 * The page: a list of files in the jar, and each of them under one path. Other paths are the application's. All links in it are relative, so that
 * it works behind whatever a proxy or a context path puts in front.
 */
final class Page {

    private static final String START = "index.html";

    // in the place of these stands where this application has the page's files and the routes
    private static final String FILES = "{{files}}";
    private static final String ROUTES = "{{routes}}";

    private static final List<String> NAMES = List.of(
            "app.css",
            "favicon.svg",
            "app.js",
            "dom.js",
            "api.js",
            "bar.js",
            "queue.js",
            "proposal.js",
            "verdict.js",
            "diff.js",
            "story.js",
            "runbooks.js",
            "runs.js",
            "incidents.js",
            "word.js");

    private final String path;
    private final String routes;

    Page(WebProperties properties) {
        this.path = properties.pagePath();
        this.routes = properties.path();
    }

    /** What is served under which path. */
    Map<String, HttpRequestHandler> files() {
        Map<String, HttpRequestHandler> files = new LinkedHashMap<>();
        String name = path.substring(path.lastIndexOf('/') + 1);
        files.put(path, start(name));
        files.put(path + "/", (request, response) -> {
            response.setHeader("Location", "../" + name);
            response.setStatus(302);
        });
        for (String each : NAMES) {
            files.put(path + "/" + each, new PageFile(type(each), read(each)));
        }
        return files;
    }

    private PageFile start(String name) {
        String up = "../".repeat((int) path.chars().filter(c -> c == '/').count() - 1);
        String text = new String(read(START), StandardCharsets.UTF_8)
                .replace(FILES, name)
                .replace(ROUTES, up + routes.substring(1));
        return new PageFile(type(START), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/javascript;charset=utf-8";
        };
    }

    private static byte[] read(String name) {
        try (InputStream in = Page.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its own page/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's own page/" + name + " cannot be read", e);
        }
    }
}
