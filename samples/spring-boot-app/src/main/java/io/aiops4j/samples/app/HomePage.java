package io.aiops4j.samples.app;

import io.aiops4j.Aiops;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Says how the shop is, and where to go next. */
@Controller
record HomePage(Cache cache, Aiops aiops) {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>The shop</title>
            <style>body { font-family: sans-serif; margin: 2rem; } a { color: inherit; }</style>
            <main>
            <h1>The shop</h1>
            <p>%s</p>
            <p>%d proposals wait for a person on <a href="/aiops">the review page</a>.</p>
            <form method="post" action="/shrink">
            <input type="hidden" name="_csrf" value="%s">
            <button>Let the cache fail again</button>
            </form>
            <p><a href="/">Look again</a></p>
            <p><a href="/logout">Sign out</a></p>
            </main>
            </html>
            """;

    @GetMapping(value = "/", produces = MediaType.TEXT_HTML_VALUE)
    @ResponseBody
    String home(CsrfToken csrf) {
        String how = cache.isFull()
                ? "The cache is out of memory, and every order is lost."
                : "The cache has room, and orders are taken.";
        return PAGE.formatted(how, aiops.reviews().pending().size(), csrf.getToken());
    }

    @PostMapping("/shrink")
    String shrink() {
        cache.shrink();
        return "redirect:/";
    }
}
