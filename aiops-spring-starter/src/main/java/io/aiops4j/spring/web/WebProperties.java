package io.aiops4j.spring.web;

import io.aiops4j.core.document.Documents;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * The library over HTTP.
 *
 * @param enabled Whether there is anything under the path, for those who have the authorities of Spring Security that it takes.
 * @param path The path under which all routes are.
 * @param page Whether there is a page on which people review, behind the application's own security.
 * @param pagePath The path of the page.
 * @param readOnly Whether nothing can be changed over HTTP, whoever asks.
 * @param openReading Whether anybody may read without Spring Security on the class path. With it this has no effect.
 * @param chain Whether a chain of Spring Security is added for these paths and no other ones: everybody signs in, by name and password.
 * @param requestsPerMinute How many requests of one caller are answered within a minute, by each node.
 * @param largestBody The largest body of a request, at most 1 MB.
 * @param recentLines How many lines that were logged are kept, redacted, to be read; none with 0.
 */
@ConfigurationProperties("aiops.web")
record WebProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue(WebProperties.DEFAULT_PATH) String path,
        @DefaultValue("true") boolean page,
        @DefaultValue(WebProperties.DEFAULT_PAGE_PATH) String pagePath,
        @DefaultValue("false") boolean readOnly,
        @DefaultValue("false") boolean openReading,
        @DefaultValue("false") boolean chain,
        @DefaultValue("600") int requestsPerMinute,
        @DefaultValue("256KB") DataSize largestBody,
        @DefaultValue("" + RecentLines.DEFAULT_LINES) int recentLines) {

    static final String DEFAULT_PATH = "/aiops/api/v1";
    static final String DEFAULT_PAGE_PATH = "/aiops";

    WebProperties {
        requirePath("aiops.web.path", path, DEFAULT_PATH);
        requirePath("aiops.web.page-path", pagePath, DEFAULT_PAGE_PATH);
        if (pagePath.startsWith(path + "/")) {
            throw new InvalidConfigurationPropertyValueException(
                    "aiops.web.page-path",
                    pagePath,
                    "The routes are there, under aiops.web.path=" + path + ". Write a path that is not among them: "
                            + "aiops.web.page-path=" + DEFAULT_PAGE_PATH);
        }
        if (requestsPerMinute < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    "aiops.web.requests-per-minute",
                    requestsPerMinute,
                    "Write how many are allowed, at least one: aiops.web.requests-per-minute=600");
        }
        if (largestBody.toBytes() < 1 || largestBody.toBytes() > Documents.LARGEST) {
            throw new InvalidConfigurationPropertyValueException(
                    "aiops.web.largest-body", largestBody, "Write at most 1MB: aiops.web.largest-body=256KB");
        }
        if (recentLines < 0 || recentLines > RecentLines.GREATEST_LINES) {
            throw new InvalidConfigurationPropertyValueException(
                    "aiops.web.recent-lines",
                    recentLines,
                    "Write a number from 0 to " + RecentLines.GREATEST_LINES + ": aiops.web.recent-lines="
                            + RecentLines.DEFAULT_LINES);
        }
    }

    private static void requirePath(String name, String path, String preset) {
        if (!isPath(path)) {
            throw new InvalidConfigurationPropertyValueException(
                    name,
                    path,
                    "Write a path of letters, digits, dashes and slashes that begins with a slash and ends without one: "
                            + name + "=" + preset);
        }
    }

    private static boolean isPath(String path) {
        return path.startsWith("/")
                && !path.endsWith("/")
                && !path.contains("//")
                && path.chars()
                        .allMatch(c -> c == '/' || c == '-' || c == '_' || (c < 0x7f && Character.isLetterOrDigit(c)));
    }
}
