package io.aiops4j.samples.app;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.json.JsonParserFactory;

/** Somebody with a browser's cookies and nothing else of it. */
final class Visitor {

    static final String API = "/aiops/api/v1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String address;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Visitor(String address) {
        this.address = address;
    }

    /** One who signed in on the page. */
    static Visitor as(String name, AppHost host) throws Exception {
        return as(name, AppHost.PASSWORD, host.address());
    }

    static Visitor as(String name, String password, String address) throws Exception {
        Visitor visitor = new Visitor(address);
        String page = visitor.get("/login").body();
        visitor.form("/login", "username=" + name + "&password=" + password + "&_csrf=" + token(page));
        return visitor;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> form(String path, String body) throws Exception {
        return send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> json(String path, String body, String... headers) throws Exception {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** As the page would do it: reads the proposal, and sends its version and the token against forged requests along. */
    HttpResponse<String> approve(String proposal, String body) throws Exception {
        String etag =
                get(API + "/reviews/" + proposal).headers().firstValue("ETag").orElseThrow();
        return json(
                API + "/reviews/" + proposal + "/approve",
                body,
                "If-Match",
                etag,
                "X-CSRF-TOKEN",
                token(get("/").body()));
    }

    /** The token against forged requests of a page, to send in a form or a header. */
    static String token(String page) {
        String before = "name=\"_csrf\"";
        String field = page.substring(page.indexOf(before));
        int start = field.indexOf("value=\"") + "value=\"".length();
        return URLEncoder.encode(field.substring(start, field.indexOf('"', start)), StandardCharsets.UTF_8);
    }

    static Map<String, Object> read(HttpResponse<String> response) {
        return JsonParserFactory.getJsonParser().parseMap(response.body());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }
}
