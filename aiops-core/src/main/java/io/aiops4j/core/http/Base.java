package io.aiops4j.core.http;

import io.aiops4j.core.AiopsException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One configured address. What is below it cannot leave it. */
final class Base {

    private final URI address;
    private final Map<String, String> headers;

    Base(String name, URI address, Map<String, String> headers) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(name, "it is neither http nor https", "Write https://host:port/path");
        }
        if (address.getHost() == null) {
            throw refused(name, "it has no host that can be read", "Host names have letters, digits, dots and dashes");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw refused(name, "it has a user or a fragment", "Put what is secret into a header");
        }
        this.address = address;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        HttpRequest.Builder trial = HttpRequest.newBuilder(address);
        this.headers.forEach((header, value) -> Headers.put(trial, header, value));
    }

    private static AiopsException refused(String name, String why, String hint) {
        return new AiopsException("The base '" + name + "' cannot be called: " + why + ". " + hint + ".");
    }

    /** Where a path leads: below this base, always. */
    URI resolve(String path) {
        if (path.isEmpty()) {
            return address;
        }
        String fault = PathRule.fault(path);
        if (fault == null && address.getRawQuery() != null) {
            fault = "its base has a query, and nothing goes below that";
        }
        URI whole = fault == null ? URI.create(root() + path) : address;
        if (fault == null && !whole.getRawAuthority().equals(address.getRawAuthority())) {
            fault = "it leads to another host";
        }
        if (fault != null) {
            throw new AiopsException("The path '" + PathRule.shown(path) + "' is refused: " + fault
                    + ". Write a plain path below the base, such as /jobs/7/retry.");
        }
        return whole;
    }

    private String root() {
        String text = shown() + (address.getRawPath() == null ? "" : address.getRawPath());
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Scheme, host and port: what may stand in messages. Paths and queries of hooks are secrets. */
    String shown() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    HttpRequest request(HttpAccess.Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(resolve(call.path()));
        headers.forEach((name, value) -> Headers.put(request, name, value));
        call.headers().forEach((name, value) -> {
            // what is configured is the host's word, and a call does not change it
            if (!headers.containsKey(name)) {
                Headers.put(request, name, value);
            }
        });
        return Headers.method(request, call.method(), call.body()).build();
    }

    @Override
    public String toString() {
        return shown();
    }
}
